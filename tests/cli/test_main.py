"""Arguments that are no text are a usage error, whatever the command."""

from __future__ import annotations

import subprocess

import pytest

from publer_sync.cli.main import COMMANDS
from tests.support.shop import COMMAND, Shop

STRAY = "\udcff"


@pytest.mark.parametrize(
    "words",
    [
        *([command, STRAY] for command in COMMANDS),
        [STRAY],
        [f"--now={STRAY}", "plan"],
        ["--env", f"a{STRAY}", "plan"],
        ["-C", STRAY, "validate"],
        ["plan", "--target", f"launch{STRAY}"],
        ["plan", "--out", f"plan{STRAY}.json"],
        ["state", "take", f"launch@{STRAY}", "63c675b54e299e9cf2b667ea"],
        ["state", "show", "\ud83d"],
    ],
)
def test_half_a_character_is_a_usage_error(shop: Shop, words: list[str]) -> None:
    done = shop.run(*words)
    assert (done.code, done.out) == (64, "")
    assert "is not UTF-8 text" in done.err
    assert "bug" not in done.err
    assert shop.requests() == []


def test_a_byte_that_is_no_utf_8(shop: Shop) -> None:
    done = subprocess.run(
        [*COMMAND, "plan", "--target", b"\xff"], cwd=shop.root, capture_output=True, check=False
    )
    assert done.returncode == 64
    assert b"The argument '\\udcff' is not UTF-8 text." in done.stderr


@pytest.mark.parametrize("word", ["é@shop-x", "日本@shop-x", "😀@shop-x"])
def test_any_other_character_is_text(shop: Shop, word: str) -> None:
    done = shop.run("plan", "--target", word)
    assert "is not UTF-8" not in done.err
