"""Texts in three grades, hostile texts, and harmless neighbours that must not match."""

from __future__ import annotations

import unicodedata

import pytest

from publer_sync.identity.text import TextMatch, compare_texts
from publer_sync.model.plain_text import normal_form

EXACT = [("Open\r\non Monday ", "Open\non Monday"), ("", None), ("\n Hi", "Hi\n\n")]
NORMAL = [
    pytest.param("Café cre\u0300me", unicodedata.normalize("NFC", "Cafe\u0301 crème"), id="NFC"),
    pytest.param("One  \ntwo", "One\ntwo", id="blanks at line ends"),
    pytest.param("One\n\n\n\ntwo", "One\n\ntwo", id="folded blank lines"),
    pytest.param('Tom & Jerry: "<3"', "Tom &amp; Jerry: &quot;&lt;3&quot;", id="entities"),
    pytest.param("It's", "It&#39;s", id="numeric entity"),
    pytest.param("Write &amp; here", "Write &amp;amp; here", id="an entity in the file, escaped"),
    pytest.param("A\u200bB \ufeff", "AB", id="zero-width"),
    pytest.param("I \u2764\ufe0f it", "I \u2764 it", id="variation selector"),
]
LOOSE = [
    pytest.param("See https://example.com/a.", "See https://bit.ly/x1.", id="short link"),
    pytest.param("{Hi|Hello} all", "Hello all", id="spintax"),
    pytest.param("{Hi|Good {day|morning}}!", "Good morning!", id="spintax in spintax"),
    pytest.param("{A|B}: https://example.com/a", "B: https://t.co/q", id="spintax and link"),
    pytest.param("Open today", "Open today\n\n#shop #rome", id="hashtags"),
    pytest.param("Use {braces} here", "Use {braces} here #x", id="braces without a choice"),
]
NONE = [
    pytest.param(
        "New episode: https://example.com/1", "New episode: https://example.com/2", id="two links"
    ),
    pytest.param(
        "New episode: https://bit.ly/1", "New episode: https://bit.ly/2", id="two short links"
    ),
    pytest.param("At https://example.com/1", "At https://example.com/12", id="a longer link"),
    pytest.param("Open today", "Open today, and tomorrow", id="more words"),
    pytest.param("Open today", "Open today\n— Corner Shop", id="a signature that was not named"),
    pytest.param("{Hi|Hello} all", "Howdy all", id="no such alternative"),
    pytest.param("One\n\ntwo", "One\ntwo", id="a paragraph less"),
    pytest.param("Hi", "hi", id="case"),
    pytest.param("Hi", None, id="nothing is shown"),
    pytest.param("Hi", "Hi#all", id="a tag without a space"),
]


@pytest.mark.parametrize(("sent", "shown"), EXACT)
def test_line_ends_and_space_around_do_not_matter(sent: str, shown: str | None) -> None:
    assert compare_texts(sent, shown) is TextMatch.EXACT


@pytest.mark.parametrize(("sent", "shown"), NORMAL)
def test_what_a_server_may_do_to_any_text(sent: str, shown: str) -> None:
    assert compare_texts(sent, shown) is TextMatch.NORMAL


@pytest.mark.parametrize(("sent", "shown"), LOOSE)
def test_what_publer_does_on_purpose(sent: str, shown: str) -> None:
    assert compare_texts(sent, shown) is TextMatch.LOOSE


@pytest.mark.parametrize(("sent", "shown"), NONE)
def test_another_text_is_no_match(sent: str, shown: str | None) -> None:
    assert compare_texts(sent, shown) is TextMatch.NONE


def test_a_signature_counts_only_where_it_is_named() -> None:
    shown = "Open today #rome\n— Corner Shop"
    assert compare_texts("Open today", shown, signature="\n— Corner Shop") is TextMatch.LOOSE
    assert compare_texts("Open today", shown, signature="— Another Shop") is TextMatch.NONE


def test_links_of_the_workspaces_own_host() -> None:
    texts = ("See https://example.com/a", "See https://go.example.net/x")
    assert compare_texts(*texts) is TextMatch.NONE
    assert compare_texts(*texts, short_links={"go.example.net"}) is TextMatch.LOOSE


MB = 1_000_000
HOSTILE = [
    pytest.param("{" * MB, "{" * (MB - 1) + "x", id="open braces"),
    pytest.param("{a|aa}" * (MB // 6), "a" * MB, id="choices that overlap"),
    pytest.param("{|a}" * (MB // 4), "a" * MB, id="empty choices"),
    pytest.param("{a|aa}" * 11_000, "a" * 69_000, id="choices of a length that is compared"),
    pytest.param("a" + "\u0300\u0323" * (MB // 2), "a" + "\u0323\u0300" * (MB // 2), id="marks"),
    pytest.param("&" * MB, "&#" * (MB // 2), id="ampersands"),
    pytest.param("&#" + "1" * MB + ";", "x", id="a long number"),
    pytest.param("https://a.b/ " * (MB // 13), "https://bit.ly " * (MB // 15), id="links"),
    pytest.param("\n " * (MB // 2) + "x", "y" + "\n" * MB + "z", id="blank lines"),
    pytest.param("x" + " " * MB + "y", "x" + " " * MB + "z", id="blanks"),
    pytest.param("x", "x " + "#a " * (MB // 3), id="hashtags"),
]


@pytest.mark.parametrize(("sent", "shown"), HOSTILE)
def test_a_hostile_text_of_a_megabyte_ends(sent: str, shown: str) -> None:
    """Linear in its length: in the square of it, each of these would run for hours."""
    assert compare_texts(sent, shown) <= TextMatch.LOOSE


def test_the_normal_form_of_a_normal_form_is_itself() -> None:
    for given in (case.values[0] for case in NORMAL):
        form = normal_form(str(given))
        assert normal_form(form) == form or "&amp;" in str(given)
