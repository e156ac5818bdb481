"""The reader: all posts of a span, however Publer cuts, counts, orders and repeats them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from publer_sync.api.errors import ServerError
from publer_sync.api.reader import Reader
from publer_sync.api.writer import Writer
from publer_sync.emulator.store.seed import WORKSPACE_ID
from publer_sync.model.network import Network
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import Recurring, Repeat
from publer_sync.model.workspace_names import NameKind
from tests.support.builders import MORNING, a_post
from tests.support.pictures import a_picture
from tests.support.scripted import a_server, says
from tests.support.world import World, a_world

X, LINKEDIN = "63c675b54e299e9cf2b667ea", "650170394e299e33b427c2ff"
PINTEREST = "64b0f1e2d3c4b5a697880105"
DAY = timedelta(days=1)
SINCE = datetime(2036, 5, 5, 0, 0, tzinfo=UTC)
UNTIL = datetime(2036, 5, 20, 23, 59, tzinfo=UTC)


def filled(folder: Path, number: int, **options: str) -> tuple[World, Reader]:
    world = a_world(folder, options={"rate_limit": "off", **options})
    for hour in range(number):
        when = SINCE + timedelta(hours=hour)
        world.by_hand(account_id=X, text=f"Number {hour}", scheduled_at=when.isoformat())
    return world, Reader(world.session().get)


def item(number: int, **others: Any) -> dict[str, Any]:
    at = f"2036-05-06T{number:02}:00:00.000+02:00"
    return {"id": f"p{number}", "account_id": X, "scheduled_at": at, "state": "scheduled"} | others


def paged(rows: Callable[[int], list[Any]], size: int = 2, total: int | None = None) -> Any:
    """A server whose list may be another one at each request; `rows` is given its number."""
    asked = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        found, page = rows(asked), int(request.url.params["page"])
        asked += 1
        shown = found[page * size : (page + 1) * size]
        return says({"posts": shown, "total": len(found) if total is None else total})

    return a_server(answer)


def ids_of(reader: Reader) -> list[str]:
    return [post.id for post in reader.posts([X], SINCE, UNTIL)]


@pytest.mark.parametrize("size", ["1", "2", "7", "15", "40", "100"])
@pytest.mark.parametrize("fields", ["present", "absent"])
@pytest.mark.parametrize("base", ["0", "1"])
def test_any_size_of_page(tmp_path: Path, size: str, fields: str, base: str) -> None:
    options = {"page_size": size, "total_fields": fields, "echo_page_base": base}
    _, reader = filled(tmp_path, 40, **options)
    assert len(set(ids_of(reader))) == 40


@pytest.mark.parametrize("order", ["scheduled_at", "newest_first", "by_id"])
def test_any_order_comes_out_by_time(tmp_path: Path, order: str) -> None:
    _, reader = filled(tmp_path, 20, order=order, page_size="3")
    texts = [post.text for post in reader.posts([X], SINCE, UNTIL)]
    assert texts == [f"Number {number}" for number in range(20)]


def test_no_more_requests_than_pages(tmp_path: Path) -> None:
    world, reader = filled(tmp_path, 30, page_size="15")
    ids_of(reader)
    assert len(world.wire.requests) == 2


@pytest.mark.parametrize("bounds", ["inclusive", "exclusive", "utc"])
@pytest.mark.parametrize("hour", [0, 1, 12, 21, 22, 23])
def test_both_ends_are_inclusive_to_the_minute(tmp_path: Path, bounds: str, hour: int) -> None:
    world = a_world(tmp_path, options={"date_bounds": bounds})
    edge = SINCE.replace(hour=hour, minute=30)
    for minutes in (-1, 0, 60, 61):
        when = edge + timedelta(minutes=minutes)
        world.by_hand(account_id=X, text=str(minutes), scheduled_at=when.isoformat())
    found = Reader(world.session().get).posts([X], edge, edge + timedelta(hours=1))
    assert [post.text for post in found] == ["0", "60"]


def test_other_accounts_are_left_out_even_if_publer_lists_them() -> None:
    server = a_server(says({"posts": [item(1), item(2, account_id=LINKEDIN)], "total": 2}))
    assert ids_of(server.reader()) == ["p1"]


def test_it_asks_with_both_dates_and_brackets() -> None:
    server = a_server(says({"posts": [], "total": 0}))
    server.reader().posts([X, LINKEDIN], SINCE, UNTIL)
    query = server.requests[0].url.params
    assert query.get_list("account_ids[]") == [X, LINKEDIN]
    assert (query["from"], query["to"], query["state[]"]) == ("2036-05-03", "2036-05-22", "all")


@pytest.mark.parametrize("head", [{}, {"total_pages": 2}, {"total": 4}, {"total": 4, "page": 9}])
def test_pages_are_counted_by_what_publer_says_or_until_nothing_is_new(
    head: dict[str, int],
) -> None:
    pages = [
        says({"posts": [item(1), item(2)], **head}),
        says({"posts": [item(3), item(4)], **head}),
    ]
    server = a_server(*pages, says({"posts": [], **head}))
    assert ids_of(server.reader()) == ["p1", "p2", "p3", "p4"]
    assert len(server.requests) == (2 if head else 3)


def test_a_server_that_repeats_its_last_page_for_ever() -> None:
    server = a_server(says({"posts": [item(1)]}))
    assert ids_of(server.reader()) == ["p1"]


def test_a_post_that_moves_to_a_page_that_was_read_is_not_lost() -> None:
    """While page 0 was read, p1 was there; it goes, and p3 moves up before page 1 is read."""
    server = paged(lambda asked: [item(n) for n in ((1, 2, 3) if asked == 0 else (2, 3))])
    assert ids_of(server.reader()) == ["p2", "p3"]


def test_a_post_that_appears_meanwhile_is_there_once() -> None:
    server = paged(lambda asked: [item(n) for n in ((2, 3, 4) if asked == 0 else (1, 2, 3, 4))])
    assert ids_of(server.reader()) == ["p1", "p2", "p3", "p4"]


@pytest.mark.parametrize("every", [2, 3, 4, 5])
@pytest.mark.parametrize("gone", [0, 3, 6])
def test_a_list_that_leaves_a_post_out_now_and_then(every: int, gone: int) -> None:
    everything = [item(n) for n in range(7)]

    def rows(asked: int) -> list[Any]:
        lacks = asked % every == 0
        return [row for n, row in enumerate(everything) if not (lacks and n == gone)]

    server = paged(rows)
    assert ids_of(server.reader()) == [f"p{n}" for n in range(7)]


def test_a_post_that_is_always_listed_twice_and_counted_twice() -> None:
    server = paged(lambda asked: [item(1), item(1), item(2)])
    assert ids_of(server.reader()) == ["p1", "p2"]


@pytest.mark.parametrize(
    "broken", [{"id": "../etc"}, {"account_id": None}, {"scheduled_at": "2036-05-05T09:00:00"}]
)
def test_an_item_that_cannot_be_read_does_not_count_as_missing(broken: dict[str, Any]) -> None:
    server = paged(lambda asked: [item(1), item(2, **broken)])
    with pytest.raises(ServerError, match="cannot be read"):
        ids_of(server.reader())


def test_more_posts_counted_than_ever_shown_is_no_basis_for_a_plan() -> None:
    server = paged(lambda asked: [item(1), item(2)], total=3)
    with pytest.raises(ServerError, match="counts 3 posts, its pages show 2"):
        ids_of(server.reader())


def test_a_list_that_never_holds_still_is_no_basis_for_a_plan() -> None:
    server = paged(lambda asked: [item(n % 24) for n in range(3 + asked)])
    with pytest.raises(ServerError, match="run the command again"):
        ids_of(server.reader())


@pytest.mark.parametrize(
    "body", [{}, {"posts": None}, {"data": None}, {"data": {}}, {"posts": {}}, "none", 7, None]
)
def test_an_answer_without_a_list_does_not_mean_that_nothing_is_there(body: Any) -> None:
    with pytest.raises(ServerError, match="unknown shape|not its API"):
        ids_of(a_server(says(body)).reader())


@pytest.mark.parametrize("body", [[item(1)], {"data": [item(1)]}, {"data": {"posts": [item(1)]}}])
def test_every_envelope(body: Any) -> None:
    assert ids_of(a_server(says(body)).reader()) == ["p1"]


def test_accounts_and_workspaces(tmp_path: Path) -> None:
    reader = Reader(a_world(tmp_path).session().get)
    assert len(reader.accounts()) == 15
    assert [w.plan for w in reader.workspaces()] == ["business"]


def test_media_are_asked_for_by_id_in_groups() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        asked = request.url.params.get_list("ids[]")
        return says({"media": [{"id": media_id} for media_id in asked if media_id != "m7"]})

    server = a_server(answer)
    wanted = [f"m{number}" for number in range(250)]
    assert server.reader().known_media(wanted).keys() == set(wanted) - {"m7"}
    assert len(server.requests) == 3


def test_media_of_the_library_tell_where_they_are(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    session = world.session()
    made = Writer(session).upload("box.png", io.BytesIO(a_picture()))
    assert Reader(session.get).known_media([made.id, "gone"])[made.id].path == made.path


def test_ideas_are_read_without_dates_and_stand_on_no_account(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    for state in ("draft_public", "draft_private"):
        world.by_hand(account_id=None, text=state, state=state)
    world.by_hand(account_id=X, text="A draft", state="draft")
    found = Reader(world.session().get).ideas()
    assert {(post.text, post.account_id) for post in found} == {
        ("draft_public", ""),
        ("draft_private", ""),
    }


def test_an_idea_may_name_an_account_or_none() -> None:
    ideas = [
        {"id": "p1", "state": "draft_public", "account_id": X},
        {"id": "p2", "state": "draft", "account_id": None},
        {"id": "p3", "state": "draft"},
    ]
    found = a_server(says({"posts": ideas, "total": 3})).reader().ideas()
    assert [(post.id, post.account_id) for post in found] == [("p1", ""), ("p2", ""), ("p3", "")]


def test_a_series_is_one_post(tmp_path: Path) -> None:
    world = a_world(tmp_path)
    post = a_post(schedule=Recurring(since=MORNING, repeat=Repeat.WEEKLY))
    Writer(world.session()).create([post], Resources())
    world.time.sleep(5)
    (series,) = Reader(world.session().get).series([X])
    assert (series.state, series.scheduled_at) == ("recurring", MORNING)
    assert Reader(world.session().get).series([LINKEDIN]) == ()


def test_names_of_the_workspace(tmp_path: Path) -> None:
    reader = Reader(a_world(tmp_path).session().get)
    signatures = reader.signatures(WORKSPACE_ID, [X, LINKEDIN])
    assert [thing.name for thing in signatures[LINKEDIN]] == ["Default"]
    assert signatures.get(X, ()) == ()
    options = reader.media_options(WORKSPACE_ID, [PINTEREST])
    boards = options[NameKind.ALBUM][PINTEREST]
    assert [thing.name for thing in boards] == ["Window displays", "Recipes"]
    logo = options[NameKind.WATERMARK][PINTEREST][0]
    assert (logo.name, logo.data["position"]) == ("Logo", "bottom_right")


@pytest.mark.parametrize("envelope", ["list", "wrapped"])
def test_locations_are_searched_by_words(tmp_path: Path, envelope: str) -> None:
    world = a_world(tmp_path, options={"locations_envelope": envelope})
    (found,) = Reader(world.session().get).locations(Network.FACEBOOK, "rome")
    assert (found.name, found.also, found.data["checkins"]) == ("Rome", ("Rome, Italy",), "1204416")


@pytest.mark.parametrize(
    "body", [{}, [], [{"id": X}], [{"id": X, "signatures": None}], {"data": []}, [3]]
)
def test_an_answer_without_names_has_none(body: Any) -> None:
    found = a_server(says(body)).reader().signatures(WORKSPACE_ID, [X])
    assert found.get(X, ()) == ()
