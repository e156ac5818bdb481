"""The folder `.publer-sync` lies in the project: a link of a commit must not lead out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.errors import PlanRefusedError
from publer_sync.state.backups import ensure_inside
from tests.support.shop import Shop


@pytest.mark.parametrize(
    "words",
    [
        ["plan"],
        ["apply", "--auto-approve"],
        ["status"],
        ["preview"],
        ["state", "list"],
        ["state", "rebuild", "--yes"],
        ["state", "push", "publer-sync.yaml", "--yes"],
    ],
)
def test_a_folder_that_leads_out_of_the_project_is_refused(
    shop: Shop, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (shop.root / ".publer-sync").symlink_to("../elsewhere")
    done = shop.run(*words)
    assert done.code == 4, done
    assert done.said[0] == "error: The folder .publer-sync leads out of the project."
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert shop.texts() == []


def test_a_link_that_leads_nowhere_yet_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/.publer-sync").symlink_to("../nowhere")
    with pytest.raises(PlanRefusedError):
        ensure_inside(tmp_path / "shop")


def test_a_project_that_is_reached_by_a_link_and_a_link_within_it_are_fine(tmp_path: Path) -> None:
    (tmp_path / "shop/var").mkdir(parents=True)
    (tmp_path / "shop/.publer-sync").symlink_to("var")
    (tmp_path / "link").symlink_to("shop")
    ensure_inside(tmp_path / "link")
    ensure_inside(tmp_path)
