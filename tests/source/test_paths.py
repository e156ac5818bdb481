"""Paths: what is inside the project, and every way to try to leave it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publer_sync.source.paths import PathError, inside, relative
from tests.support.projects import write_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_files(
        tmp_path, {"secret.png": "s", "project/media/a.png": "a", "project/content/b.md": "b"}
    )
    return tmp_path / "project"


def test_a_path_is_relative_to_the_file_that_names_it(root: Path) -> None:
    path = inside(root, "../media/a.png", folder="content")
    assert path == root.resolve() / "media/a.png"
    assert relative(root, path) == "media/a.png"


def test_a_link_to_a_file_of_the_project_is_followed(root: Path) -> None:
    (root / "content/here.png").symlink_to(root / "media/a.png")
    assert inside(root, "content/here.png") == root.resolve() / "media/a.png"


@pytest.mark.parametrize(
    ("file", "message", "outside"),
    [
        ("../secret.png", "`../secret.png` is outside the project", True),
        ("media/../../secret.png", "`media/../../secret.png` is outside the project", True),
        ("../project-twin/a.png", "`../project-twin/a.png` is outside the project", True),
        ("/etc/passwd", "`/etc/passwd` is an absolute path", True),
        ("~/a.png", "`~/a.png` is an absolute path", True),
        ("C:\\a.png", "`C:\\a.png` is a Windows path", True),
        ("C:/a.png", "`C:/a.png` is a Windows path", True),
        ("media\\a.png", "`media\\a.png` is a Windows path", True),
        ("\\\\host\\share\\a.png", "`\\\\host\\share\\a.png` is a Windows path", True),
        ("https://example.com/a.png", "`https://example.com/a.png` is a URL, not a file", False),
        ("media/b.png", "there is no file `media/b.png`", False),
        ("media", "`media` is not a file", False),
        (".", "`.` is outside the project", True),
        ("", "the path is empty", False),
        ("a\0.png", "the path is empty", False),
        ("a" * 5000, f"there is no file `{'a' * 120}…`", False),
    ],
)
def test_anything_else_is_refused(root: Path, file: str, message: str, outside: bool) -> None:
    with pytest.raises(PathError) as caught:
        inside(root, file)
    assert caught.value.what == message
    assert caught.value.outside is outside
    assert caught.value.hint


def test_a_link_out_of_the_project_is_refused(root: Path) -> None:
    (root / "media/leak.png").symlink_to(root.parent / "secret.png")
    (root / "out").symlink_to(root.parent)
    for file in ("media/leak.png", "out/secret.png"):
        with pytest.raises(PathError, match="is outside the project"):
            inside(root, file)


def test_a_link_to_itself_is_no_file(root: Path) -> None:
    (root / "loop.png").symlink_to(root / "loop.png")
    with pytest.raises(PathError, match="there is no file"):
        inside(root, "loop.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_no_file(root: Path) -> None:
    os.mkfifo(root / "pipe.png")
    with pytest.raises(PathError, match="is not a file"):
        inside(root, "pipe.png")


@pytest.mark.parametrize(
    ("file", "folder", "meant"),
    [
        ("media/A.PNG", "", "media/a.png"),
        ("A.PNG", "media", "a.png"),
        ("../media/A.PNG", "content", "../media/a.png"),
        ("./old/../media/a.jpg", "", "./old/../media/a.png"),
        ("../old/logo.png", "content", "../media/a.png"),  # a link to media/A.png
    ],
)
def test_a_near_miss_is_named_as_it_is_to_be_written(
    root: Path, file: str, folder: str, meant: str
) -> None:
    (root / "content").mkdir(exist_ok=True)
    (root / "old").mkdir()
    (root / "old/logo.png").symlink_to(root / "media/A.png")
    with pytest.raises(PathError) as caught:
        inside(root, file, folder=folder)
    assert caught.value.hint == f"did you mean `{meant}`?"
    assert inside(root, meant, folder=folder) == inside(root, "media/a.png")
