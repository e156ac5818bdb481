"""Two desks, one repository, one emulator: what one applies the other knows."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import obstore
import pytest
from obstore.store import from_url

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.errors import LockedError
from publer_sync.model.address import Address
from publer_sync.state.store import StoreContext, open_store
from tests.support.git_repository import bare_repository, clone, git
from tests.support.projects import PROJECT, write_files
from tests.support.shop import NOW, POST, Done, Shop
from tests.support.stores import s3_team

GIT = PROJECT + "state: git\n"


@pytest.fixture
def anna(shop: Shop, tmp_path: Path) -> Shop:
    """A clone with the project, pushed."""
    origin = bare_repository(tmp_path / "server/posts.git")
    desk = clone(origin, tmp_path / "anna")
    write_files(desk, {"publer-sync.yaml": GIT, "content/launch.md": POST})
    git(desk, "add", ".")
    git(desk, "commit", "--quiet", "--message=Posts")
    git(desk, "push", "--quiet", "origin", "main")
    return at(shop, desk)


@pytest.fixture
def ben(anna: Shop, tmp_path: Path) -> Shop:
    return at(anna, clone(tmp_path / "server/posts.git", tmp_path / "ben", "--depth=1"))


class Desk(Shop):
    """A shop whose commands are called from elsewhere."""

    def run(self, *words: str, now: str | None = NOW) -> Done:
        return super().run("-C", str(self.root), *words, now=now)


def at(shop: Shop, desk: Path) -> Shop:
    return Desk(desk, shop.url, shop.capsys)


def test_what_one_applies_the_other_knows(anna: Shop, ben: Shop) -> None:
    before = [git(anna.root, *words) for words in (("status", "--porcelain"), ("for-each-ref",))]
    assert anna.run("apply", "--auto-approve").code == 0
    after = [git(anna.root, *words) for words in (("status", "--porcelain"), ("for-each-ref",))]
    assert after == before
    plan = ben.run("plan", "--detailed-exitcode")
    assert (plan.code, "No changes" in plan.out) == (0, True), plan
    assert len(json.loads(ben.run("state", "list", "--format", "json").out)["posts"]) == 2


def test_what_one_removes_the_other_does_not_make_again(anna: Shop, ben: Shop) -> None:
    anna.applied()
    (ben.root / "content/launch.md").write_text(POST.replace("We have", "They have"))
    assert ben.run("apply", "--auto-approve").code == 0
    assert {text for _, text in anna.texts()} == {"They have launched."}
    plan = anna.run("plan", "--detailed-exitcode")
    assert plan.code == 2, "the older file is a change, not a second post"


def test_an_unreachable_store_is_known_before_publer_is_asked_to_write(
    anna: Shop, tmp_path: Path
) -> None:
    (tmp_path / "server").rename(tmp_path / "elsewhere")
    done = anna.run("apply", "--auto-approve")
    assert (done.code, "cannot be read" in done.err) == (1, True), done
    assert anna.requests() == []


def test_a_store_that_takes_nothing_any_more_leaves_a_rescue_file(
    anna: Shop, ben: Shop, tmp_path: Path
) -> None:
    hook = tmp_path / "server/posts.git/hooks/pre-receive"
    hook.write_text(
        '#!/bin/sh\nread old new ref\ngit show "$new:state.json" | grep -q post_link && exit 1 || exit 0\n'
    )
    hook.chmod(0o755)
    done = anna.run("apply", "--auto-approve")
    assert (done.code, "rescue file" in done.err) == (1, True), done
    hook.unlink()
    rescue = done.err.split()[-1]
    assert anna.run("state", "push", rescue, "--yes").code == 0
    assert ben.run("plan", "--detailed-exitcode").code == 0
    assert len(anna.texts()) == 2


def test_a_branch_that_was_deleted_is_rebuilt(anna: Shop, ben: Shop) -> None:
    anna.applied()
    git(anna.root, "push", "--quiet", "origin", "--delete", "publer-sync-state")
    for command in (
        ["plan"],
        ["apply", "--auto-approve"],
        ["status"],
        ["drift"],
        ["state", "list"],
    ):
        done = anna.run(*command)
        assert done.code == 4, done
        assert "error: The branch publer-sync-state with the state was deleted." in done.said
        assert "this clone saw it there with serial" in done.err
    assert ben.run("plan", "--detailed-exitcode").code == 2, "everything would be adopted"
    assert ben.run("state", "rebuild", "--yes").code == 0
    assert anna.run("plan", "--detailed-exitcode").code == 0
    assert len(anna.texts()) == 2


def test_a_branch_that_was_restored_is_as_before(anna: Shop) -> None:
    anna.applied()
    branch = "refs/heads/publer-sync-state"
    commit = git(anna.root, "ls-remote", "origin", branch).split()[0]
    git(anna.root, "push", "--quiet", "origin", "--delete", branch)
    assert anna.run("plan").code == 4
    git(anna.root, "push", "--quiet", "origin", f"{commit}:{branch}")
    assert anna.run("plan", "--detailed-exitcode").code == 0


def test_another_environment_of_the_branch_begins_with_nothing(anna: Shop) -> None:
    anna.applied()
    names = ("shop-x", "shop-linkedin", "shop-instagram")
    ids = ", ".join(f"{name}: {{id: {number:024x}}}" for number, name in enumerate(names))
    staging = f"environments: {{staging: {{workspace: {'61fd2b1f' * 3}, accounts: {{{ids}}}}}}}\n"
    anna.write({"publer-sync.yaml": GIT + staging})
    done = anna.run("--env", "staging", "state", "list")
    assert done.code == 0, done


def test_the_same_in_an_object_store(
    anna: Shop, ben: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    team = s3_team(tmp_path / "s3")
    url = team.settings.store
    for name, value in (dict(team.storage) | {"AWS_ALLOW_HTTP": "true"}).items():
        monkeypatch.setenv(name, value)
    for desk in (anna, ben):
        desk.write({"publer-sync.yaml": f"{PROJECT}state: {url}\n"})
    anna.applied()
    assert ben.run("plan", "--detailed-exitcode").code == 0
    folder, _, name = url.rpartition("/")
    obstore.delete(from_url(folder, client_options={"allow_http": True}), name)
    refused = anna.run("plan")
    assert (refused.code, refused.said[0]) == (4, "error: The object with the state was deleted.")
    assert ben.run("state", "rebuild", "--yes").code == 0
    assert anna.run("plan", "--detailed-exitcode").code == 0
    assert len(anna.texts()) == 2


def test_one_renames_while_another_edits_and_the_post_stays(
    anna: Shop, ben: Shop, tmp_path: Path
) -> None:
    """Anna's laptop sleeps in the middle of an apply that renames the entry, and Ben's apply edits it."""
    anna.applied()
    posts = anna.texts()
    asleep = open_store(StateStoreConfig(store="git"), an_hour_ago(anna.root))
    with suppress(LockedError), asleep.lock({"command": "apply"}):
        known = asleep.load()
        assert known
        (ben.root / "content/launch.md").write_text(POST.replace("We have", "They have"))
        assert ben.run("apply", "--auto-approve").code == 0
        moves = {a: Address("landing", a.alias) for a in known.records}
        for before, after in moves.items():
            known = known.moved(before, after)
        asleep.save(replace(known, serial=known.serial + 1))
    shared = json.loads(ben.run("state", "list", "--format", "json").out)["posts"]
    assert (len(shared), len({record["post_id"] for record in shared})) == (4, 2)

    merged = clone(tmp_path / "server/posts.git", tmp_path / "merged")
    (merged / "content/launch.md").unlink()
    (merged / "content/landing.md").write_text(POST.replace("We have", "They have"))
    runner = at(anna, merged)
    plan = json.loads(runner.run("plan", "--format", "json").out)
    assert {change["action"] for change in plan["changes"]} == {"no_change"}
    shown = " ".join(runner.run("plan").out.split())
    assert shown.count("Several entries record the same post in Publer") == 2
    assert "landing@shop-x, launch@shop-x" in shown
    assert runner.run("apply", "--auto-approve").code == 0
    assert len(runner.texts()) == len(posts)
    assert {text for _, text in runner.texts()} == {"They have launched."}
    left = json.loads(runner.run("state", "list", "--format", "json").out)["posts"]
    assert {record["address"] for record in left} == {"landing@shop-x", "landing@shop-linkedin"}
    assert "Several entries" not in runner.run("plan").out


def an_hour_ago(root: Path) -> StoreContext:
    """The world of a clone whose lease has ended for everybody else."""
    return StoreContext(
        root=root,
        environment=None,
        environ=os.environ,
        now=lambda: datetime.now(UTC) - timedelta(hours=1),
        sleep=lambda seconds: None,
        random=lambda: 0.5,
        new_token=lambda: "annas-token",
    )


def test_a_branch_that_was_reset_is_noticed_by_who_has_seen_more(anna: Shop, ben: Shop) -> None:
    anna.applied()
    branch = "publer-sync-state"
    git(anna.root, "fetch", "--quiet", "origin", branch)
    older = git(anna.root, "rev-parse", "FETCH_HEAD")
    anna.write({"content/more.md": POST.replace("05 09:00", "06 09:00").replace("We", "Now we")})
    anna.applied()
    made = len(anna.texts())
    post = anna.control("GET", "posts")[-1]
    anna.control("PUT", f"posts/{post['id']}", {"scheduled_at": "2036-06-20T08:00Z"})
    git(anna.root, "push", "--quiet", "--force", "origin", f"{older}:refs/heads/{branch}")
    for _ in range(2):
        assert anna.run("apply", "--auto-approve").code == 4, "its text is in Publer"
        assert len(anna.texts()) == made
