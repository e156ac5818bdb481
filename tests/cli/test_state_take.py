"""`state take` and `take:`: an existing post is managed for one address, as people run it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import click
import pytest

from publer_sync.model.address import Address
from publer_sync.model.network import Network, PostType
from publer_sync.model.state import Intent, IntentKind, Leftover
from publer_sync.state.format import from_text, to_text
from publer_sync.state.lock import hold_lock
from tests.support.builders import MORNING, an_account
from tests.support.projects import PROJECT
from tests.support.shop import POST, Done, Shop

X, LINKEDIN = "launch@shop-x", "launch@shop-linkedin"
ON_X, ON_LINKEDIN = "63c675b54e299e9cf2b667ea", "650170394e299e33b427c2ff"
AT = datetime(2036, 5, 8, 10, 0, tzinfo=UTC)
BRANCH = "---\naccounts: [shop-x]\nschedule: 2036-05-08 12:00\n---\nBy hand.\n"
SETTLES = {"publer-sync.yaml": PROJECT + "policy: {settle: 1s}\n"}


@pytest.fixture
def applied(shop: Shop) -> Shop:
    shop.write(SETTLES)
    shop.applied()
    shop.control("DELETE", "requests")
    return shop


def by_hand(shop: Shop, text: str = "By hand.", **more: Any) -> str:
    given = {"account_id": ON_X, "text": text, "scheduled_at": "2036-05-08T10:00Z", **more}
    return str(shop.control("POST", "posts", given)["id"])


def take(shop: Shop, *words: str) -> Done:
    return shop.run("state", "take", *words)


def words(done: Done) -> str:
    return " ".join((done.out + done.err).split())


def record(shop: Shop, address: str) -> Any:
    return json.loads(shop.state.read_text(encoding="utf-8"))["posts"].get(address)


def plan(shop: Shop) -> Any:
    return json.loads(shop.run("plan", "--format", "json").out)


def actions(shop: Shop) -> dict[str, str]:
    return {
        change["address"]: change["status"] or ("held" if change["held"] else change["action"])
        for change in plan(shop)["changes"]
    }


def noticed(shop: Shop) -> set[tuple[str, str]]:
    return {(warning["code"], warning["address"]) for warning in plan(shop)["warnings"]}


def changed_state(shop: Shop, **changes: Any) -> None:
    state = from_text(shop.state.read_text(encoding="utf-8"), "")
    for name, value in changes.items():
        state = getattr(state, name)(value)
    shop.write({".publer-sync/state.json": to_text(state)})


def answering(monkeypatch: pytest.MonkeyPatch, answers: Iterable[str]) -> list[str]:
    """Let a person at a terminal give these answers; the questions that were asked."""
    asked: list[str] = []
    left = list(answers)

    def prompt(question: str, **_: Any) -> str:
        asked.append(question)
        return left.pop(0)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", prompt)
    return asked


def a_create(address: str, **more: Any) -> Intent:
    given: dict[str, Any] = {
        "kind": IntentKind.CREATE,
        "address": Address.parse(address),
        "account_id": an_account().id,
        "network": Network.TWITTER,
        "scheduled_at": MORNING,
        "since": MORNING,
        "text": "We have launched.",
        "type": PostType.STATUS,
    }
    return Intent(**given | more)


# For an address that a file has.


def test_a_post_is_taken_as_the_one_of_its_file_and_differences_become_changes(shop: Shop) -> None:
    it = by_hand(shop, "We have landed.", scheduled_at="2036-05-05T07:00Z")
    shop.control("DELETE", "requests")
    done = take(shop, X, it, "--yes")
    assert done.code == 0, done
    assert '- "We have landed." + "We have launched."' in words(done)
    assert "the next apply updates it in place" in done.out
    assert {request.split()[0] for request in shop.requests()} == {"GET"}
    assert (record(shop, X)["post_id"], record(shop, X)["taken"]) == (it, "imported")
    assert actions(shop) == {X: "update", LINKEDIN: "create"}
    shop.applied()
    assert shop.texts() == [("linkedin", "We have launched."), ("twitter", "We have launched.")]
    assert "taken" not in record(shop, X)
    assert shop.run("plan", "--detailed-exitcode").code == 0


def test_another_time_is_shown_and_replaced(shop: Shop) -> None:
    it = by_hand(shop, "We have launched.", scheduled_at="2036-05-06T10:00Z")
    done = take(shop, X, it, "--yes")
    assert "- Tue 2036-05-06 12:00 Europe/Rome (10:00 UTC)" in words(done)
    assert "+ Mon 2036-05-05 09:00 Europe/Rome (07:00 UTC)" in words(done)
    assert actions(shop)[X] == "replace"


def test_an_equal_post_differs_in_nothing(shop: Shop) -> None:
    it = by_hand(shop, "We have launched.", scheduled_at="2036-05-05T07:00Z")
    assert "differs in nothing that Publer shows" in words(take(shop, X, it, "--yes"))
    assert actions(shop)[X] == "no_change"


def test_json(shop: Shop) -> None:
    it = by_hand(shop, "We have landed.", scheduled_at="2036-05-05T07:00Z")
    done = json.loads(take(shop, X, it, "--yes", "--format", "json").out)
    assert (done["written"], done["taken"], done["serial"]) == (True, "imported", 1)
    assert (done["post"]["id"], done["source"]) == (it, "content/launch.md")
    assert done["differences"] == [
        {"field": "text", "publer": "We have landed.", "file": "We have launched."}
    ]
    assert done["next_plan"]["action"] == "update"
    again = json.loads(take(shop, X, it, "--yes", "--format", "json").out)
    assert (again["written"], again["already_recorded"], again["serial"]) == (False, True, 1)


def test_no_is_an_answer(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    it = by_hand(shop)
    asked = answering(monkeypatch, ["no"])
    done = take(shop, X, it)
    assert (done.code, done.out, len(asked)) == (1, "Nothing was changed.\n", 1)
    assert not shop.state.exists()


def test_nobody_to_ask(shop: Shop) -> None:
    assert take(shop, X, by_hand(shop)).code == 64
    assert not shop.state.exists()


def test_a_published_post_is_taken_only_when_asked_to(shop: Shop) -> None:
    it = by_hand(shop, "We have launched.", scheduled_at="2035-01-05T07:00Z", state="published")
    refused = take(shop, X, it, "--yes")
    assert (refused.code, refused.said[0]) == (4, "error: The post is published.")
    assert "add --published" in words(refused)
    assert take(shop, X, it, "--yes", "--published").code == 0
    assert actions(shop)[X] == "published"


# For an address that no file has.


def test_a_post_whose_file_lies_on_a_branch_outlives_the_apply_of_main(
    applied: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    it, before = by_hand(applied), applied.texts()
    asked = answering(monkeypatch, ["yes", "yes"])
    done = take(applied, "hand@shop-x", it)
    assert (done.code, len(asked)) == (0, 2), done
    assert "No file in this checkout has this address." in done.err
    assert ("imported", "hand@shop-x") in noticed(applied)
    text = words(applied.run("plan"))
    assert f"run `publer-sync state take hand@shop-x {it} --to-delete`, then apply" in text
    assert "1 is imported, and its file is not merged yet" in text
    assert applied.run("plan", "--detailed-exitcode").code == 0
    applied.applied()
    assert applied.texts() == before
    applied.write({"content/hand.md": BRANCH})
    assert actions(applied)["hand@shop-x"] == "no_change"
    applied.applied()
    assert (record(applied, "hand@shop-x")["post_id"], noticed(applied)) == (it, set())
    assert "taken" not in record(applied, "hand@shop-x")


def test_the_second_question_may_be_answered_with_no(
    applied: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = applied.state.read_bytes()
    answering(monkeypatch, ["yes", "no"])
    assert take(applied, "hand@shop-x", by_hand(applied)).code == 1
    assert applied.state.read_bytes() == before


def test_yes_alone_does_not_record_a_post_without_a_file(applied: Shop) -> None:
    before = applied.state.read_bytes()
    done = take(applied, "hand@shop-x", by_hand(applied), "--yes")
    assert (done.code, "--to-delete" in words(done)) == (64, True)
    assert applied.state.read_bytes() == before


def test_a_post_that_is_taken_to_be_deleted_is_deleted_once(applied: Shop) -> None:
    it, before = by_hand(applied), applied.texts()
    before.remove(("twitter", "By hand."))
    assert take(applied, "hand@shop-x", it, "--to-delete", "--yes").code == 0
    assert record(applied, "hand@shop-x")["taken"] == "to_delete"
    assert actions(applied)["hand@shop-x"] == "delete"
    applied.control("DELETE", "requests")
    assert applied.run("apply", "--auto-approve", "--allow", "deletes").code == 0
    assert applied.texts() == before
    assert sum(request.startswith("DELETE") for request in applied.requests()) == 1
    assert (record(applied, "hand@shop-x"), applied.run("plan", "--detailed-exitcode").code) == (
        None,
        0,
    )


def test_an_imported_post_can_be_marked_to_be_deleted_later(
    applied: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = by_hand(applied)
    answering(monkeypatch, ["yes", "yes"])
    assert take(applied, "hand@shop-x", it).code == 0
    assert take(applied, "hand@shop-x", it, "--to-delete", "--yes").code == 0
    assert actions(applied)["hand@shop-x"] == "delete"


def test_a_post_that_is_left_over_can_be_deleted(applied: Shop) -> None:
    it = by_hand(applied)
    address = Address.parse("gone@shop-x")
    left = Leftover(
        post_id=it, address=address, account_id=ON_X, network=Network.TWITTER, scheduled_at=AT
    )
    changed_state(applied, with_leftovers=[left])
    assert ("leftover", "gone@shop-x") in noticed(applied)
    assert take(applied, "gone@shop-x", it, "--to-delete", "--yes").code == 0
    assert json.loads(applied.state.read_text(encoding="utf-8")).get("leftovers") is None
    assert ("leftover", "gone@shop-x") not in noticed(applied)
    assert applied.run("apply", "--auto-approve", "--allow", "deletes").code == 0
    assert ("twitter", "By hand.") not in applied.texts()


def test_an_open_write_of_the_address_ends(applied: Shop) -> None:
    it = by_hand(applied, "We have landed.")
    changed_state(applied, without_record=Address.parse(X), with_intents=[a_create(X)])
    assert "1 open write of this address" in words(take(applied, X, it, "--yes"))
    state = json.loads(applied.state.read_text(encoding="utf-8"))
    assert (state["intents"], state["posts"][X]["post_id"]) == ([], it)


def test_the_post_that_an_open_write_was_to_replace_goes_with_the_next_apply(
    applied: Shop,
) -> None:
    old, it = record(applied, X)["post_id"], by_hand(applied, "We have launched.")
    changed_state(applied, with_intents=[a_create(X, post_id=old)])
    assert take(applied, X, it, "--yes").code == 0
    applied.write({"content/launch.md": POST.replace("05 09:00", "08 12:00")})
    assert applied.run("apply", "--auto-approve", "--allow", "deletes").code == 0
    assert [text for text in applied.texts() if text[0] == "twitter"] == [
        ("twitter", "We have launched.")
    ]
    assert record(applied, X)["post_id"] == it


# What is refused.


def refusal(shop: Shop, *words_: str) -> tuple[int, str]:
    before = shop.state.read_bytes() if shop.state.exists() else None
    done = take(shop, *words_, "--yes")
    after = shop.state.read_bytes() if shop.state.exists() else None
    assert (after, done.out) == (before, "")
    return done.code, words(done)


def test_a_post_of_another_address(applied: Shop) -> None:
    code, text = refusal(applied, "other@shop-x", record(applied, X)["post_id"], "--to-delete")
    assert (code, f"it is recorded for {X}" in text) == (4, True)
    assert f"`publer-sync state rm {X}`" in text


def test_a_post_that_the_open_write_of_another_address_names(applied: Shop) -> None:
    it = by_hand(applied)
    changed_state(applied, with_intents=[a_create("hand@shop-x", job_post_ids=(it,))])
    code, text = refusal(applied, "other@shop-x", it, "--to-delete")
    assert (code, "an open write of hand@shop-x names it" in text) == (4, True)


def test_an_address_that_has_another_post(applied: Shop) -> None:
    code, text = refusal(applied, X, by_hand(applied))
    assert (code, f"its record is that of post {record(applied, X)['post_id']}" in text) == (
        4,
        True,
    )


def test_a_post_of_another_account(shop: Shop) -> None:
    code, text = refusal(shop, X, by_hand(shop, account_id=ON_LINKEDIN))
    assert (code, "it is on shop-linkedin, and the address names shop-x" in text) == (4, True)


def test_a_post_that_is_not_there(shop: Shop) -> None:
    code, text = refusal(shop, X, "6627a8b7db0ed5e0a2b1c3d4")
    assert (code, "There is no such post on the account." in text) == (4, True)


def test_a_post_that_failed(shop: Shop) -> None:
    it = by_hand(shop, scheduled_at="2036-04-30T10:00Z", state="failed")
    code, text = refusal(shop, X, it)
    assert (code, "The post failed to publish" in text) == (4, True)


def test_to_delete_what_a_file_has(shop: Shop) -> None:
    code, text = refusal(shop, X, by_hand(shop), "--to-delete")
    assert (code, "remove the entry or the account from the file first" in text) == (4, True)


def test_to_delete_what_is_published(shop: Shop) -> None:
    it = by_hand(shop, scheduled_at="2036-04-30T10:00Z", state="published")
    assert refusal(shop, "hand@shop-x", it, "--to-delete")[0] == 4
    assert refusal(shop, "hand@shop-x", it, "--to-delete", "--published")[0] == 64


@pytest.mark.parametrize(
    ("address", "why"),
    [("launch", "The address cannot be used."), ("launch@shop-y", "There is no account 'shop-y'.")],
)
def test_an_address_that_cannot_be(shop: Shop, address: str, why: str) -> None:
    code, text = refusal(shop, address, "6627a8b7db0ed5e0a2b1c3d4")
    assert (code, why in text) == (64, True)


def test_while_an_apply_is_at_work(shop: Shop) -> None:
    with hold_lock(shop.root / ".publer-sync/state.lock", {"pid": 1}):
        assert refusal(shop, X, by_hand(shop))[0] == 5


def test_a_state_of_another_workspace(applied: Shop) -> None:
    text = applied.state.read_text(encoding="utf-8")
    applied.write({".publer-sync/state.json": text.replace("61a7c2e4f9e8c3b2d1e0f9a8", "61a7")})
    code, said = refusal(applied, X, by_hand(applied))
    assert (code, "The state belongs to another workspace." in said) == (1, True)


def test_a_state_that_moved(applied: Shop) -> None:
    copy = applied.root / "elsewhere.git"
    assert copy.parent.exists()
    state = json.loads(applied.state.read_text(encoding="utf-8"))
    mark = {name: state[name] for name in ("format_version", "workspace", "lineage", "serial")}
    applied.write({".publer-sync/state.json": json.dumps(mark | {"moved_to": "git"})})
    code, said = refusal(applied, X, by_hand(applied))
    assert (code, "The state has moved to another store." in said) == (1, True)


# `take:` in a file.


def with_take(post_id: str, text: str = POST) -> dict[str, str]:
    return {"content/launch.md": text.replace("---\nacc", f"---\ntake: {{shop-x: {post_id}}}\nacc")}


def test_a_file_takes_its_post_and_says_when_that_is_done(shop: Shop) -> None:
    it = by_hand(shop, "We have landed.", scheduled_at="2036-05-06T10:00Z")
    shop.write(SETTLES | with_take(it))
    (change,) = [c for c in plan(shop)["changes"] if c["address"] == X]
    assert (change["action"], change["post_id"]) == ("adopt", it)
    assert change["reasons"] == [{"code": "take_differs", "detail": "text, time"}]
    shop.applied()
    assert (record(shop, X)["post_id"], len(shop.texts())) == (it, 2)
    assert (actions(shop)[X], ("take_recorded", X) in noticed(shop)) == ("replace", True)
    assert "Remove `take:` from the file." in words(shop.run("plan"))
    shop.applied()
    assert shop.texts() == [("linkedin", "We have launched."), ("twitter", "We have launched.")]
    assert noticed(shop) == {("take_ignored", X)}
    shop.write({"content/launch.md": POST})
    assert shop.run("plan", "--detailed-exitcode").code == 0


def test_a_file_names_a_post_that_is_not_there(shop: Shop) -> None:
    shop.write(with_take("6627a8b7db0ed5e0a2b1c3d4"))
    (change,) = [c for c in plan(shop)["changes"] if c["address"] == X]
    assert (change["action"], change["held"]["code"]) == ("create", "take_not_found")
    assert shop.run("apply", "--auto-approve").code == 4
    assert shop.texts() == [("linkedin", "We have launched.")]


def test_a_file_settles_an_open_write(applied: Shop) -> None:
    it = by_hand(applied, "We have landed.")
    changed_state(applied, without_record=Address.parse(X), with_intents=[a_create(X)])
    applied.write(with_take(it))
    applied.run("apply", "--auto-approve")
    state = json.loads(applied.state.read_text(encoding="utf-8"))
    assert (state["intents"], state["posts"][X]["post_id"]) == ([], it)


def test_a_plan_without_publer_does_not_say_that_the_post_is_missing(shop: Shop) -> None:
    shop.write(with_take("6627a8b7db0ed5e0a2b1c3d4"))
    offline = json.loads(shop.run("plan", "--offline", "--format", "json").out)
    (change,) = [c for c in offline["changes"] if c["address"] == X]
    assert (change["action"], change["reasons"]) == ("adopt", [])
