"""The state on a branch: what git makes possible to go wrong, and what must never be touched."""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from publer_sync.errors import StateError
from publer_sync.state.git import command
from publer_sync.state.git.command import Git, GitResult
from tests.support.git_repository import bare_repository, clone, git
from tests.support.planning import a_record, a_state
from tests.support.stores import Team, git_team

FIRST = a_state(serial=1)
SECOND = a_state(a_record(), serial=2)
REF = "refs/heads/publer-sync-state"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return git_team(tmp_path)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    return tmp_path / "server/posts.git"


def saved(team: Team, state: object = FIRST, *, by: str = "anna") -> None:
    store = team.at(by)
    with store.lock({"command": "apply"}):
        store.save(state)  # type: ignore[arg-type]


def what_is_the_users(folder: Path) -> tuple[str, ...]:
    """Branch, refs, index and work tree, and what a commit would say."""
    questions = (
        ("symbolic-ref", "--quiet", "HEAD"),
        ("for-each-ref",),
        ("status", "--porcelain=v2", "--branch", "--ignored"),
        ("diff", "--cached"),
        ("diff",),
        ("stash", "list"),
        ("config", "--local", "--list"),
    )
    return tuple(git(folder, *question) for question in questions)


def test_nothing_of_the_user_is_touched(team: Team) -> None:
    desk = team.desk("anna")
    (desk / "README").write_text("Edited.\n")
    (desk / "new").write_text("Staged.\n")
    git(desk, "add", "new")
    before = what_is_the_users(desk)
    saved(team)
    assert what_is_the_users(desk) == before
    assert not (desk / ".git/FETCH_HEAD").exists()


def test_looking_makes_no_branch(team: Team, origin: Path) -> None:
    store = team.at("anna")
    assert (store.load(), store.holder()) == (None, None)
    assert "publer-sync-state" not in git(origin, "branch")


def test_the_branch_holds_the_state_and_says_what_it_was_written_for(
    team: Team, origin: Path
) -> None:
    saved(team, SECOND)
    assert git(origin, "ls-tree", "-r", "--name-only", REF) == "state.json"
    assert '"serial": 2' in git(origin, "show", f"{REF}:state.json")
    subjects = git(origin, "log", "--format=%s", REF).splitlines()
    assert subjects == ["state.json: unlock", "state.json: serial 2", "state.json: lock for apply"]


@pytest.mark.parametrize("depth", [["--depth=1"], ["--filter=blob:none"], ["--no-checkout"]])
def test_any_kind_of_clone_will_do(
    team: Team, origin: Path, tmp_path: Path, depth: list[str]
) -> None:
    saved(team, FIRST)
    git(origin, "config", "uploadpack.allowFilter", "true")
    clone(origin, tmp_path / "ci", *depth)
    was_shallow = git(tmp_path / "ci", "rev-parse", "--is-shallow-repository")
    assert team.at("ci").load() == FIRST
    saved(team, SECOND, by="ci")
    assert team.at("anna").load() == SECOND
    assert git(tmp_path / "ci", "rev-parse", "--is-shallow-repository") == was_shallow


def test_a_detached_head_will_do(team: Team) -> None:
    desk = team.desk("anna")
    git(desk, "checkout", "--quiet", "--detach")
    saved(team, SECOND)
    assert team.at("ben").load() == SECOND
    assert git(desk, "rev-parse", "--abbrev-ref", "HEAD") == "HEAD"


