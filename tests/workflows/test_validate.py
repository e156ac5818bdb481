"""Everything that is wrong with the files is said in one run."""

from __future__ import annotations

from pathlib import Path

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
