"""Markdown to the blocks of an article."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.content.article import Picture, is_too_deep, parts_of

KINDS = {"paragraph", "header", "list", "quote", "code", "table", "delimiter", "html"}


def blocks(markdown: str) -> list[tuple[str, Any]]:
    return [(p.block.type, dict(p.block.data)) for p in parts_of(markdown) if p.block]


@pytest.mark.parametrize(
    ("markdown", "kind", "data"),
    [
        ("One\nline.", "paragraph", {"text": "One line."}),
        ("One  \nTwo", "paragraph", {"text": "One<br>Two"}),
        (
            "*a* **b** ~~c~~ `d` [e](https://e.com)",
            "paragraph",
            {
                "text": "<em>a</em> <strong>b</strong> <s>c</s> <code>d</code> "
                '<a href="https://e.com">e</a>'
            },
        ),
        ("1 < 2 & <b>3</b>", "paragraph", {"text": "1 &lt; 2 &amp; <b>3</b>"}),
        ("## How *it* is", "header", {"text": "How <em>it</em> is", "level": 2}),
        ("Title\n=====", "header", {"text": "Title", "level": 1}),
        ("- one\n- *two*", "list", {"style": "unordered", "items": ["one", "<em>two</em>"]}),
        ("1. one\n2. two", "list", {"style": "ordered", "items": ["one", "two"]}),
        (
            "- one\n  1. a\n  2. b\n- two",
            "list",
            {
                "style": "unordered",
                "items": ["one\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>", "two"],
            },
        ),
        ("- one\n\n- two", "list", {"style": "unordered", "items": ["one", "two"]}),
        (
            "3. three\n4. four",
            "html",
            {"html": '<ol start="3"><li>three</li>\n<li>four</li></ol>'},
        ),
        ("> Said *so*.", "quote", {"text": "Said <em>so</em>."}),
        ("> One.\n>\n> Two.", "quote", {"text": "<p>One.</p>\n<p>Two.</p>"}),
        ("```python\nprint(1 < 2)\n```", "code", {"code": "print(1 < 2)"}),
        ("    indented\n    code", "code", {"code": "indented\ncode"}),
        (
            "| Jam | Jars |\n|---|--:|\n| *Fig* | 12 |",
            "table",
            {"withHeadings": True, "content": [["Jam", "Jars"], ["<em>Fig</em>", "12"]]},
        ),
        ("---", "delimiter", {}),
        ('<div class="x">\n*raw*\n</div>', "html", {"html": '<div class="x">\n*raw*\n</div>'}),
    ],
)
def test_each_kind_of_block(markdown: str, kind: str, data: dict[str, object]) -> None:
    assert blocks(markdown) == [(kind, data)]


def test_an_article_keeps_its_order_and_knows_its_lines() -> None:
    parts = list(parts_of("# Baskets\n\nWillow.\n\n- one\n- two\n\n***\n\nEnd.\n"))
    assert [(part.line, part.block and part.block.type) for part in parts] == [
        (0, "header"),
        (2, "paragraph"),
        (4, "list"),
        (7, "delimiter"),
        (9, "paragraph"),
    ]


def test_notes_are_no_blocks() -> None:
    assert blocks("<!-- later -->\n\nNow.") == [("paragraph", {"text": "Now."})]


def test_pictures_that_stand_alone() -> None:
    parts = list(parts_of('Hi.\n\n![A *red* box](a.png "New")\n![](my%20b.png)\n'))
    assert [part.picture for part in parts[1:]] == [
        Picture("a.png", "A red box", "New", 2),
        Picture("my%20b.png", None, None, 3),
    ]
    assert not any(part.block for part in parts[1:])


@pytest.mark.parametrize(
    "markdown",
    [
        "See ![x](a.png)",
        "- ![x](a.png)",
        "> ![x](a.png)",
        "# ![x](a.png)",
        "[![x](a.png)](https://e.com)",
        "|a|\n|-|\n|![x](a.png)|",
    ],
)
def test_pictures_amid_a_text_are_told(markdown: str) -> None:
    (part,) = parts_of(markdown)
    assert [picture.source for picture in part.embedded] == ["a.png"]


def test_what_is_nested_too_deeply_is_told() -> None:
    assert not is_too_deep("> " * 50 + "deep")
    assert is_too_deep("> " * 200 + "lost")


@given(st.text(alphabet=" \n\t>#-*+_`~|![]()<>:1.ab\"'\\&=\x00é😀", max_size=80))
def test_any_text_is_an_article(markdown: str) -> None:
    for part in parts_of(markdown):
        assert (part.block is None) == (part.picture is not None)
        assert 0 <= part.line <= markdown.count("\n")
        if part.block:
            assert part.block.type in KINDS