def test_who_has_no_name_in_git_can_save(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in (
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
        "EMAIL",
    ):
        monkeypatch.delenv(name, raising=False)
    git(team.desk("anna"), "config", "user.useConfigOnly", "true")
    saved(team, SECOND)
    assert team.at("ben").load() == SECOND


def test_within_a_hook_it_is_still_the_repository_of_the_project(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = clone(bare_repository(tmp_path / "other.git"), tmp_path / "other")
    team.desk("anna")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    saved(team, SECOND)
    monkeypatch.undo()
    assert team.at("ben").load() == SECOND
    assert "publer-sync-state" not in git(tmp_path / "other.git", "branch")


def test_hooks_of_the_user_do_not_run(team: Team, tmp_path: Path) -> None:
    hook = team.desk("anna") / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    saved(team, SECOND)
    assert team.at("ben").load() == SECOND


def test_two_projects_of_one_repository_have_a_state_each(team: Team, origin: Path) -> None:
    desk = team.desk("anna")
    shop = replace(team, desk=lambda name: folder(desk, "shop"))
    blog = replace(team, desk=lambda name: folder(desk, "blog"))
    saved(shop, FIRST)
    saved(blog, SECOND)
    assert (shop.at().load(), blog.at().load()) == (FIRST, SECOND)
    names = git(origin, "ls-tree", "-r", "--name-only", REF).splitlines()
    assert names == ["blog/state.json", "shop/state.json"]


def test_folders_whose_names_look_alike_share_no_state(team: Team) -> None:
    desk = team.desk("anna")
    alike = [Path(os.fsdecode(bytes(desk) + name)) for name in (b"/\xff", b"/\xfe")]
    for each in alike:
        try:
            each.mkdir()
        except OSError:
            pytest.skip("this file system has no such names")
        with pytest.raises(StateError, match="not UTF-8"):
            replace(team, desk=lambda name, each=each: each).at().load()  # type: ignore[misc]


def folder(desk: Path, name: str) -> Path:
    (desk / name).mkdir(exist_ok=True)
    return desk / name


def test_the_history_begins_anew_when_it_is_long(tmp_path: Path) -> None:
    team = git_team(tmp_path)
    team.settings = replace(team.settings, history=5)
    for serial in range(1, 8):
        saved(team, a_state(serial=serial), by="anna" if serial % 2 else "ben")
        assert int(git(tmp_path / "server/posts.git", "rev-list", "--count", REF)) <= 5
    found = team.at("carla").load()
    assert found and found.serial == 7


def test_a_server_that_lets_no_branch_be_rewritten_lets_it_grow(team: Team, origin: Path) -> None:
    team.settings = replace(team.settings, history=2)
    team.desk("anna")
    git(origin, "config", "receive.denyNonFastForwards", "true")
    for serial in range(1, 4):
        saved(team, a_state(serial=serial))
    found = team.at("ben").load()
    assert found and found.serial == 3
    assert int(git(origin, "rev-list", "--count", REF)) == 9
    assert team.told == []


def test_a_branch_with_other_files_is_left_alone(team: Team, origin: Path) -> None:
    team.desk("anna")
    team.settings = replace(team.settings, branch="main")
    before = git(origin, "rev-parse", "main")
    with pytest.raises(StateError, match="other files"), team.at("anna").lock({}):
        pass
    assert git(origin, "rev-parse", "main") == before


def refuse_pushes(origin: Path, saying: str = "protected branch") -> None:
    hook = origin / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho {saying} >&2\nexit 1\n")
    hook.chmod(0o755)


def test_a_server_that_takes_no_push_is_known_before_anything_is_done(
    team: Team, origin: Path
) -> None:
    team.desk("anna")
    refuse_pushes(origin)
    with pytest.raises(StateError, match="protected branch"), team.at("anna").lock({}):
        pytest.fail("it was locked")


def test_a_server_that_takes_no_push_any_more_costs_nothing(team: Team, origin: Path) -> None:
    store = team.at("anna")
    with store.lock({}):
        store.save(FIRST)
        refuse_pushes(origin)
        with pytest.raises(StateError, match="rescue file") as caught:
            store.save(SECOND)
    rescue = Path((caught.value.hint_text() or "").partition("state push ")[2])
    assert '"serial": 2' in rescue.read_text()
    assert team.told and "could not be released" in team.told[0]
    assert team.at("ben").load() == FIRST


def test_a_remote_that_cannot_be_reached_is_known_before_anything_is_done(
    team: Team, origin: Path
) -> None:
    team.desk("anna")
    shutil.move(origin, origin.with_name("elsewhere.git"))
    with pytest.raises(StateError, match="cannot be read"), team.at("anna").lock({}):
        pytest.fail("it was locked")


def test_an_answer_that_got_lost_is_looked_for(team: Team, origin: Path) -> None:
    """The server takes the push and fails afterwards: git says that it failed."""
    store = team.at("anna")
    with store.lock({}):
        hook = origin / "hooks/post-receive"
        hook.write_text("#!/bin/sh\nkill -9 $PPID\n")
        hook.chmod(0o755)
        store.save(SECOND)
        hook.unlink()
    assert team.at("ben").load() == SECOND


def test_a_password_in_the_address_is_not_repeated(team: Team) -> None:
    desk = team.desk("anna")
    git(desk, "remote", "set-url", "origin", "http://anna:s3cr3t@127.0.0.1:1/posts.git")
    with pytest.raises(StateError) as caught:
        team.at("anna").load()
    assert "s3cr3t" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "https://anna:s3cr3t@host/posts.git",
        "https://anna:s3c@r3t@host/posts.git",
        "https://host/posts.git?token=s3cr3t",
        "https://s3cr3t@host/posts.git?token=s3cr3t",
    ],
)
def test_git_that_repeats_a_secret_is_not_repeated(address: str) -> None:
    done = GitResult(128, "", f"fatal: unable to access '{address}': no route\n")
    assert done.said == "fatal: unable to access 'https://host/posts.git': no route"


