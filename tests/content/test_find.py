"""Which files are posts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from publer_sync.content.find import find_files
from tests.support.projects import write_files


def test_files_are_sorted_out(tmp_path: Path) -> None:
    names = [
        "b.md", "a/z.yaml", "a/b.YML", "a.markdown", "_draft.md", ".hidden.md", "_later/c.md",
        ".git/d.md", "README.md", "a/readme.md", "notes.txt", "a/post", "pic.png", "clip.mp4",
        "_defaults.yaml", "a/_defaults.yml",
    ]  # fmt: skip
    write_files(tmp_path, {f"content/{name}": "" for name in names})
    found = find_files(tmp_path, "content")
    assert found.posts == [
        "content/a.markdown",
        "content/a/b.YML",
        "content/a/z.yaml",
        "content/b.md",
    ]
    assert found.defaults == {
        "content": "content/_defaults.yaml",
        "content/a": "content/a/_defaults.yml",
    }
    assert found.skipped == ["content/a/post", "content/notes.txt"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/a.md": "", "elsewhere/b.md": ""})
    (tmp_path / "content/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content/again").symlink_to(tmp_path / "content")
    found = find_files(tmp_path, "content")
    assert found.posts == ["content/a.md"]
    assert found.skipped == ["content/again", "content/more"]


def test_no_folder_is_no_files(tmp_path: Path) -> None:
    assert find_files(tmp_path, "content").posts == []


def test_a_folder_that_cannot_be_read_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"content/a.md": "", "content/closed/b.md": ""})
    scandir = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_files(tmp_path, "content")
    assert (found.posts, found.unreadable) == (["content/a.md"], ["content/closed"])
