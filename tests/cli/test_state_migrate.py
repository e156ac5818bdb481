"""`state migrate`: the state goes to another store, and who looks in the old one is told where."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from publer_sync.model.state_migration import ArrivalMarker
from publer_sync.state.format import from_text, mark_text
from tests.cli.test_shared_state import at
from tests.support.git_repository import bare_repository, git
from tests.support.projects import PROJECT
from tests.support.shop import POST, Done, Shop

AGAIN = POST.replace("shop-x, ", "").replace("05 09:00", "06 09:00")
TEST = """\
environments:
  test:
    accounts:
      shop-x: {id: 63c675b54e299e9cf2b667ea, shared: true}
      shop-linkedin: {id: 650170394e299e33b427c2ff, shared: true}
      shop-instagram: {id: 64b0f1e2d3c4b5a697880104, shared: true}
"""


@pytest.fixture
def applied(shop: Shop, tmp_path: Path) -> Shop:
    """A shop with a local state, in a repository with a remote."""
    origin = bare_repository(tmp_path / "server/posts.git")
    git(shop.root, "init", "--quiet")
    git(shop.root, "remote", "add", "origin", str(origin))
    shop.applied()
    return shop


def words(done: Done) -> str:
    return " ".join((done.out + done.err).split())


def says(shop: Shop, state: str, more: str = "") -> None:
    """The project file names this store."""
    shop.write({"publer-sync.yaml": f"{PROJECT}state: {state}\n{more}"})


def moved(shop: Shop, to: str = "git") -> Done:
    done = shop.run("state", "migrate", "--to", to, "--yes")
    assert done.code == 0, done
    return done


def test_it_moves_and_prints_the_line_that_is_due(applied: Shop) -> None:
    done = moved(applied)
    assert done.out.endswith("\nstate: git\n")
    says(applied, "git")
    assert applied.run("plan", "--detailed-exitcode").code == 0
    assert "2 of 2 recorded posts" in applied.run("state", "list").out


@pytest.mark.parametrize(
    "command", ["plan", "apply --auto-approve", "status", "state list", "state pull"]
)
@pytest.mark.parametrize("first", ["local", "git"])
def test_an_older_project_file_is_told_where_it_went(
    applied: Shop, command: str, first: str
) -> None:
    if first == "git":
        moved(applied)
    says(applied, first)
    moved(applied, "{store: git, branch: states}")
    before = applied.texts()
    done = applied.run(*command.split())
    assert (done.code, "The state has moved to another store." in words(done)) == (1, True), done
    assert "`state: {store: git, branch: states}`" in words(done)
    assert applied.texts() == before


def test_again_it_only_says_what_is_left_to_do(applied: Shop) -> None:
    moved(applied)
    again = moved(applied)
    assert "The state has moved already" in again.out
    assert again.out.endswith("\nstate: git\n")


def test_each_environment_moves_on_its_own(applied: Shop) -> None:
    says(applied, "local", TEST)
    assert applied.run("--env", "test", "apply", "--auto-approve").code == 0
    done = moved(applied)
    assert "publer-sync --env test state migrate --to git" in done.out
    assert applied.run("--env", "test", "plan").code == 0
    done = applied.run("--env", "test", "state", "migrate", "--to", "git", "--yes")
    assert done.out.endswith("\nenvironments:\n  test:\n    state: git\n"), done
    says(applied, "git", TEST)
    for environment in ([], ["--env", "test"]):
        assert applied.run(*environment, "plan", "--detailed-exitcode").code == 0


@pytest.mark.parametrize(
    ("to", "code", "why"),
    [
        ("local", 64, "The state is kept there already."),
        ("gti", 64, "did you mean `git`?"),
        ("s3://bucket", 64, "names no object"),
        ("{store: git, remote: nowhere}", 1, "There is no git remote nowhere"),
    ],
)
def test_where_it_cannot_go(applied: Shop, to: str, code: int, why: str) -> None:
    before = applied.state.read_bytes()
    done = applied.run("state", "migrate", "--to", to, "--yes")
    assert (done.code, why in words(done)) == (code, True), done
    assert applied.state.read_bytes() == before


def test_nobody_to_ask(applied: Shop) -> None:
    before = applied.state.read_bytes()
    assert applied.run("state", "migrate", "--to", "git").code == 64
    assert applied.state.read_bytes() == before


def test_as_json(applied: Shop) -> None:
    done = applied.run("state", "migrate", "--to", "git", "--yes", "--format", "json")
    document = json.loads(done.out)
    assert (document["format_version"], document["migrated"], document["state"]) == (1, True, "git")


@pytest.mark.parametrize("first", ["local", "git"])
def test_a_file_takes_the_place_of_a_mark_by_force_only(applied: Shop, first: str) -> None:
    if first == "git":
        moved(applied)
    says(applied, first)
    assert applied.run("state", "pull", "--out", "copy.json").code == 0
    moved(applied, "{store: git, branch: states}")
    refused = applied.run("state", "push", "copy.json", "--yes")
    assert (refused.code, "posts would be made twice" in words(refused)) == (4, True), refused
    serial = json.loads((applied.root / "copy.json").read_text(encoding="utf-8"))["serial"]
    forced = applied.run("state", "push", "copy.json", "--yes", "--force", "--format", "json")
    assert json.loads(forced.out)["serial"] == serial + 1
    assert "moved_to" in Path(json.loads(forced.out)["kept"]).read_text(encoding="utf-8")
    assert applied.run("plan", "--detailed-exitcode").code == 0


def test_a_copy_that_never_arrived_can_be_made_the_state(applied: Shop) -> None:
    state = from_text(applied.state.read_text(encoding="utf-8"), "")
    copy = mark_text(ArrivalMarker(moved_from="local", moved_to="git", state=state))
    applied.write({".publer-sync/state.json": copy, "copy.json": copy})
    told = applied.run("plan")
    assert (told.code, "publer-sync state migrate --to git" in words(told)) == (1, True), told
    assert applied.run("state", "push", "copy.json", "--yes").code == 4
    assert applied.run("state", "push", "copy.json", "--yes", "--force").code == 0
    assert applied.run("plan", "--detailed-exitcode").code == 0


def test_what_is_applied_in_the_new_place_comes_back_with_it(applied: Shop) -> None:
    moved(applied)
    says(applied, "git")
    applied.write({"content/again.md": AGAIN})
    applied.applied()
    moved(applied, "local")
    says(applied, "local")
    assert applied.run("plan", "--detailed-exitcode").code == 0
    assert len(applied.texts()) == 3


LOOKING = (
    "plan",
    "apply --auto-approve",
    "status",
    "drift",
    "preview --plan",
    "state list",
    "state show launch@shop-x",
    "state pull",
    "state rm launch@shop-x --yes",
    "state mv launch@shop-x other@shop-x --yes",
    "state rebuild --yes",
    "state rebuild --yes --force",
    "state migrate --to {store: git, branch: states} --yes",
)


def called(shop: Shop, command: str) -> Done:
    words, brace, store = command.partition("{")
    mapping, _, more = store.partition("}")
    return shop.run(*words.split(), *([f"{{{mapping}}}"] if brace else []), *more.split())


def refs(shop: Shop) -> str:
    return git(shop.root, "ls-remote", "origin")


@pytest.mark.parametrize("command", LOOKING)
def test_with_the_line_changed_first_nobody_begins_anew(applied: Shop, command: str) -> None:
    says(applied, "git")
    before = applied.state.read_text(), applied.control("GET", "posts"), refs(applied)
    done = called(applied, command)
    assert done.code == 4, done
    assert f"where: {applied.state}" in words(done)
    assert "it records 2 of your posts, and `state: git` holds nothing" in words(done)
    assert "write `state: local` again, run `publer-sync state migrate --to git`" in words(done)
    assert (applied.state.read_text(), applied.control("GET", "posts"), refs(applied)) == before


def test_with_the_line_changed_first_it_can_be_put_right(applied: Shop) -> None:
    says(applied, "git")
    assert "put its old `state:` back" in applied.run("state", "migrate", "--to", "git").err
    says(applied, "local")
    moved(applied)
    says(applied, "git")
    assert applied.run("plan", "--detailed-exitcode").code == 0


def test_a_state_that_is_pushed_to_an_empty_store_is_not_in_its_own_way(applied: Shop) -> None:
    says(applied, "git")
    assert applied.run("state", "push", str(applied.state), "--yes").code == 0
    assert applied.run("plan", "--detailed-exitcode").code == 0


def test_an_environment_overlooks_only_its_own_state(applied: Shop) -> None:
    says(applied, "local", TEST)
    own = applied.state.with_name("state.test.json")
    applied.state.rename(own)
    says(applied, "git", TEST)
    assert applied.run("plan").code == 0
    done = applied.run("--env", "test", "plan")
    assert done.code == 4
    assert f"where: {own}" in words(done)
    assert "`publer-sync --env test state migrate --to git`" in words(done)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"format_version": 1', '"format_version": 2', 4),
        ("61a7c2e4f9e8c3b2d1e0f9a8", "0000c2e4f9e8c3b2d1e0f9a8", 0),
    ],
    ids=["newer", "of another workspace"],
)
def test_only_what_may_be_the_state_of_this_project_is_missed(
    applied: Shop, old: str, new: str, code: int
) -> None:
    applied.state.write_text(applied.state.read_text().replace(old, new))
    says(applied, "git")
    done = applied.run("plan")
    assert done.code == code, done


def test_a_state_that_has_moved_and_is_gone_has_to_be_rebuilt(applied: Shop) -> None:
    moved(applied)
    says(applied, "git")
    git(applied.root, "push", "--quiet", "origin", "--delete", "publer-sync-state")
    done = applied.run("apply", "--auto-approve")
    assert (done.code, done.said[0]) == (4, "error: The state is lost.")
    assert applied.run("state", "rebuild", "--yes").code == 0
    assert applied.run("plan", "--detailed-exitcode").code == 0


@pytest.mark.parametrize("old", ["local", "{store: git, branch: states}"])
def test_nothing_is_rebuilt_where_a_state_has_moved_away(applied: Shop, old: str) -> None:
    if old != "local":
        moved(applied, old)
        says(applied, old)
    moved(applied)
    for more in [], ["--force"]:
        done = applied.run("state", "rebuild", "--yes", *more)
        assert (done.code, done.said[0]) == (1, "error: The state has moved to another store."), (
            done
        )
    says(applied, "git")
    assert applied.run("plan", "--detailed-exitcode").code == 0


def test_nothing_is_rebuilt_where_a_state_arrives(applied: Shop) -> None:
    here = from_text(applied.state.read_text(), "state.json")
    arriving = ArrivalMarker(moved_from="git", moved_to="local", state=here)
    applied.state.write_text(mark_text(arriving))
    done = applied.run("state", "rebuild", "--yes", "--force")
    assert (done.code, "is on its way here" in done.said[0]) == (1, True), done
    assert applied.state.read_text() == mark_text(arriving)


def test_a_project_moves_to_another_folder_and_the_old_place_stops_whoever_did_not_pull(
    applied: Shop, tmp_path: Path
) -> None:
    moved(applied)
    says(applied, "git")
    behind = at(applied, shutil.copytree(applied.root, tmp_path / "behind"))
    moved(applied, "local")
    folder = applied.root / "social"
    folder.mkdir()
    for name in ("publer-sync.yaml", "content", ".publer-sync"):
        (applied.root / name).rename(folder / name)
    there = at(applied, folder)
    says(there, "local")
    moved(there)
    says(there, "git")
    assert there.run("plan", "--detailed-exitcode").code == 0
    done = behind.run("apply", "--auto-approve")
    assert (done.code, "The state has moved to another store." in words(done)) == (1, True), done