def test_neither_tracing_nor_greetings_hide_what_git_says() -> None:
    trace, greeting = "12:00:00.123456 git.c:460 trace: built-in\n", "Welcome to our server!\n"
    said = GitResult(128, "", trace * 20 + greeting * 50 + "fatal: no route\n").said
    assert said.endswith("fatal: no route")
    assert "trace" not in said
    assert len(said) <= 501


def test_what_the_user_wants_with_each_push_of_his_is_not_asked_for(team: Team) -> None:
    git(team.desk("anna"), "config", "push.pushOption", "merge_request.create")
    saved(team, SECOND)  # a server that knows no such options would refuse it
    assert team.at("ben").load() == SECOND


def test_a_folder_outside_a_repository(tmp_path: Path) -> None:
    team = git_team(tmp_path)
    team.desk = lambda name: tmp_path
    with pytest.raises(StateError, match="git repository"):
        team.at().load()


def test_a_folder_of_another_owner_is_to_be_trusted_first(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = team.desk("anna")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(StateError, match="git repository") as caught:
        team.at("anna").load()
    trust = f"git config --global --add safe.directory {desk}"
    assert caught.value.hint == f"if you trust that folder: {trust}"


@pytest.mark.parametrize("text", ['{"format_version": 2}', "{", "[]", ""])
def test_a_state_that_cannot_be_read_is_left_as_it_is(team: Team, origin: Path, text: str) -> None:
    written_by_hand(team.desk("anna"), text)
    before = git(origin, "rev-parse", REF)
    with pytest.raises(StateError), team.at("anna").lock({}):
        pytest.fail("it was locked")
    assert git(origin, "rev-parse", REF) == before


@pytest.mark.parametrize("text", ['{"format_version": 2}', "{", "[]", ""])
def test_a_state_that_cannot_be_read_is_replaced_only_by_who_says_so(
    team: Team, origin: Path, text: str
) -> None:
    written_by_hand(team.desk("anna"), text)
    store = team.at("anna")
    with store.lock({}, over_broken=True):
        pass
    assert git(origin, "show", f"{REF}:state.json") == text
    with store.lock({}, over_broken=True):
        assert store.keep_aside().read_text() == text
        store.save(SECOND)
    assert team.at("ben").load() == SECOND


def written_by_hand(desk: Path, text: str) -> None:
    """A commit of the state file by a person, with the branch checked out."""
    git(desk, "checkout", "--quiet", "--orphan", "publer-sync-state")
    git(desk, "rm", "-rfq", "--cached", ".")
    (desk / "state.json").write_text(text)
    git(desk, "add", "-f", "state.json")
    git(desk, "commit", "--quiet", "--message=By hand")
    git(desk, "push", "--quiet", "origin", "publer-sync-state")
    git(desk, "checkout", "--quiet", "--force", "main")


@pytest.mark.parametrize("then", ["exec sleep 60", 'shift && exec sh -c "$*"'])
def test_what_git_leaves_running_is_not_waited_for(
    team: Team, origin: Path, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    """As ssh does that stays for the next connection, be the first one answered or not."""
    git(team.desk("anna"), "remote", "set-url", "origin", f"ssh://server{origin}")
    ssh = origin.parent / "ssh"
    ssh.write_text(f"#!/bin/sh\nsetsid sleep 60 &\necho $! > {ssh}.pid\n{then}\n")
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    monkeypatch.setattr(command, "TIMEOUT", 5.0)
    began = monotonic()
    with pytest.raises(StateError, match="within 5 s") if "60" in then else nullcontext():
        team.at("anna").load()
    assert monotonic() - began < 50
    os.kill(int(ssh.with_suffix(".pid").read_text()), signal.SIGKILL)


def test_git_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="git cannot be run"):
        Git(tmp_path / "nowhere", {"PATH": str(tmp_path)})("status")
