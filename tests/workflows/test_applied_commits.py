"""The versions of a project that git has, read without trusting them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from publer_sync.model.address import Address
from publer_sync.model.state import AppliedCheckout, State, TakenPostTreatment
from publer_sync.planning.guards.stale_checkout import CheckoutComparison
from publer_sync.planning.plan import NoticeCode, PlanOptions
from publer_sync.workflows.applied_commits import LOOKED_AT, compare_checkouts
from tests.support.git_repository import QUIET, git
from tests.support.pictures import a_picture
from tests.support.planning import a_record, a_state
from tests.support.projects import PROJECT, project_in, write_files

POST = "---\naccounts: [shop-linkedin]\nschedule: 2036-05-05 09:00\nmedia: [../media/a.png]\n---\nWords\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in a folder of a repository, with one commit."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    folder = tmp_path / "shop"
    files: dict[str, str | bytes] = {
        "publer-sync.yaml": PROJECT,
        "content/a.md": POST,
        "media/a.png": a_picture(),
    }
    committed(write_files(folder, files))
    return folder


def committed(root: Path) -> str:
    git(root.parent, "add", "--all")
    git(root, "commit", "--quiet", "--message=Posts")
    return git(root, "rev-parse", "HEAD")


def compared(root: Path, applied: str) -> CheckoutComparison:
    state = State(lineage="", workspace="", checkouts=(AppliedCheckout(applied),))
    return compare_checkouts(project_in(root), (), state, PlanOptions(), QUIET)


UNKNOWN = "f" * 40


def unseen(root: Path, *names: str, **more: Any) -> list[str]:
    """Which posts of files that no one has here are held, with an applied commit that no one has."""
    records = (
        a_record(address=Address(name, "shop-linkedin"), source=f"content/{name}.md", **more)
        for name in names
    )
    state = a_state(*records, checkouts=(AppliedCheckout(UNKNOWN),))
    return stale(compare_checkouts(project_in(root), (), state, PlanOptions(), QUIET))


def behind(root: Path, files: dict[str, str | bytes]) -> CheckoutComparison:
    """HEAD compared with a commit ahead of it that has these files too."""
    head = git(root, "rev-parse", "HEAD")
    newer = committed(write_files(root, files))
    git(root, "reset", "--quiet", "--hard", head)
    return compared(root, newer)


def stale(found: CheckoutComparison) -> list[str]:
    return [str(address) for each in found.stale for address in sorted(each.addresses)]


def test_another_picture_makes_a_post_stale(root: Path) -> None:
    assert stale(behind(root, {"media/a.png": a_picture("green")})) == ["a@shop-linkedin"]


def test_files_that_no_post_uses_make_none_stale(root: Path) -> None:
    others: dict[str, str | bytes] = {
        "README.md": "New.\n",
        "content/README.md": "New.\n",
        "media/b.png": a_picture(),
    }
    found = behind(
        root, {**others, "content/a.md": POST.replace("---\nWords", "# Later\n---\nWords")}
    )
    assert (found.stale, found.behind) == ((), ())


def test_another_project_in_the_repository_does_not_matter(root: Path) -> None:
    other = root.parent / "other"
    found = behind(root, {"../other/content/a.md": POST, "../other/publer-sync.yaml": PROJECT})
    assert (found.stale, other.exists()) == ((), False)


def test_an_unrelated_history_has_no_merge_base(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "--quiet", "--orphan", "other")
    (root / "content/a.md").rename(root / "content/b.md")
    applied = committed(root)
    git(root, "checkout", "--quiet", before)
    assert stale(compared(root, applied)) == ["b@shop-linkedin"]


def test_a_link_stands_for_what_it_leads_to(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(POST)
    head = git(root, "rev-parse", "HEAD")
    write_files(root, {"shared/real.md": POST})
    (root / "content/inside.md").symlink_to("../shared/real.md")
    (root / "content/outside.md").symlink_to(tmp_path / "secret.md")
    newer = committed(root)
    git(root, "reset", "--quiet", "--hard", head)
    assert stale(compared(root, newer)) == ["inside@shop-linkedin"]


def test_a_tree_cannot_write_outside_its_folder(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """git refuses such names in a work tree, but a commit that was fetched may have them."""
    blob = git(root, "rev-parse", "HEAD:shop/content/a.md")
    entries = f"100644 blob {blob}\ta.md\n"
    hostile = made(root, entries)
    for name in ("..", "..", "content", "shop"):
        hostile = made(root, f"040000 tree {hostile}\t{name}\n")
    commit = git(root, "commit-tree", hostile, "-p", "HEAD", "-m", "Hostile")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    compared(root, commit)
    assert list(temporary.iterdir()) == []


def made(root: Path, entries: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), "mktree"],
        input=entries,
        env=QUIET,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("commit", ["f" * 40, "f" * 64])
def test_a_commit_that_nobody_has_is_a_notice(root: Path, commit: str) -> None:
    found = compared(root, commit)
    assert [notice.code for notice in found.notices] == [NoticeCode.CHECKOUT_UNKNOWN]
    assert found.settled == (AppliedCheckout(commit),), "the next apply is compared with this one"


def test_what_is_no_commit_is_a_notice_too(root: Path) -> None:
    found = compared(root, git(root, "rev-parse", "HEAD:shop/content/a.md"))
    assert [notice.code for notice in found.notices] == [NoticeCode.CHECKOUT_UNKNOWN]


def test_outside_a_repository_nothing_is_asked(root: Path) -> None:
    shutil.rmtree(root.parent / ".git")
    state = State(lineage="", workspace="", checkouts=(AppliedCheckout("f" * 40),))
    found = compare_checkouts(project_in(root), (), state, PlanOptions(), os.environ)
    assert found == CheckoutComparison()


def test_in_a_folder_of_the_repository_removed_files_are_known(root: Path) -> None:
    (root / "content/a.md").unlink()
    assert unseen(root, "a", "b") == ["b@shop-linkedin"], "not committed"
    committed(root)
    assert unseen(root, "a", "b") == ["b@shop-linkedin"]


def test_a_post_that_was_taken_to_be_deleted_is_not_held(root: Path) -> None:
    assert unseen(root, "b", taken=TakenPostTreatment.TO_DELETE) == []


def test_only_the_latest_versions_of_a_file_are_read(root: Path) -> None:
    for number in range(LOOKED_AT + 1):
        assert (unseen(root, "a") == []) == (number < LOOKED_AT)
        other = POST.replace("shop-linkedin", "shop-x")
        write_files(root, {"content/a.md": f"{other}{number}\n"})
        committed(root)
