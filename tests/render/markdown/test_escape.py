"""How text of others is put into Markdown: what it looks like, and what it cannot do there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.render.markdown.escape import code, code_in_cell, fence, prose, row, sentence
from publer_sync.render.text.word_diff import brief, text_lines
from tests.support.on_github import seen

GAP = "&#8203;"
some_text = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40)
marks = st.text("a `\\|@*<>\n_", max_size=30)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("at 9:00 by Anna", "at 9:00 by Anna"),
        ("@anna and #12", f"@{GAP}anna and #{GAP}12"),
        ("GH-12", f"GH-{GAP}12"),
        ("8f3c21d4b", f"8f3c21{GAP}d4b"),
        ("https://x.com", f"https:{GAP}//x.com"),
        ("www.x.com", f"www{GAP}.x.com"),
        (":tada:", f":{GAP}tada:"),
        ("a_b * [c](d) <e> & | `", r"a\_b \* \[c\](d) &lt;e&gt; &amp; &#124; \`"),
        ("one\n\n# two", f"one #{GAP} two"),
        ("bidi \u202e", r"bidi \\u202e"),
    ],
)
def test_prose(text: str, written: str) -> None:
    assert prose(text) == written


def test_what_stands_between_backticks_is_code() -> None:
    assert sentence("unknown key `@anna`") == "unknown key `@anna`"
    assert sentence("one ` only") == r"one \` only"
    assert sentence("8f3c21``d4b8f3") == r"8f3c21\`\`d4b8f3"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "`plain`"),
        ("a`b", "`` a`b ``"),
        ("``", "``` `` ```"),
        (" a ", "`  a  `"),
        ("a\nb", r"`a\nb`"),
        ("", ""),
    ],
)
def test_code(text: str, written: str) -> None:
    assert code(text) == written


@pytest.mark.parametrize(
    ("text", "written"), [("a|b", r"`a\|b`"), (r"a\|b", r"`a\x5c\|b`"), (r"a\b", r"`a\b`")]
)
def test_code_in_a_cell(text: str, written: str) -> None:
    assert code_in_cell(text) == written


def test_a_fence_is_longer_than_what_it_holds() -> None:
    assert fence(text_lines("```\n@anna\n````")) == "`````text\n```\n@anna\n````\n`````"


def test_a_wide_line_goes_on_below() -> None:
    assert fence(text_lines("word " * 21)).split("\n")[2] == "  word word"


@given(some_text)
def test_code_shows_the_text(text: str) -> None:
    shown = seen(f"x {code(text)} y")
    if text.isprintable() and text:
        assert shown.code == [text]


@given(marks)
def test_a_fence_shows_the_text(text: str) -> None:
    words = "".join(seen(f"x\n\n{fence(text_lines(text))}\n\ny").code)
    assert [line.strip() for line in words.strip("\n").split("\n")] == [
        line.strip() for line in text.strip(" \n").split("\n")
    ] or not words.strip()


@given(marks, marks)
def test_a_table_keeps_its_cells(one: str, two: str) -> None:
    head = [row(["A", "B"]), row(["---", "---"])]
    shown = seen("\n".join([*head, row([code_in_cell(one) or "-", prose(two)]), row(["x", "y"])]))
    assert [len(cells) for cells in shown.rows] == [2, 2, 2]
    assert shown.rows[2] == ["x", "y"]


@given(st.text(max_size=80), st.integers(1, 30))
def test_brief_is_the_beginning(text: str, most: int) -> None:
    short = brief(text, most)
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_brief_cuts_no_character() -> None:
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert brief(f"a{family}{family}b", 2) == f"a{family}…"
    assert brief("e\u0301" * 10, 10) == "e\u0301" * 10
