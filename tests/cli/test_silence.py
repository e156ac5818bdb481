"""A run that did nothing says why, also when it is told to be quiet; what was skipped is no success."""

from __future__ import annotations

import json

from tests.support.shop import Done, Shop

X, LINKEDIN = "63c675b54e299e9cf2b667ea", "650170394e299e33b427c2ff"
TOO_LATE = "2036-05-06T08:00Z"


def quietly(shop: Shop, *words: str, **more: str) -> Done:
    return shop.run("-q", "apply", "--auto-approve", *words, **more)


def test_no_posts(shop: Shop) -> None:
    (shop.root / "content/launch.md").unlink()
    why = "No changes: there are no post files, and no post is recorded.\n"
    assert shop.run("plan").out == why
    assert quietly(shop).out == f"Applied: nothing.\n{why}"


def test_everything_is_done_already(shop: Shop) -> None:
    shop.applied()
    why = "No changes. 2 posts in Publer match their files.\n"
    assert quietly(shop).out == f"Applied: nothing.\n{why}"


def test_the_target_has_nothing_to_do(shop: Shop) -> None:
    shop.applied()
    why = "No changes. 1 post in Publer matches its file.\n"
    assert quietly(shop, "--target", "shop-x").out == f"Applied: nothing.\n{why}"
    assert quietly(shop, "--target", "shop-y").code == 64


def test_everything_is_missed(shop: Shop) -> None:
    shop.control("POST", "clock", {"now": TOO_LATE})
    assert quietly(shop, now=TOO_LATE).out == "Applied: nothing.\nNo changes. 2 missed.\n"


def test_everything_is_blocked(shop: Shop) -> None:
    for account_id in (X, LINKEDIN):
        shop.control("POST", "posts", {"account_id": account_id, **COLLEAGUES})
    done = quietly(shop)
    assert (done.code, done.out.splitlines()[-1]) == (4, "Applied: nothing; 2 skipped.")
    assert done.out.count("This account already has a post at this time: ") == 2


def test_some_are_blocked_in_every_format(shop: Shop) -> None:
    shop.control("POST", "posts", {"account_id": X, **COLLEAGUES})
    done = quietly(shop, "--format", "json")
    changes = {change["address"]: change for change in json.loads(done.out)["changes"]}
    assert (done.code, changes["launch@shop-linkedin"]["outcome"]) == (4, "done")
    assert changes["launch@shop-x"]["outcome"] == "skipped"
    assert changes["launch@shop-x"]["message"].startswith("This account already has a post")
    again = quietly(shop)
    assert (again.code, again.out.splitlines()[-1]) == (4, "Applied: nothing; 1 skipped.")


COLLEAGUES = {"text": "A colleague's.", "scheduled_at": "2036-05-05T07:00:00Z"}
