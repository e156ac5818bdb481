"""`state rebuild` as people run it: what it says, asks and leaves behind."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click
import pytest
from jsonschema import Draft202012Validator

from publer_sync.source.schema.check import load_schema
from publer_sync.state.lock import hold_lock
from tests.support.git_repository import bare_repository, clone, git
from tests.support.projects import PROJECT, write_files
from tests.support.shop import POST, Shop

X = "63c675b54e299e9cf2b667ea"
REBUILD = ("state", "rebuild", "--yes")


@pytest.fixture
def bereft(shop: Shop) -> Shop:
    """A shop whose state was lost, with a colleague's post beside its own."""
    shop.applied()
    shop.state.unlink()
    shop.control(
        "POST", "posts", {"account_id": X, "text": "Hello", "scheduled_at": "2036-05-09T10:00Z"}
    )
    shop.control("DELETE", "requests")
    return shop


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def answered(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Let a person at a terminal answer the question so."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: answer)


def the_post(shop: Shop, text: str, network: str) -> str:
    posts = shop.control("GET", "posts")
    return str(next(p["id"] for p in posts if (p["text"], p["network"]) == (text, network)))


def test_rebuilding_reads_publer_and_writes_the_state(bereft: Shop) -> None:
    done = bereft.run(*REBUILD)
    assert done.code == 0, done
    assert done.out == f"The new state is in {bereft.state}: 2 posts, serial 1.\n"
    assert "New state: 2 posts (2 certain)." in done.said
    assert "1 post in Publer is wanted by no file; 1 of them may still go out." in plain(done.err)
    assert re.search(
        r"shop-x +\w{24} +Fri 2036-05-09 12:00 .* scheduled \"Hello\"", plain(done.err)
    )
    assert {request.split()[0] for request in bereft.requests()} == {"GET"}
    assert bereft.run("plan", "--detailed-exitcode").code == 0


def test_every_certain_one_is_shown_when_asked_to(bereft: Shop) -> None:
    assert "launch@shop-x certain (X)" in plain(bereft.run("-v", *REBUILD).err)


def test_json(bereft: Shop) -> None:
    document = json.loads(bereft.run(*REBUILD, "--format", "json").out)
    Draft202012Validator(load_schema("state-rebuild")).validate(document)
    assert (document["written"], document["state"]["serial"], document["kept"]) == (True, 1, None)
    assert [found["address"] for found in document["recorded"]] == [
        "launch@shop-x",
        "launch@shop-linkedin",
    ]
    assert [post["text"] for post in document["unwanted"]] == ["Hello"]


def test_a_candidate_is_shown_and_taken(bereft: Shop) -> None:
    it = the_post(bereft, "We have launched.", "linkedin")
    bereft.control("PUT", f"posts/{it}", {"text": "We have\n\x1b[2Jlanded."})
    declined = bereft.run("state", "rebuild")
    assert f"--take launch@shop-linkedin={it}" in plain(declined.err)
    assert '"We have \\x1b[2Jlanded."' in plain(declined.err)
    assert (declined.code, bereft.state.exists()) == (64, False)
    done = bereft.run(*REBUILD, "--take", f"launch@shop-linkedin={it}", "--format", "json")
    assert json.loads(done.out)["recorded"][-1]["taken"] is True
    plan = json.loads(bereft.run("plan", "--format", "json").out)
    assert plan["summary"]["update"] == 1


def test_no_is_an_answer(bereft: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, "Yes")
    done = bereft.run("state", "rebuild")
    assert (done.code, done.out) == (1, "Nothing was changed.\n")
    assert not bereft.state.exists()
    answered(monkeypatch, "yes")
    assert bereft.run("-q", "state", "rebuild").code == 0
    assert bereft.state.exists()


def test_a_state_that_is_there_is_refused(shop: Shop) -> None:
    shop.applied()
    before = shop.state.read_bytes()
    done = shop.run(*REBUILD)
    assert (done.code, done.said[0]) == (4, "error: There is a state, so it is not lost.")
    assert shop.state.read_bytes() == before
    forced = json.loads(shop.run(*REBUILD, "--force", "--format", "json").out)
    assert Path(forced["kept"]).read_bytes() == before


def test_by_force_what_was_recorded_stays_and_is_shown(shop: Shop) -> None:
    shop.applied()
    shop.write({"content/launch.md": POST.replace("[shop-x, shop-linkedin]", "[shop-linkedin]")})
    done = shop.run(*REBUILD, "--force")
    assert "keeps launch@shop-x, which no file describes; the next apply deletes its post" in plain(
        done.err
    )
    assert "New state: 2 posts (0 certain, 2 recorded before)." in done.said
    document = json.loads(shop.run(*REBUILD, "--force", "--format", "json").out)
    Draft202012Validator(load_schema("state-rebuild")).validate(document)
    assert [(each["address"], each["next"]) for each in document["retained"]] == [
        ("launch@shop-linkedin", "no_change"),
        ("launch@shop-x", "delete"),
    ]


def test_while_an_apply_is_at_work(bereft: Shop) -> None:
    with hold_lock(bereft.root / ".publer-sync/state.lock", {"pid": 1}):
        assert bereft.run(*REBUILD).code == 5
    assert not bereft.state.exists()


def test_files_with_errors_are_no_basis(bereft: Shop) -> None:
    bereft.write({"content/launch.md": POST.replace("shop-x", "shop-y")})
    assert bereft.run(*REBUILD).code == 1
    assert not bereft.state.exists()


def test_a_take_that_is_no_take(bereft: Shop) -> None:
    done = bereft.run(*REBUILD, "--take", "launch")
    assert (done.code, done.said[0]) == (64, "error: 'launch' does not say what to take.")
    assert bereft.requests() == []


def test_a_pretended_time_is_for_the_emulator_only(
    bereft: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_API_URL", "https://app.publer.com/api/v1")
    done = bereft.run(*REBUILD)
    assert done.code == 64
    assert "by a false clock" in done.said[0]


def test_what_is_not_in_publer_is_told_and_looked_for_twice(bereft: Shop, no_waiting: None) -> None:
    bereft.write({"content/later.md": POST.replace("launched", "grown").replace("05-05", "05-06")})
    done = bereft.run(*REBUILD)
    assert "2 posts are not in Publer. Looking again in" in done.said[0]
    assert "The next apply makes it." in plain(done.err)
    assert "left out: 2 not in Publer." in plain(done.err)


def test_a_branch_that_was_deleted(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The team's state is a branch of the repository; another clone sees the new one at once."""
    origin = bare_repository(tmp_path / "server/posts.git")
    anna = clone(origin, tmp_path / "anna")
    files = {"publer-sync.yaml": PROJECT + "state: git\n", "content/launch.md": POST}
    write_files(anna, files)
    monkeypatch.chdir(anna)
    shop.applied()
    git(anna, "push", "--quiet", "origin", ":publer-sync-state")
    assert shop.run(*REBUILD).code == 0
    bert = write_files(clone(origin, tmp_path / "bert"), files)
    monkeypatch.chdir(bert)
    assert shop.run("plan", "--detailed-exitcode").code == 0
    assert "2 of 2 recorded posts; serial 1." in shop.run("state", "list").out
    assert git(anna, "branch", "--list") == "* main"
    assert shop.run(*REBUILD).code == 4


def test_a_broken_state_of_a_team_is_refused_as_that_of_one_machine(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = clone(bare_repository(tmp_path / "server/posts.git"), tmp_path / "anna")
    write_files(anna, {"publer-sync.yaml": PROJECT + "state: git\n", "content/launch.md": POST})
    monkeypatch.chdir(anna)
    shop.applied()
    desk = clone(tmp_path / "server/posts.git", tmp_path / "desk", "--branch=publer-sync-state")
    (desk / "state.json").write_text("{")
    git(desk, "commit", "--quiet", "--all", "--message=By hand")
    git(desk, "push", "--quiet")
    done = shop.run(*REBUILD)
    assert (done.code, done.said[0]) == (4, "error: There is a state, and it cannot be read.")
    assert shop.run(*REBUILD, "--force").code == 0
