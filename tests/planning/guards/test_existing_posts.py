"""The table of design 4, "Is this existing post the one a file describes?", one row after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import as_sentence, digests_of
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post
from publer_sync.model.remote import MediaItem, RemotePost
from publer_sync.model.schedule import Auto, Listing, Now, Recurring, Repeat
from publer_sync.model.state import Leftover, State, Tombstone
from publer_sync.planning.change import HELD, Action, Change, Reason
from publer_sync.planning.state_age import REMEMBERED, YOUNG, StateAge
from tests.support.builders import a_medium, time_of
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    SHOP_LINKEDIN,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    wanted,
)  # fmt: skip

POST = wanted(account=SHOP_LINKEDIN)
AT = time_of(POST)
PHOTO = replace(POST, type=PostType.PHOTO, media=(a_medium(sha256="a" * 64),))
OURS = MediaItem("m1", "photo", f"box.{'a' * 12}.png")
THEIRS = MediaItem("m2", "photo", "cat.jpg")


def theirs(**shown: Any) -> RemotePost:
    return a_remote_post(POST, **{"id": "theirs", **shown})


def planned(post: Post, *posts: RemotePost, records: Any = (), **given: Any) -> Change:
    """What a plan says about a post that no record knows, beside these posts of others."""
    overrides = {"view": a_view(*posts, since=NOW - 900 * DAY), **given}
    changes = a_plan([post], records, **overrides).changes
    return next(change for change in changes if change.address == post.address)


def outcome(post: Post, *posts: RemotePost, **given: Any) -> tuple[str, Reason | None]:
    change = planned(post, *posts, **given)
    return change.section, change.all_reasons[-1].reason if change.all_reasons else None


# Same slot, text equal, everything comparable equal: adopt.


@pytest.mark.parametrize("text", [POST.text, f"{POST.text}  \n", "We have\u200b launched."])
def test_equal_in_everything_it_is_adopted(text: str) -> None:
    assert outcome(POST, theirs(text=text)) == (Action.ADOPT, None)


@pytest.mark.parametrize("media", [None, (OURS,), (MediaItem("m9", None, OURS.name),)])
def test_equal_pictures_are_adopted(media: Any) -> None:
    assert outcome(PHOTO, theirs(type="photo", media=media)) == (Action.ADOPT, None)


# Same slot and text, something else differs: held, with the difference.


@pytest.mark.parametrize(
    ("post", "shown", "trait"),
    [
        (POST, {"type": "photo", "media": (THEIRS,)}, "media"),
        (PHOTO, {"type": "photo", "media": (THEIRS,)}, "media"),
        (PHOTO, {"type": "photo", "media": ()}, "media"),
        (POST, {"type": "poll"}, "type"),
        (POST, {"state": "draft"}, "kind"),
    ],
)
def test_a_difference_holds_and_is_named(post: Post, shown: dict[str, Any], trait: str) -> None:
    change = planned(post, theirs(**shown))
    because = change.all_reasons[-1]
    assert (change.section, because.reason) == (HELD, Reason.POST_DIFFERS)
    assert trait in (because.detail or "")
    assert '"We have launched."' in (because.detail or "")
    assert because.command == ("state", "take", str(post.address), "theirs")


def test_another_text_in_the_slot_only_takes_it() -> None:
    assert outcome(POST, theirs(text="Hers")) == (HELD, Reason.SLOT_TAKEN)


# Text equal elsewhere on the account: held on a sign of loss or within the window, else named.

NEAR, FAR = {"scheduled_at": AT + 4 * DAY}, {"scheduled_at": AT + 40 * DAY}


def test_within_the_window_it_is_held() -> None:
    assert outcome(POST, theirs(**NEAR)) == (HELD, Reason.TEXT_IN_PUBLER)


def test_beyond_the_window_it_is_named() -> None:
    assert outcome(POST, theirs(**FAR)) == (Action.CREATE, Reason.TEXT_ELSEWHERE)


@pytest.mark.parametrize("allow", [frozenset({f"duplicate-text={POST.address}"})])
def test_a_person_may_let_it_through(allow: frozenset[str]) -> None:
    assert outcome(POST, theirs(**NEAR), moment=a_moment(allow=allow))[0] is Action.CREATE


LEFT = Leftover(
    post_id="theirs", address=Address("old", "shop-linkedin"), account_id=SHOP_LINKEDIN.id,
    network=Network.LINKEDIN, scheduled_at=AT,
)  # fmt: skip
GRAVE = Tombstone(
    address=POST.address, account_id=SHOP_LINKEDIN.id, text="sha256:other", post_id="p", at=NOW
)


@pytest.mark.parametrize(
    "given",
    [
        {"state": a_state(serial=0)},
        {"state": a_state(), "age": StateAge.OLDER},
        {"state": a_state(known_since=NOW - DAY), "age": StateAge.UNKNOWN},
        {"state": a_state(leftovers={"theirs": LEFT})},
        {"state": a_state(tombstones=(GRAVE,))},
        {"records": [a_record(POST, post_id="gone")]},
    ],
)
def test_a_sign_of_loss_holds_at_any_distance(given: dict[str, Any]) -> None:
    assert outcome(POST, theirs(**FAR), **given) == (HELD, Reason.TEXT_IN_PUBLER)


@pytest.mark.parametrize(
    "given",
    [
        {"state": a_state(known_since=NOW - YOUNG - DAY), "age": StateAge.UNKNOWN},
        {"state": a_state(known_since=NOW - DAY), "age": StateAge.CURRENT},
    ],
)
def test_a_state_that_can_be_trusted_does_not_hold(given: dict[str, Any]) -> None:
    assert outcome(POST, theirs(**FAR), **given) == (Action.CREATE, Reason.TEXT_ELSEWHERE)


@pytest.mark.parametrize(
    "shown",
    [
        {"text": "We have launched. https://example.com/2"},
        {"state": "draft"},
        {"state": "published", "scheduled_at": NOW - DAY},
        {"state": "failed"},
        {"state": "recurring"},
        {"account_id": "another"},
        {"text": None},
    ],
)
def test_a_harmless_neighbour_is_not_even_named(shown: dict[str, Any]) -> None:
    assert outcome(POST, theirs(**{**NEAR, **shown})) == (Action.CREATE, None)


def test_what_a_managed_series_is_about_to_send_never_holds() -> None:
    weekly = wanted(
        "weekly", account=SHOP_LINKEDIN, text=POST.text,
        schedule=Recurring(since=NOW + DAY, repeat=Repeat.WEEKLY, weekdays=(1,)),
    )  # fmt: skip
    series = a_remote_post(weekly, state="recurring", scheduled_at=NOW + DAY)
    record = a_record(weekly, shelf=Listing.SERIES, scheduled_at=NOW + DAY, seen=series.seen())
    changes = a_plan([POST, weekly], [record], [series, theirs(**NEAR)]).changes
    assert {c.section for c in changes if c.address == POST.address} == {Action.CREATE}


def test_a_time_that_publer_picks_is_a_window() -> None:
    post = replace(POST, schedule=Auto(NOW + DAY, NOW + 2 * DAY))
    assert outcome(post, theirs(scheduled_at=NOW + 30 * HOUR))[0] is Action.ADOPT
    assert outcome(post, theirs(scheduled_at=NOW + 6 * DAY))[0] is HELD
    assert outcome(post, theirs(scheduled_at=NOW + 20 * DAY))[0] is Action.CREATE


# Posts that go out at once.

AT_ONCE = replace(POST, schedule=Now())


def published(when: datetime, **shown: Any) -> RemotePost:
    return theirs(**{"state": "published", "scheduled_at": when, **shown})


def tombstone(**overrides: Any) -> Tombstone:
    text = as_sentence(digests_of(AT_ONCE)) or ""
    given = {"address": Address("older", "shop-linkedin"), "account_id": SHOP_LINKEDIN.id}
    return Tombstone(**{**given, "text": text, "post_id": "p", "at": NOW - 90 * DAY, **overrides})


def test_a_tombstone_holds_its_text_whatever_the_name() -> None:
    state = a_state(tombstones=(tombstone(),))
    assert outcome(AT_ONCE, state=state) == (HELD, Reason.SAID_BEFORE)


@pytest.mark.parametrize("other", [{"account_id": "another"}, {"text": "sha256:other"}])
def test_a_tombstone_holds_nothing_else(other: dict[str, str]) -> None:
    assert outcome(AT_ONCE, state=a_state(tombstones=(tombstone(**other),)))[0] is Action.CREATE
    assert outcome(POST, state=a_state(tombstones=(tombstone(),)))[0] is Action.CREATE


FORGETFUL: list[tuple[State, StateAge]] = [
    (a_state(serial=0), StateAge.CURRENT),
    (a_state(), StateAge.OLDER),
    (a_state(known_since=NOW - MINUTE), StateAge.CURRENT),
]


@pytest.mark.parametrize(("state", "age"), FORGETFUL)
@pytest.mark.parametrize("text", [POST.text, f"{POST.text} #news"])
def test_what_was_ever_published_holds_where_the_state_is_new(
    state: State, age: StateAge, text: str
) -> None:
    old = published(NOW - 800 * DAY, text=text)
    assert outcome(AT_ONCE, old, state=state, age=age) == (HELD, Reason.SAID_BEFORE)


@pytest.mark.parametrize(
    ("when", "known_since"),
    [
        (NOW - 7 * DAY, None),
        (NOW - 6 * DAY, NOW - 20 * DAY),
        (NOW - 800 * DAY, NOW - REMEMBERED - DAY),
    ],
)
def test_a_greeting_by_hand_does_not_hold_under_a_state_that_knows(
    when: datetime, known_since: datetime | None
) -> None:
    state = a_state(known_since=known_since)
    assert outcome(AT_ONCE, published(when), state=state) == (Action.CREATE, None)


def test_a_text_that_went_out_days_ago_holds() -> None:
    assert outcome(AT_ONCE, published(NOW - timedelta(days=4)))[1] is Reason.SAID_BEFORE


def test_an_adopted_post_is_not_called_gone_because_a_recorded_one_is() -> None:
    record = a_record(POST, post_id="vanished")
    change = planned(POST, theirs(), records=[record])
    assert (change.section, [r.reason for r in change.all_reasons]) == (Action.ADOPT, [])
