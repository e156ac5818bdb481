"""Where the project is."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.config.project import find_project
from publer_sync.errors import ProjectNotFoundError
from tests.support.projects import write_files, write_project


def test_the_nearest_folder_upwards(tmp_path: Path) -> None:
    write_project(tmp_path, {"content/deep/a.md": ""})
    assert find_project(tmp_path / "content/deep") == tmp_path.resolve()
    assert find_project(tmp_path) == tmp_path.resolve()


def test_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ProjectNotFoundError) as caught:
        find_project(tmp_path)
    assert caught.value.what == "There is no publer-sync.yaml here."
    assert "publer-sync init" in (caught.value.hint_text() or "")


def test_another_suffix_is_pointed_out(tmp_path: Path) -> None:
    write_files(tmp_path, {"publer-sync.yml": "version: 1"})
    with pytest.raises(ProjectNotFoundError) as caught:
        find_project(tmp_path)
    assert caught.value.hint == f"rename {tmp_path.resolve()}/publer-sync.yml to publer-sync.yaml"
