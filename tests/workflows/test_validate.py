"""Everything that is wrong with the files is said in one run."""

from __future__ import annotations

from pathlib import Path

from tests.support.pictures import a_picture
from tests.support.projects import shown
from tests.support.world import a_world


def test_a_broken_time_does_not_hide_a_text_that_is_too_long(tmp_path: Path) -> None:
    text = "word " * 60
    world = a_world(
        tmp_path,
        {"content/long.md": f"---\naccounts: [shop-x]\nschedule: tomorrow\n---\n{text}\n"},
    )
    rules = [found.rule for found in world.validate().diagnostics]
    assert rules == ["bad-time", "text-length"]


def test_problems_of_all_files_are_reported(tmp_path: Path) -> None:
    broken = "---\naccounts: [shop-y]\nschedule: 2036-05-05 09:00\n---\nHello\n"
    world = a_world(tmp_path, {"content/a.md": broken, "content/b.md": broken})
    assert shown(world.validate().diagnostics) == [
        "content/a.md:2:12 unknown-account: there is no account or group `shop-y`",
        "content/b.md:2:12 unknown-account: there is no account or group `shop-y`",
    ]


def test_media_are_looked_into_and_said_once_for_all_accounts(tmp_path: Path) -> None:
    post = (
        "---\naccounts: [shop-x, shop-linkedin]\nschedule: 2036-05-05 09:00\nmedia:\n"
        "  - {file: ../media/box.png, alt: A red box}\n"
        "  - {file: ../media/tea.jpg, alt: A cup of tea}\n---\nHello\n"
    )
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    files: dict[str, str | bytes] = {
        "content/a.md": post,
        "media/box.png": pointer,
        "media/tea.jpg": a_picture(),
    }
    world = a_world(tmp_path, files)
    assert shown(world.validate().diagnostics) == [
        "content/a.md:5:5 media-unreadable: `media/box.png`: the file is a Git LFS pointer,"
        " not the content itself",
        "content/a.md:6:5 media-misnamed: `media/tea.jpg` is named jpg, but its content is PNG",
    ]
