"""A signed state as people meet it: who is refused, what `state sign` shows, and the ways out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_shared_state import GIT, at
from tests.cli.test_state_rebuild import answered, plain
from tests.support.git_repository import bare_repository, clone, git
from tests.support.projects import write_files
from tests.support.shop import POST, Done, Shop

KEY = "0123456789abcdef0123456789abcdef"
NEW = "fedcba9876543210fedcba9876543210"
NOT_CHECKED = "Signature not checked"
WRONG = "The signature of the state is wrong."


@pytest.fixture
def signed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A shop with two posts and a local state that is signed; the key is set."""
    shop.applied()
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", KEY)
    assert shop.run("state", "sign", "--yes").code == 0
    shop.control("DELETE", "requests")
    return shop


@pytest.fixture
def keyless(signed: Shop, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """The same for someone without the key."""
    monkeypatch.delenv("PUBLER_SYNC_STATE_KEY")
    return signed


def tamper(shop: Shop, change: Callable[[dict[str, Any]], None]) -> None:
    document = json.loads(shop.state.read_text())
    change(document)
    shop.state.write_text(json.dumps(document))


def retarget(document: dict[str, Any]) -> None:
    """Let the next apply delete a colleague's post: no file wants it, and a record names it."""
    document["posts"]["old@shop-x"] = document["posts"]["launch@shop-x"] | {"post_id": "colleague"}


def writers(copy: Path) -> tuple[tuple[str, ...], ...]:
    return (
        ("apply", "--auto-approve"),
        ("state", "rm", "launch@shop-x", "--yes"),
        ("state", "mv", "launch@shop-x", "other@shop-x", "--yes"),
        ("state", "take", "launch@shop-x", "1234", "--yes"),
        ("state", "push", str(copy), "--yes"),
        ("state", "push", str(copy), "--yes", "--force"),
        ("state", "rebuild", "--yes", "--force"),
    )


READERS = (
    ("plan",), ("plan", "--offline"), ("status",), ("drift",), ("preview", "--plan"), ("state", "list"),
    ("state", "show", "launch@shop-x"), ("state", "pull"),
)  # fmt: skip
OTHERS = (
    ("apply", "--auto-approve"), ("state", "rm", "launch@shop-x", "--yes"), ("state", "rebuild", "--yes"),
    ("state", "take", "launch@shop-x", "1", "--yes"),
)  # fmt: skip


@pytest.mark.parametrize("number", range(7))
def test_who_writes_without_the_key_is_refused(keyless: Shop, tmp_path: Path, number: int) -> None:
    before = keyless.state.read_bytes()
    copy = tmp_path / "copy.json"
    copy.write_bytes(before)
    done = keyless.run(*writers(copy)[number])
    assert (done.code, "there is no key to sign it again" in done.err) == (4, True), done
    assert keyless.state.read_bytes() == before
    assert {each.split()[0] for each in keyless.requests()} <= {"GET"}


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_who_reads_without_the_key_is_told_once(keyless: Shop, words: tuple[str, ...]) -> None:
    done = keyless.run(*words)
    assert (done.code, done.err.count(NOT_CHECKED)) == (0, 1), done


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_who_reads_with_the_key_hears_nothing_of_it(signed: Shop, words: tuple[str, ...]) -> None:
    done = signed.run(*words)
    assert (done.code, "ign" in done.err.replace("signed", "ign") and "ature" in done.err) == (
        0,
        False,
    )


@pytest.mark.parametrize("words", READERS + OTHERS, ids=" ".join)
def test_with_the_key_nobody_goes_on_with_an_altered_state(
    signed: Shop, words: tuple[str, ...]
) -> None:
    tamper(signed, retarget)
    before = signed.state.read_bytes()
    done = signed.run(*words)
    assert (done.code, WRONG in done.err) == (1, True), done
    assert "state push --force FILE" in plain(done.err)
    assert signed.state.read_bytes() == before
    assert signed.requests() == []


def test_an_apply_with_the_key_begins_signed_and_stays_so(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", KEY)
    shop.applied()
    assert "signature" in json.loads(shop.state.read_text())
    shop.write({"content/launch.md": POST.replace("launched", "landed")})
    shop.applied()
    done = shop.run("plan")
    assert (done.code, "No changes" in done.out, done.err) == (0, True, "")


def test_an_unsigned_state_is_refused_until_it_is_signed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.applied()
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", KEY)
    for words in (("plan",), ("apply", "--auto-approve")):
        done = shop.run(*words)
        assert (done.code, "The state is not signed." in done.err) == (1, True), done
    assert shop.run("state", "sign", "--yes").out == "The state is signed: 2 posts, serial 6.\n"
    assert shop.run("state", "sign").out == "Nothing to do: the state is signed with this key.\n"
    shop.applied()


# `state sign`.


def test_sign_without_a_key_says_how_to_make_one(shop: Shop) -> None:
    shop.applied()
    done = shop.run("state", "sign", "--yes")
    assert (done.code, "openssl rand -hex 32" in done.err) == (64, True)


def test_sign_without_a_state_says_that_apply_signs(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", KEY)
    done = shop.run("state", "sign", "--yes")
    assert (done.code, "There is no state to sign yet." in done.err) == (1, True)


def test_sign_shows_all_of_a_state_without_a_history_and_asks(
    signed: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    tamper(signed, retarget)
    before = signed.state.read_bytes()
    answered(monkeypatch, "no")
    done = signed.run("state", "sign")
    assert (done.code, done.out) == (1, "Nothing was changed.\n")
    assert "+ post old@shop-x post_id: colleague" in plain(done.err)
    assert "+ post launch@shop-linkedin" in plain(done.err)
    assert signed.state.read_bytes() == before
    assert signed.run("state", "sign", "--yes").code == 0
    assert signed.run("plan").code in (0, 4)


def test_what_stands_in_a_tampered_state_commands_no_terminal(signed: Shop) -> None:
    tamper(signed, lambda document: document.update({"\x1b[2J": "\x1b]0;x\n::error::y"}))
    done = signed.run("state", "sign", "--yes")
    assert (done.code, "\x1b" in done.err, "\n::error" in done.err) == (0, False, False), done
    assert "\x1b" not in signed.state.read_text()


def test_sign_as_json(signed: Shop) -> None:
    tamper(signed, retarget)
    done = signed.run("state", "sign", "--yes", "--format", "json")
    document = json.loads(done.out)
    assert (document["signed"], document["signature"], document["compared_with"]) == (
        True,
        "bad",
        None,
    )
    assert {each["name"] for each in document["differences"]} >= {"old@shop-x", "serial"}


def test_keys_change_with_the_former_one_at_hand(
    signed: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", NEW)
    assert WRONG in signed.run("plan").err
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY_OLD", KEY)
    assert signed.run("plan").code == 0
    done = signed.run("state", "sign", "--yes")
    assert "Nothing differs from the last signed version, serial 6." in plain(done.err)
    monkeypatch.delenv("PUBLER_SYNC_STATE_KEY_OLD")
    assert signed.run("plan").code == 0


# The ways out of a state that was altered.


def test_the_last_good_copy_comes_back(signed: Shop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    assert signed.run("state", "pull", "--out", str(copy)).code == 0
    tamper(signed, retarget)
    altered = json.loads(signed.state.read_text())
    done = signed.run("state", "push", str(copy), "--yes", "--force")
    assert done.code == 0, done
    present = json.loads(signed.state.read_text())
    assert "old@shop-x" not in present["posts"]
    assert present["serial"] == altered["serial"] + 1, "no serial means two states"
    assert signed.run("plan").code == 0


def test_a_file_without_the_signature_is_not_pushed_even_by_force(
    signed: Shop, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.json"
    document = json.loads(signed.state.read_text())
    for altered in (
        document | {"serial": 99},
        {k: v for k, v in document.items() if k != "signature"},
    ):
        copy.write_text(json.dumps(altered))
        done = signed.run("state", "push", str(copy), "--yes", "--force")
        assert (done.code, "no state that was signed with this key" in done.err) == (1, True), done


def test_a_rebuild_by_force_believes_nothing_of_it_and_signs(signed: Shop) -> None:
    tamper(signed, retarget)
    done = signed.run("state", "rebuild", "--yes", "--force")
    assert done.code == 0, done
    assert set(json.loads(signed.state.read_text())["posts"]) == {
        "launch@shop-x",
        "launch@shop-linkedin",
    }
    assert "colleague" in Path(f"{signed.state}.backup-1").read_text()
    assert signed.run("plan").code == 0


# On a branch.


@pytest.fixture
def anna(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A clone whose state is on a branch, applied and signed."""
    desk = clone(bare_repository(tmp_path / "server/posts.git"), tmp_path / "anna")
    write_files(desk, {"publer-sync.yaml": GIT, "content/launch.md": POST})
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", KEY)
    anna = at(shop, desk)
    anna.applied()
    return anna


def eve_pushes(tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Someone who may push the branch, and has no key."""
    eve = clone(tmp_path / "server/posts.git", tmp_path / "eve")
    git(eve, "checkout", "--quiet", "publer-sync-state")
    document = json.loads((eve / "state.json").read_text())
    change(document)
    (eve / "state.json").write_text(json.dumps(document, indent=2))
    git(eve, "commit", "--quiet", "--all", "--message=state.json: serial 5")
    git(eve, "push", "--quiet")


def test_who_pushes_the_branch_deletes_nothing(anna: Shop, tmp_path: Path) -> None:
    eve_pushes(tmp_path, retarget)
    for words in (("plan",), ("apply", "--auto-approve")):
        done = anna.run(*words)
        assert (done.code, WRONG in done.err) == (1, True), done
    assert len(anna.texts()) == 2


def test_sign_shows_what_differs_from_the_last_signed_commit(anna: Shop, tmp_path: Path) -> None:
    eve_pushes(tmp_path, retarget)
    done = anna.run("state", "sign", "--yes")
    assert "This differs from the last signed version, serial" in plain(done.err)
    assert "+ post old@shop-x post_id: colleague" in plain(done.err)
    assert "launch@shop-linkedin" not in done.err


def test_sign_says_how_to_put_the_last_signed_version_back(anna: Shop, tmp_path: Path) -> None:
    eve_pushes(tmp_path, retarget)
    done = anna.run("state", "sign", "--yes", "--format", "json")
    version = json.loads(done.out)["last_signed"]
    good = git(anna.root, "show", version)
    assert "colleague" not in good and json.loads(good)["signature"]
    commit = version.partition(":")[0][:12]
    here, copy = f"-C {anna.root}", anna.root / ".publer-sync/last-signed.json"
    make, show = f"mkdir -p {copy.parent}", f"git {here} show {commit}:state.json > {copy}"
    push = f"publer-sync {here} state push --force {copy}"
    assert f"  {make}\n  {show}\n  {push}\n" in done.err, "each in a line, to be copied"
    subprocess.run(f"{make} && {show}", shell=True, check=True)
    back = anna.run("state", "push", "--force", "--yes", str(copy))
    assert (back.code, anna.run("plan", "--detailed-exitcode").code) == (0, 0), back


def test_an_unsigned_state_has_no_version_to_put_back(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = clone(bare_repository(tmp_path / "server/posts.git"), tmp_path / "anna")
    write_files(desk, {"publer-sync.yaml": GIT, "content/launch.md": POST})
    anna = at(shop, desk)
    anna.applied()
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", KEY)
    done = anna.run("state", "sign", "--yes", "--format", "json")
    assert (json.loads(done.out)["last_signed"], "git show" in done.err) == (None, False)


def test_a_state_moves_only_with_the_key_and_stays_signed(
    anna: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = ("state", "migrate", "--to", "local", "--yes")
    monkeypatch.delenv("PUBLER_SYNC_STATE_KEY")
    assert "there is no key to sign it again" in anna.run(*move).err
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", KEY)
    assert anna.run(*move).code == 0
    anna.write({"publer-sync.yaml": GIT.replace("state: git\n", "")})
    assert anna.run("plan").code == 0


def test_git_is_given_no_key(anna: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A configuration of git may name programs, which it starts with its own environment."""
    seen, spy = tmp_path / "seen", tmp_path / "bin/git"
    spy.parent.mkdir()
    spy.write_text(f'#!/bin/sh\nenv >> {seen}\nexec {shutil.which("git")} "$@"\n')
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{spy.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY_OLD", NEW)
    anna.applied()
    words = seen.read_text()
    assert "PATH=" in words
    assert not any(each in words for each in (KEY, NEW, "PUBLER_API_KEY"))


# A local state that git tracks.


def tracked(shop: Shop) -> Done:
    subprocess.run(["git", "init", "--quiet"], cwd=shop.root, check=True)
    git(shop.root, "add", "--force", ".publer-sync/state.json")
    return shop.run("plan")


def test_a_local_state_that_git_tracks_is_named_once(shop: Shop) -> None:
    shop.applied()
    done = tracked(shop)
    assert (done.code, done.err.count("git tracks the state")) == (0, 1), done
    git(shop.root, "rm", "--quiet", "--cached", ".publer-sync/state.json")
    assert shop.run("plan").err == ""


def test_a_local_state_beside_a_repository_is_fine(shop: Shop) -> None:
    shop.applied()
    subprocess.run(["git", "init", "--quiet"], cwd=shop.root, check=True)
    git(shop.root, "add", "content")
    assert shop.run("plan").err == ""
