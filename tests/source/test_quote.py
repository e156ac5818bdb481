"""What a message quotes of a user's words."""

from __future__ import annotations

from pathlib import Path

from publer_sync.source.locate import brief
from tests.support.projects import content_of


def test_short_words_stay() -> None:
    assert brief("shop-x") == "shop-x"


def test_long_words_are_cut() -> None:
    assert brief("x" * 70_000) == "x" * 120 + "…"


def test_a_name_of_70000_characters_does_not_fill_the_terminal(tmp_path: Path) -> None:
    entry = (
        f"accounts: [{'x' * 70_000}]\n? {'y' * 70_000}\n: 1\nschedule: 2036-12-01 09:00\ntext: Hi\n"
    )
    found = content_of(tmp_path, {"content/p.yaml": entry}).diagnostics
    assert [one.rule for one in found] == ["unknown-account", "unknown-key"]
    assert all(len(one.message) < 200 for one in found)
