"""The state is lost: what stands in Publer is found again, and what is not sure is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.shop import POST, Done, Shop

SALE = POST.replace("05-05", "05-06").replace("launched", "a sale")


@pytest.fixture
def lost(shop: Shop) -> Shop:
    """Two posts were applied, and the state is gone."""
    shop.applied()
    shop.state.unlink()
    return shop


def rebuild(shop: Shop, *words: str) -> Done:
    return shop.run("state", "rebuild", "--yes", *words)


def grades(shop: Shop, *words: str) -> dict[str, str]:
    found = json.loads(rebuild(shop, "--format", "json", *words).out)
    return {post["address"]: post["grade"] for post in found["posts"]}


def remote(shop: Shop, network: str) -> Any:
    return next(p for p in shop.control("GET", "posts") if p["network"] == network)


def hers(shop: Shop, network: str, **changes: object) -> str:
    """A colleague changes a post in Publer; returns its id."""
    post = remote(shop, network)
    shop.control("PUT", f"posts/{post['id']}", changes)
    return str(post["id"])


def nothing_to_do(shop: Shop) -> bool:
    return shop.run("plan", "--detailed-exitcode").code == 0


def test_what_is_certain_is_recorded_and_the_plan_is_empty(lost: Shop) -> None:
    shop = lost
    shop.control("DELETE", "requests")
    assert set(grades(shop).values()) == {"certain"}
    assert {line.split()[0] for line in shop.requests()} == {"GET"}
    assert nothing_to_do(shop)
    assert len(shop.texts()) == 2


def test_what_was_published_long_ago_is_known_again(lost: Shop) -> None:
    shop = lost
    shop.control("POST", "clock", {"advance_seconds": 90 * 86400})
    later = "2036-07-30T08:00Z"
    done = shop.run("state", "rebuild", "--yes", now=later)
    assert (done.code, "2 posts" in done.out) == (0, True), done
    listed = json.loads(shop.run("state", "list", "--format", "json", now=later).out)
    assert {post["status"] for post in listed["posts"]} == {"published"}
    assert shop.run("plan", "--detailed-exitcode", now=later).code == 0


def test_another_text_in_its_minute_is_asked(lost: Shop) -> None:
    shop = lost
    hers(shop, "twitter", text="Something else.")
    assert grades(shop) == {"launch@shop-linkedin": "certain", "launch@shop-x": "uncertain"}


def test_its_text_at_another_time_is_asked(lost: Shop) -> None:
    shop = lost
    hers(shop, "twitter", scheduled_at="2036-05-07T09:00:00Z")
    assert grades(shop)["launch@shop-x"] == "uncertain"


@pytest.mark.parametrize(
    "change", [{"text": "Something else."}, {"scheduled_at": "2036-05-07T09:00:00Z"}]
)
def test_a_decision_makes_it_ours_and_the_plan_puts_it_right(
    lost: Shop, change: dict[str, str]
) -> None:
    shop = lost
    post_id = hers(shop, "twitter", **change)
    assert grades(shop, "--take", f"launch@shop-x={post_id}")["launch@shop-x"] == "taken"
    assert shop.run("plan", "--detailed-exitcode").code == 2
    shop.applied()
    assert nothing_to_do(shop)
    assert [text for _, text in shop.texts()] == ["We have launched."] * 2


def test_what_is_not_there_is_said(lost: Shop) -> None:
    shop = lost
    shop.write({"content/sale.md": SALE})
    assert grades(shop)["sale@shop-x"] == "none"
    assert shop.run("plan", "--detailed-exitcode").code == 2


def test_what_no_file_wants_stays_somebody_elses(lost: Shop) -> None:
    shop = lost
    account = remote(shop, "twitter")["account_id"]
    by_hand = {"account_id": account, "text": "Hers.", "scheduled_at": "2036-05-05T12:00:00Z"}
    shop.control("POST", "posts", by_hand)
    assert json.loads(rebuild(shop, "--format", "json").out)["others"] == 1
    (shop.root / "content/launch.md").unlink()
    shop.write({"content/sale.md": SALE})
    assert shop.run("apply", "--auto-approve", "--allow", "deletes").code == 0
    assert "Hers." in {text for _, text in shop.texts()}


@pytest.mark.parametrize(
    ("take", "why"),
    [
        ("nobody@shop-x=1", "no file wants"),
        ("launch@shop-x=1", "shows no post"),
        ("launch@shop-x", "names no post"),
        ("=1", "names no post"),
    ],
)
def test_a_decision_that_makes_no_sense_changes_nothing(lost: Shop, take: str, why: str) -> None:
    done = rebuild(lost, "--take", take)
    assert (done.code, why in " ".join(done.err.split())) == (64, True), done
    assert not lost.state.exists()


def test_one_post_is_not_taken_twice_nor_for_another_account(lost: Shop) -> None:
    shop = lost
    post_id = remote(shop, "twitter")["id"]
    assert rebuild(shop, "--take", f"launch@shop-linkedin={post_id}").code == 64
    shop.write({"content/sale.md": SALE})
    both = [f"--take={entry}@shop-x={post_id}" for entry in ("launch", "sale")]
    assert rebuild(shop, *both).code == 64
    assert grades(shop, f"--take=sale@shop-x={post_id}")["launch@shop-x"] == "none"


def test_who_says_no_changes_nothing(lost: Shop) -> None:
    assert lost.run("state", "rebuild").code == 64
    assert not lost.state.exists()


def test_a_state_that_knows_posts_is_not_replaced(shop: Shop) -> None:
    shop.applied()
    before = shop.state.read_bytes()
    assert rebuild(shop).code == 4
    assert shop.state.read_bytes() == before
    forced = json.loads(rebuild(shop, "--force", "--format", "json").out)
    assert Path(forced["kept"]).read_bytes() == before
    assert forced["serial"] == json.loads(before)["serial"] + 1
    assert nothing_to_do(shop)


@pytest.mark.parametrize("text", ["{", '{"format_version": 99}'])
def test_a_state_that_cannot_be_read_is_replaced_by_force_only(shop: Shop, text: str) -> None:
    shop.applied()
    shop.state.write_text(text)
    assert rebuild(shop).code == 4
    assert shop.state.read_text() == text
    kept = json.loads(rebuild(shop, "--force", "--format", "json").out)["kept"]
    assert Path(kept).read_text() == text
    assert nothing_to_do(shop)


def test_what_is_shown(lost: Shop) -> None:
    shop = lost
    hers(shop, "twitter", text="Something\x1b[31m else.")
    done = rebuild(shop)
    assert "= launch@shop-linkedin" in done.err
    assert "--take launch@shop-x=" in done.err
    assert "\x1b" not in done.err
    assert done.out.startswith("The state is rebuilt: 1 post, serial 1.")
