"""Whatever happens to the files, nothing is deleted in Publer before someone says so."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.projects import write_project
from tests.support.shop import Shop

POSTS = {
    f"content/week-{week}/{day}.md": f"---\naccounts: [shop-linkedin]\nschedule: 2036-05-{week}{day} 09:00\n"
    f"---\nWords of day {day} in week {week}\n"
    for week in (1, 2)
    for day in range(1, 6)
}  # fmt: skip


@pytest.fixture
def stocked(shop: Shop) -> Shop:
    shop.write(POSTS)
    assert shop.run("apply", "--auto-approve").code == 0
    return shop


def git(root: Path, *words: str) -> None:
    name = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *name, "-C", str(root), *words], check=True, capture_output=True)


def sparse(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "content", "publer-sync.yaml")
    git(root, "commit", "-qm", "Posts")
    git(root, "sparse-checkout", "set", "--no-cone", "/*", "!/content/week-1/1.md")


def emptied(root: Path) -> None:
    shutil.rmtree(root / "content")
    (root / "content").mkdir()


def moved_away(root: Path) -> None:
    (root / "content").rename(root / "elsewhere")


def mostly_gone(root: Path) -> None:
    shutil.rmtree(root / "content/week-1")


def other_content(root: Path) -> None:
    (root / "other").mkdir()
    (root / "other/launch.md").write_text((root / "content/launch.md").read_text())
    with (root / "publer-sync.yaml").open("a") as file:
        file.write("content: other\n")


def all_invalid(root: Path) -> None:
    for file in (root / "content").rglob("*.md"):
        file.write_text("---\naccounts: [no one]\n---\n")


def one_invalid(root: Path) -> None:
    shutil.rmtree(root / "content/week-1")
    (root / "content/launch.md").write_text("---\naccounts: [")


ACCIDENTS: dict[str, tuple[Callable[[Path], None], int]] = {
    "an empty folder": (emptied, 4),
    "a folder that is not there": (moved_away, 4),
    "half of the files": (mostly_gone, 4),
    "another folder": (other_content, 4),
    "a sparse checkout without one file": (sparse, 4),
    "all files invalid": (all_invalid, 1),
    "one file invalid, half of them gone": (one_invalid, 1),
}


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_nothing_is_deleted(stocked: Shop, accident: str) -> None:
    happens, code = ACCIDENTS[accident]
    before, state = stocked.texts(), stocked.state.read_bytes()
    happens(stocked.root)
    done = stocked.run("apply", "--auto-approve")
    assert done.code == code, done
    assert (stocked.texts(), stocked.state.read_bytes()) == (before, state)


def test_a_sparse_checkout_says_what_to_do(stocked: Shop) -> None:
    sparse(stocked.root)
    planned = stocked.run("plan")
    assert "content/week-1/1.md" in planned.out
    assert "git sparse-checkout disable" in planned.out
    assert stocked.run("apply", "--auto-approve", "--allow", "deletes").code == 0
    assert len(stocked.texts()) == len(POSTS) + 1


@pytest.mark.parametrize("git_dir", [".git", "/nowhere/.git"])
def test_a_sparse_checkout_is_seen_within_a_hook(
    stocked: Shop, monkeypatch: pytest.MonkeyPatch, git_dir: str
) -> None:
    """git tells its hooks where their repository is, from where they run."""
    sparse(stocked.root)
    monkeypatch.setenv("GIT_DIR", git_dir)
    monkeypatch.chdir(stocked.root.parent)
    before = stocked.texts()
    assert stocked.run("-C", str(stocked.root), "apply", "--auto-approve").code == 4
    assert stocked.texts() == before
    plan = stocked.run("-C", str(stocked.root), "plan", "--format", "json").out
    assert json.loads(plan)["basis"]["commit"]


def test_where_git_does_not_say_what_is_checked_out_nothing_is_deleted(
    stocked: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container of CI, where the folder belongs to someone else."""
    sparse(stocked.root)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    before = stocked.texts()
    done = stocked.run("apply", "--auto-approve")
    assert (done.code, "safe.directory" in done.err) == (4, True), done
    assert stocked.texts() == before


def test_a_file_that_was_removed_is_no_accident(stocked: Shop) -> None:
    git(stocked.root, "init", "-q")
    git(stocked.root, "add", "content")
    (stocked.root / "content/week-1/1.md").unlink()
    assert stocked.run("apply", "--auto-approve").code == 0


def test_another_project_does_not_know_these_posts(stocked: Shop, tmp_path: Path) -> None:
    before = stocked.texts()
    other = write_project(tmp_path / "other", {"content/new.md": next(iter(POSTS.values()))})
    stocked.run("-C", str(other), "apply", "--auto-approve")
    (other / "content/new.md").unlink()
    stocked.run("-C", str(other), "apply", "--auto-approve")
    assert stocked.texts() == before


def test_a_folder_without_a_project_is_no_project(stocked: Shop, tmp_path: Path) -> None:
    before = stocked.texts()
    (tmp_path / "nothing").mkdir()
    assert stocked.run("-C", str(tmp_path / "nothing"), "apply", "--auto-approve").code != 0
    assert stocked.texts() == before
