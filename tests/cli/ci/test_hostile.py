"""A pull request that is out for more than posts gets nothing executed, and deceives no one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.repository import Repository


def a_folder_like_a_repository(trap: Path) -> dict[str, str]:
    """A project in a folder that git would take for a bare repository, with a program as its remote."""
    return {
        "social/HEAD": "ref: refs/heads/main\n",
        "social/objects/keep": "",
        "social/refs/keep": "",
        "social/config": "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
        f'[protocol "ext"]\n\tallow = always\n[remote "origin"]\n\turl = "ext::touch {trap}"\n',
    }


@pytest.mark.parametrize("mode", ["plan", "apply"])
def test_a_folder_like_a_bare_repository_is_none(
    repository: Repository, tmp_path: Path, mode: str
) -> None:
    trap = tmp_path / "trap"
    inner = ("publer-sync.yaml", "content/launch.md")
    files = {f"social/{name}": (repository.root / name).read_text("utf-8") for name in inner}
    repository.push({**files, **a_folder_like_a_repository(trap)})
    done = repository.on_push(mode=mode, working_directory="social")
    assert not trap.exists()
    assert done.code == 1, done.log
    assert "cannot use bare repository" in done.log
    assert repository.shop.texts() == []
