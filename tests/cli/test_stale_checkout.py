"""Two clones of one repository: one that is behind does not undo what the other applied."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.test_shared_state import at
from tests.support.git_repository import bare_repository, clone, git
from tests.support.projects import PROJECT, write_files
from tests.support.shop import Shop

DAYS = {"one": 4, "two": 5, "three": 6, "four": 7, "five": 8, "six": 9}


def post(name: str, words: str = "") -> dict[str, str]:
    """The file of a post."""
    text = f"---\naccounts: [shop-linkedin]\nschedule: 2036-05-0{DAYS[name]} 09:00\n---\n"
    return {f"content/{name}.md": f"{text}{words or f'Post {name}.'}\n"}


@pytest.fixture
def anna(shop: Shop, tmp_path: Path) -> Shop:
    """A clone with four posts, pushed and applied."""
    origin = bare_repository(tmp_path / "server/posts.git")
    desk = clone(origin, tmp_path / "anna")
    posts = post("one") | post("two") | post("three") | post("four")
    write_files(desk, {"publer-sync.yaml": f"{PROJECT}state: git\n"} | posts)
    anna = at(shop, desk)
    pushed(anna)
    anna.applied()
    return anna


@pytest.fixture
def ben(anna: Shop, tmp_path: Path) -> Shop:
    """A clone that is up to date with that, and with nothing that comes later."""
    return at(anna, clone(tmp_path / "server/posts.git", tmp_path / "ben"))


def committed(desk: Shop, files: dict[str, str] | None = None) -> str:
    desk.write(files or {})
    git(desk.root, "add", "--all")
    # Equal files, words and seconds would make the commits of two desks one.
    git(desk.root, "commit", "--quiet", "--allow-empty", f"--message=Posts of {desk.root.name}")
    return git(desk.root, "rev-parse", "HEAD")


def pushed(desk: Shop, files: dict[str, str] | None = None) -> str:
    commit = committed(desk, files)
    git(desk.root, "push", "--quiet", "origin", "HEAD")
    return commit


def words(desk: Shop) -> list[str]:
    return [text for _, text in desk.texts()]


def held(desk: Shop, *options: str) -> dict[str, str]:
    """The addresses that a plan holds because of the checkout, with the action."""
    plan = json.loads(desk.run("plan", "--format", "json", *options).out)
    codes = {"stale_checkout", "unknown_commit"}
    stale = (c for c in plan["changes"] if c["held"] and c["held"]["code"] in codes)
    return {change["address"]: change["action"] for change in stale}


def notices(desk: Shop) -> list[str]:
    plan = json.loads(desk.run("plan", "--format", "json").out)
    return [w["code"] for w in plan["warnings"] if w["code"].startswith("checkout")]


def test_a_post_of_a_newer_commit_is_not_deleted(anna: Shop, ben: Shop) -> None:
    newer = pushed(anna, post("five"))
    anna.applied()
    committed(ben, post("six"))
    plan = ben.run("plan")
    assert "1 held" in plan.out and newer[:12] in plan.out and "git pull" in plan.out, plan
    assert held(ben) == {"five@shop-linkedin": "delete"}
    done = ben.run("apply", "--auto-approve")
    assert done.code == 4, done
    assert {"Post five.", "Post six."} <= set(words(ben)), "and the other changes went on"


def test_what_is_held_for_one_reason_is_explained_once(anna: Shop, ben: Shop) -> None:
    newer = pushed(anna, post("five") | post("six"))
    anna.applied()
    plan = ben.run("plan").out
    assert "text    Post five.\n" in plan, "what would go is shown"
    assert (plan.count("`git pull`"), plan.count("--allow stale-checkout")) == (1, 1)
    for format_ in ("text", "markdown"):
        said = ben.run("plan", "--format", format_).out
        assert "removed from the files" not in said, "no one here did that"
    done = ben.run("-q", "apply", "--auto-approve")
    assert done.out.startswith(
        "  ! five@shop-linkedin  delete held\n  ! six@shop-linkedin  delete held\n"
    )
    assert (done.out.count(newer[:12]), done.out.count("--allow stale-checkout")) == (1, 1)


def test_what_a_newer_commit_took_back_is_not_made_again(anna: Shop, ben: Shop) -> None:
    (anna.root / "content/one.md").unlink()
    pushed(anna)
    anna.applied()
    assert held(ben) == {"one@shop-linkedin": "create"}
    assert ben.run("apply", "--auto-approve").code == 4
    assert "Post one." not in words(ben)


def test_what_a_newer_commit_changed_is_not_changed_back(anna: Shop, ben: Shop) -> None:
    later = post("two")["content/two.md"].replace("05-05", "05-15")
    pushed(anna, post("one", "Better words.") | {"content/two.md": later})
    anna.applied()
    assert held(ben) == {"one@shop-linkedin": "update", "two@shop-linkedin": "replace"}
    assert ben.run("apply", "--auto-approve").code == 4
    assert "Better words." in words(ben)


def test_the_guard_can_be_lifted(anna: Shop, ben: Shop, tmp_path: Path) -> None:
    pushed(anna, post("five"))
    anna.applied()
    assert held(ben, "--allow", "stale-checkout") == {}
    saved = str(tmp_path / "plan.json")
    assert ben.run("plan", "--allow", "stale-checkout", "--out", saved).code == 0
    assert ben.run("apply", saved).code == 0
    assert "Post five." not in words(ben)
    assert held(anna) == {}, (
        "the newest commit has been applied over, so that its files count again"
    )


def test_after_a_pull_all_is_well(anna: Shop, ben: Shop) -> None:
    pushed(anna, post("five"))
    anna.applied()
    committed(ben, post("six"))
    git(ben.root, "pull", "--quiet", "--no-rebase", "origin", "main")
    assert (held(ben), notices(ben)) == ({}, [])
    ben.applied()
    assert {"Post five.", "Post six."} <= set(words(ben))


@pytest.mark.parametrize("merged", ["squash", "rebase"])
def test_a_branch_that_main_has_under_other_commits_is_no_alarm(
    anna: Shop, ben: Shop, merged: str
) -> None:
    git(anna.root, "switch", "--quiet", "--create", "topic")
    pushed(anna, post("five") | post("one", "Better words."))
    anna.applied()
    committed(ben, post("two", "Of main."))
    git(ben.root, "fetch", "--quiet", "origin")
    if merged == "squash":
        git(ben.root, "merge", "--quiet", "--squash", "origin/topic")
        committed(ben)
    else:
        git(ben.root, "cherry-pick", "origin/topic")
    assert (held(ben), notices(ben)) == ({}, [])
    ben.applied()
    (ben.root / "content/five.md").unlink()
    committed(ben)
    assert held(ben) == {}, "it was applied, and may be taken back"


def test_both_sides_of_a_fork_are_remembered(anna: Shop, ben: Shop, tmp_path: Path) -> None:
    pushed(anna, post("five"))
    anna.applied()
    git(ben.root, "switch", "--quiet", "--create", "topic")
    pushed(ben, post("six"))
    assert ben.run("apply", "--auto-approve").code == 4
    assert held(anna) == {"six@shop-linkedin": "delete"}
    carl = at(anna, clone(tmp_path / "server/posts.git", tmp_path / "carl", "--branch=topic"))
    committed(carl, post("one", "Better words."))
    assert held(carl) == {"five@shop-linkedin": "delete"}, (
        "ben's apply is no reason to forget anna's"
    )


def test_what_both_changed_goes_on(anna: Shop, ben: Shop) -> None:
    pushed(anna, post("one", "Words of Anna."))
    anna.applied()
    committed(ben, post("one", "Words of Ben."))
    assert held(ben) == {}
    ben.applied()
    assert "Words of Ben." in words(ben)


def test_defaults_here_do_not_bring_back_an_older_text(anna: Shop, ben: Shop) -> None:
    pushed(anna, post("one", "Better words."))
    anna.applied()
    committed(ben, {"content/_defaults.yaml": "labels: [Summer]\n"})
    assert list(held(ben)) == ["one@shop-linkedin"]


def test_media_and_defaults_of_a_newer_commit(anna: Shop, ben: Shop) -> None:
    pushed(anna, {"content/_defaults.yaml": "comments: [More at example.com]\n"})
    anna.applied()
    assert len(held(ben)) == 4


def test_a_renamed_entry_stays_renamed(anna: Shop, ben: Shop) -> None:
    git(anna.root, "mv", "content/one.md", "content/first.md")
    pushed(anna)
    anna.applied()
    assert list(held(ben)) == ["one@shop-linkedin"]
    assert words(anna).count("Post one.") == 1


def test_nothing_is_asked_about_files_that_were_not_committed(anna: Shop, ben: Shop) -> None:
    anna.write(post("five"))
    anna.applied()
    state = json.loads(anna.run("state", "pull").out)
    assert state["checkouts"][-1]["is_dirty"] is True
    assert (held(ben), notices(ben)) == ({}, [])
    assert "five@shop-linkedin" in ben.run("plan").out


@pytest.mark.parametrize("is_pushed", [True, False])
def test_a_checkout_behind_uncommitted_files_says_that_it_cannot_tell(
    anna: Shop, ben: Shop, is_pushed: bool
) -> None:
    newer = (pushed if is_pushed else committed)(anna, post("five"))
    anna.write(post("six"))
    anna.applied()
    plan = ben.run("plan")
    assert "files that were not committed" in " ".join(plan.out.split()) and newer[:12] in plan.out
    assert (held(ben), notices(ben)) == ({}, ["checkout_uncommitted"])
    assert notices(anna) == [], "the same person goes on"
    assert "not committed" not in ben.run("plan", "--allow", "stale-checkout").out
    git(anna.root, "push", "--quiet", "origin", "HEAD")
    git(ben.root, "pull", "--quiet", "origin", "main")
    assert notices(ben) == []


def test_a_shallow_clone_ahead_of_uncommitted_files_says_what_is_missing(
    anna: Shop, tmp_path: Path
) -> None:
    anna.write(post("five"))
    anna.applied()
    pushed(anna)
    shallow = at(anna, clone(tmp_path / "server/posts.git", tmp_path / "shallow", "--depth=1"))
    assert notices(shallow) == ["checkout_shallow"]
    git(shallow.root, "fetch", "--quiet", "--unshallow")
    assert notices(shallow) == []


def test_files_beside_the_project_do_not_count_as_uncommitted(anna: Shop) -> None:
    anna.write({"notes.txt": "To do.\n", "media/draft.png": "no picture"})
    anna.applied()
    assert "is_dirty" not in anna.run("state", "pull").out


def test_a_commit_that_is_not_known_is_fetched_and_no_ref_is_written(anna: Shop, ben: Shop) -> None:
    newer = pushed(anna, post("five"))
    anna.applied()
    git(ben.root, "config", "--add", "remote.origin.fetch", "+refs/*:refs/mirror/*")
    before = git(ben.root, "for-each-ref"), sorted(p.name for p in (ben.root / ".git").iterdir())
    assert held(ben, "--offline") == {"five@shop-linkedin": "delete"}
    after = git(ben.root, "for-each-ref"), sorted(p.name for p in (ben.root / ".git").iterdir())
    assert after == before
    assert git(ben.root, "cat-file", "-t", newer) == "commit"


def test_a_commit_that_was_never_pushed_is_said(anna: Shop, ben: Shop) -> None:
    newer = committed(anna, post("five"))
    anna.applied()
    plan = ben.run("plan")
    assert (notices(ben), plan.code) == (["checkout_unknown"], 0)
    said = " ".join(plan.out.split())
    assert f"git cannot fetch the applied commit: {newer[:12]}" in said
    assert "squashed or rebased, nothing needs to be done: the next apply ends this note" in said
    assert held(ben) == {"five@shop-linkedin": "delete"}
    committed(ben, post("six") | post("one", "Better words."))
    assert ben.run("apply", "--auto-approve").code == 4
    assert {"Post five.", "Post six.", "Better words."} <= set(words(ben)), "the others went on"
    git(anna.root, "push", "--quiet", "origin", "HEAD:refs/heads/topic")
    git(ben.root, "pull", "--quiet", "--no-rebase", "origin", "topic")
    assert (held(ben), notices(ben)) == ({}, [])


def never_pushed(anna: Shop) -> None:
    """A commit of Anna was applied that is on no server, and has nothing new."""
    committed(anna)
    anna.applied()


def test_what_was_removed_here_is_deleted_whatever_is_unknown(anna: Shop, ben: Shop) -> None:
    never_pushed(anna)
    (ben.root / "content/one.md").unlink()
    (ben.root / "content/two.md").unlink()
    assert (held(ben), notices(ben)) == ({}, ["checkout_unknown"]), "not committed"
    committed(ben)
    assert held(ben) == {}
    ben.applied()
    assert not {"Post one.", "Post two."} & set(words(ben))
    assert notices(ben) == [], "it is not asked about again"


def test_a_squash_of_commits_that_the_server_lost_is_no_alarm(anna: Shop, ben: Shop) -> None:
    committed(anna, post("five"))
    anna.applied()
    committed(ben, post("five"))
    (ben.root / "content/five.md").unlink()
    committed(ben)
    assert (held(ben), notices(ben)) == ({}, ["checkout_unknown"])


def test_a_removal_that_a_merge_brought_is_no_alarm(anna: Shop, ben: Shop) -> None:
    never_pushed(anna)
    (ben.root / "content/one.md").unlink()
    committed(ben)
    git(ben.root, "switch", "--quiet", "--create", "topic", "HEAD~2")
    committed(ben, post("six"))
    git(ben.root, "merge", "--quiet", "--no-edit", "main")
    assert held(ben) == {}, "neither side of the merge has the file, and one of them removed it"


BOTH = "---\naccounts: [shop-linkedin, shop-x]\nschedule: 2036-05-04 09:00\n---\nPost one.\n"


def test_an_account_that_no_version_here_has_is_not_deleted(anna: Shop, ben: Shop) -> None:
    committed(anna, {"content/one.md": BOTH})
    anna.applied()
    assert held(ben) == {"one@shop-x": "delete"}


def test_an_account_that_was_removed_here_is_deleted(anna: Shop, ben: Shop) -> None:
    committed(anna, {"content/one.md": BOTH})
    anna.applied()
    committed(ben, {"content/one.md": BOTH})
    committed(ben, post("one"))
    assert (held(ben), notices(ben)) == ({}, ["checkout_unknown"])


def test_a_history_that_was_written_anew_is_no_alarm(anna: Shop, ben: Shop) -> None:
    never_pushed(anna)
    git(ben.root, "commit", "--quiet", "--amend", "--message=Again")
    (ben.root / "content/one.md").unlink()
    committed(ben)
    assert (held(ben), notices(ben)) == ({}, ["checkout_unknown"])


def test_an_unknown_commit_can_be_overruled(anna: Shop, ben: Shop) -> None:
    committed(anna, post("five"))
    anna.applied()
    assert held(ben, "--offline") == {"five@shop-linkedin": "delete"}
    assert ben.run("apply", "--auto-approve", "--allow", "stale-checkout").code == 0
    assert ("Post five." in words(ben), notices(ben)) == (False, [])


def test_a_shallow_clone_says_that_it_cannot_tell(anna: Shop, tmp_path: Path) -> None:
    shallow = at(anna, clone(tmp_path / "server/posts.git", tmp_path / "shallow", "--depth=1"))
    assert notices(shallow) == [], "it stands on what was applied"
    pushed(anna, post("five"))
    anna.applied()
    assert notices(shallow) == ["checkout_shallow"]
    git(shallow.root, "fetch", "--quiet", "--unshallow")
    assert list(held(shallow)) == ["five@shop-linkedin"]


def test_a_shallow_apply_takes_the_place_of_what_it_cannot_compare(
    anna: Shop, tmp_path: Path
) -> None:
    for name in ("five", "six"):
        commit = pushed(anna, post(name))
        runner = at(anna, clone(tmp_path / "server/posts.git", tmp_path / name, "--depth=1"))
        runner.applied()
        state = json.loads(runner.run("state", "pull").out)
        assert state["checkouts"] == [{"commit": commit}]


def test_a_part_that_is_applied_does_not_forget_what_was_applied_before(
    anna: Shop, ben: Shop
) -> None:
    pushed(anna, post("five"))
    anna.applied()
    committed(ben, post("six"))
    options = ("--target", "six", "--allow", "stale-checkout")
    assert ben.run("apply", "--auto-approve", *options).code == 0
    assert held(ben) == {"five@shop-linkedin": "delete"}


def test_open_writes_of_a_newer_commit_are_not_given_up(anna: Shop, ben: Shop) -> None:
    pushed(anna, post("five"))
    anna.fault(method="POST", path="/posts/schedule", kind="drop_after", count=1)
    anna.fault(method="GET", path="/posts", kind="status:403", nth=5, count=99)
    assert anna.run("apply", "--auto-approve").code == 1
    assert len(json.loads(anna.run("state", "pull").out)["intents"]) == 1
    anna.control("DELETE", "faults")
    ben.run("apply", "--auto-approve", now="2036-05-01T09:00Z")
    anna.run("apply", "--auto-approve", now="2036-05-01T10:00Z")
    assert words(anna).count("Post five.") == 1
    assert anna.run("plan", "--detailed-exitcode", now="2036-05-01T10:00Z").code == 0


def test_a_version_with_errors_is_compared_file_by_file(anna: Shop, ben: Shop) -> None:
    pushed(anna, {"content/broken.md": "---\naccounts: [\n"})
    git(ben.root, "pull", "--quiet", "origin", "main")
    (anna.root / "content/broken.md").unlink()
    pushed(anna, post("five"))
    anna.applied()
    (ben.root / "content/broken.md").unlink()
    assert held(ben) == {"five@shop-linkedin": "delete"}


def test_a_local_state_knows_the_branches_of_its_clone(anna: Shop) -> None:
    anna.write({"publer-sync.yaml": PROJECT, ".gitignore": ".publer-sync\n"})
    shutil.rmtree(anna.root / ".publer-sync", ignore_errors=True)
    committed(anna)
    anna.applied()
    git(anna.root, "switch", "--quiet", "--create", "topic")
    committed(anna, post("five"))
    anna.applied()
    git(anna.root, "switch", "--quiet", "main")
    assert held(anna) == {"five@shop-linkedin": "delete"}


AFTER_FIVE = "2036-05-08T12:00+02:00"


def test_a_published_post_of_a_branch_that_was_given_up_stays_recorded(
    anna: Shop, ben: Shop
) -> None:
    pushed(anna, post("five"))
    anna.applied()
    anna.control("POST", "clock", {"now": AFTER_FIVE})
    for _ in range(2):
        done = ben.run("apply", "--auto-approve", now=AFTER_FIVE)
        assert (done.code, "checkout" in done.out) == (0, False), done
    assert "five@shop-linkedin" in json.loads(ben.run("state", "pull").out)["posts"]


def test_drift_is_not_about_the_checkout(anna: Shop, ben: Shop) -> None:
    pushed(anna, post("five"))
    anna.applied()
    done = ben.run("drift", "--detailed-exitcode")
    assert (done.code, "checkout" in done.out) == (0, False), done
