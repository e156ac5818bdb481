"""Lines are set to a width that counts what a terminal shows, not characters."""

from __future__ import annotations

import subprocess
import sys

from publer_sync.render.diagnostics.text import summary
from publer_sync.render.text.page import Piece, Style, TextPage, cells, fit
from tests.support.findings import FINDINGS


def page(*pieces: Piece | str, width: int = 40, color: bool = False, hang: int = 0) -> list[str]:
    sheet = TextPage(color=color, width=width)
    sheet.line(*pieces, hang=hang)
    return sheet.text().split("\n")


def test_words_wrap_and_later_lines_hang() -> None:
    lines = page("one two three four five six seven eight nine ten", hang=4)
    assert lines == ["one two three four five six seven eight", "    nine ten"]


def test_a_word_that_is_too_long_stays_whole() -> None:
    link = "https://example.com/" + "x" * 60
    assert page(f"see {link} now") == ["see", link, "now"]


def test_wide_characters_count_twice_and_may_be_parted() -> None:
    lines = page("日本語" * 10)
    assert [cells(line) for line in lines] == [40, 20]


def test_pieces_that_touch_are_one_word() -> None:
    lines = page("x" * 35 + " ", Piece("[-old-]", Style.RED), Piece("{+new+}", Style.GREEN))
    assert lines == ["x" * 35, "[-old-]{+new+}"]


def test_a_style_spans_the_words_of_its_piece() -> None:
    assert page(Piece("two words", Style.RED), color=True) == ["\x1b[31mtwo words\x1b[0m"]


def test_a_cell_is_filled_or_cut() -> None:
    assert fit("ab", 4) == "ab  "
    assert fit("a long name", 8) == "a lon..."
    assert cells(fit("角の店です", 8)) == 8
    assert cells(fit("店" * 100_000, 9)) == 9


def test_summary_says_where_nothing_was_found() -> None:
    assert summary(12, 31, []) == "12 files, 31 posts: no problems."
    assert summary(14, 31, FINDINGS[:1]) == "1 error in 14 files"


def test_importing_the_renderers_does_not_load_rich() -> None:
    code = (
        "import sys, publer_sync.render.plan.text, publer_sync.render.diagnostics.text;"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
