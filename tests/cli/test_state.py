"""`state list`, `show`, `push` and `unlock`: the memory of a project, looked at and fixed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from publer_sync.source.schema.check import load_schema
from publer_sync.state import local
from tests.support.projects import PROJECT
from tests.support.shop import POST, Done, Shop


@pytest.fixture
def applied(shop: Shop) -> Shop:
    shop.applied()
    shop.write({"older.json": shop.state.read_bytes()})
    return shop


def changed(shop: Shop, **parts: object) -> str:
    """The state with other parts at its head."""
    return json.dumps(json.loads(shop.state.read_text(encoding="utf-8")) | parts)


def push(shop: Shop, *more: str) -> Done:
    return shop.run("state", "push", "new.json", "--yes", *more)


def test_list_and_its_filters(applied: Shop) -> None:
    assert "2 of 2 recorded posts" in applied.run("state", "list").out
    assert "1 of 2 recorded posts" in applied.run("state", "list", "--account", "shop-x").out
    assert "0 of 2 recorded posts" in applied.run("state", "list", "--status", "failed").out
    assert "2 of 2 recorded posts" in applied.run("state", "list", "--on", "2036-05-05").out
    assert (
        "0 of 2 recorded posts"
        in applied.run("state", "list", "--on", "2036-05-06..2036-06-01").out
    )
    document = json.loads(applied.run("state", "list", "--format", "json").out)
    Draft202012Validator(load_schema("state-list")).validate(document)
    assert [post["address"] for post in document["posts"]] == [
        "launch@shop-linkedin",
        "launch@shop-x",
    ]


def test_an_account_that_nobody_knows(applied: Shop) -> None:
    done = applied.run("state", "list", "--account", "shop-y")
    assert (done.code, done.said[0]) == (64, "error: There is no account 'shop-y'.")


def test_days_that_are_none(applied: Shop) -> None:
    done = applied.run("state", "list", "--on", "tomorrow")
    assert (done.code, done.said[0]) == (64, "error: 'tomorrow' names no days.")


def test_show(applied: Shop) -> None:
    done = applied.run("state", "show", "launch@shop-x")
    assert re.search(r"status +pending\n", done.out)
    assert json.loads(applied.run("state", "show", "launch@shop-x", "--format", "json").out)["post"]
    wrong = applied.run("state", "show", "lunch@shop-x")
    assert (wrong.code, wrong.said[-1]) == (64, "  hint: did you mean launch@shop-x?")


def test_a_rescue_file_comes_back(applied: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    applied.write(
        {
            "content/launch.md": POST.replace("launched", "landed"),
            "publer-sync.yaml": PROJECT + "policy: {settle: 1s}\n",
        }
    )
    with monkeypatch.context() as full:
        full.setattr(local, "write_whole", no_room)
        failed = applied.run("apply", "--auto-approve")
    assert failed.code == 1
    words = re.sub(r"\s+", " ", failed.err).partition("publer-sync state push ")[2].split()
    assert applied.run("state", "push", words[0], "--yes").code == 0
    assert applied.state.read_bytes() == Path(words[0]).read_bytes()
    applied.applied()
    assert len(applied.texts()) == 2


def no_room(path: Path, text: str) -> None:
    raise OSError("No space left on device")


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"serial": 0}, "its serial is 0, that of the present state"),
        ({"lineage": "another", "serial": 99}, "its lineage is another"),
    ],
)
def test_what_does_not_follow_is_refused_unless_forced(
    applied: Shop, parts: dict[str, object], why: str
) -> None:
    applied.write({"new.json": changed(applied, **parts)})
    before = applied.state.read_bytes()
    refused = push(applied)
    assert (refused.code, why in refused.err) == (4, True), refused
    assert applied.state.read_bytes() == before
    assert push(applied, "--force").code == 0
    assert (applied.root / ".publer-sync/state.json.backup-1").read_bytes() == before


def test_the_same_serial_with_other_posts_is_refused(applied: Shop) -> None:
    applied.write({"new.json": changed(applied, posts={})})
    assert push(applied).code == 4


def test_another_workspace_is_refused_also_by_force(applied: Shop) -> None:
    applied.write({"new.json": changed(applied, workspace="f" * 24, serial=99)})
    assert push(applied, "--force").code == 4


@pytest.mark.parametrize("content", ["{", "[]", '{"format_version": 2}', "\x00"])
def test_a_file_that_is_no_state_is_never_taken(applied: Shop, content: str) -> None:
    applied.write({"new.json": content})
    before = applied.state.read_bytes()
    assert push(applied, "--force").code == 1
    assert applied.state.read_bytes() == before


def test_a_broken_state_is_replaced_by_force_only_and_kept(applied: Shop) -> None:
    applied.write({"new.json": applied.state.read_bytes(), ".publer-sync/state.json": "{"})
    assert push(applied).code == 4
    assert applied.state.read_text(encoding="utf-8") == "{"
    done = push(applied, "--force", "--format", "json")
    kept = json.loads(done.out)["kept"]
    assert Path(kept).read_text(encoding="utf-8") == "{"
    assert applied.run("plan", "--detailed-exitcode").code == 0


def test_a_state_that_went_back_counts_on(applied: Shop) -> None:
    serial = json.loads(applied.state.read_text(encoding="utf-8"))["serial"]
    applied.write({"new.json": changed(applied, serial=0)})
    assert push(applied, "--force").code == 0
    assert json.loads(applied.state.read_text(encoding="utf-8"))["serial"] == serial + 1


def test_the_present_state_is_nothing_to_do(applied: Shop) -> None:
    done = applied.run("state", "push", "older.json", "--yes")
    assert (done.code, done.out) == (0, "Nothing to do: this is the present state already.\n")


def test_nobody_to_ask(applied: Shop) -> None:
    applied.write({"new.json": changed(applied, serial=99)})
    before = applied.state.read_bytes()
    assert applied.run("state", "push", "new.json").code == 64
    assert applied.state.read_bytes() == before


def test_unlock_when_nobody_holds_it(applied: Shop) -> None:
    assert applied.run("state", "unlock").out == "The lock is free; the next apply can take it.\n"


def test_what_has_no_end_is_not_read(shop: Shop) -> None:
    """`/dev/zero` would fill the memory; `/dev/null` would only be no state."""
    done = shop.run("state", "push", "/dev/null", "--yes")
    assert (done.code, "it is not a regular file" in done.err) == (1, True), done
