"""Texts with markup of their own, as readers see them."""

from __future__ import annotations

from time import process_time

import pytest

from publer_sync.model.network import Network
from publer_sync.render.preview.marked_text import as_read, words_of_html
from tests.support.builders import a_post


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>Bold</b> and <i>not</i>", "Bold and not"),
        ('See <a href="https://example.com/?a>b" title=x>here</a>.', "See here."),
        ("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"),
        ("<UL><LI>a</LI><LI>b</LI></UL>", "a\nb"),
        ("5 &lt; 6 &amp; 7 < 8, a<3 <- b", "5 < 6 & 7 < 8, a<3 <- b"),
        ("before<!-- a note -->after<!doctype html>", "beforeafter"),
        ("&lt;script&gt; <b", "<script> <b"),
    ],
)
def test_tags_go_and_words_stay(html: str, words: str) -> None:
    assert words_of_html(html) == words


@pytest.mark.parametrize(
    "unit", ["<", "<a ", '<a href="', "<a b='", "<!--", "<!", "</", "&", "<a\n", '<a "" ']
)
def test_rows_of_what_nobody_closes_take_no_time(unit: str) -> None:
    began = process_time()
    words_of_html((unit * 100_000)[:100_000])
    assert process_time() - began < 1


@pytest.mark.parametrize(
    ("mode", "text", "read"),
    [
        ("html", "<b>Fig</b> jam", "Fig jam"),
        ("markdown", "*Fig* [jam](https://example.com)", "Fig jam"),
        (None, "*Fig* <b>jam</b>", "*Fig* <b>jam</b>"),
    ],
)
def test_telegram_shows_no_markup(mode: str | None, text: str, read: str) -> None:
    options = {"parse_mode": mode} if mode else {}
    assert as_read(a_post(network=Network.TELEGRAM, text=text, options=options)) == read
