"""What X makes a link of."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publer_sync.networks.counting.links import links
from tests.networks.conformance import vectors

# The first call compiles its patterns, which a busy machine may take long for.
unhurried = settings(deadline=None)

PIECES = st.sampled_from(
    [
        "http://",
        "https://",
        "a",
        "x.com",
        ".",
        "/",
        "(",
        ")",
        "?",
        "@",
        "#",
        "-",
        "_",
        " ",
        "日",
        "é",
    ]
)


@pytest.mark.parametrize(("text", "expected"), vectors.links())
def test_conformance(text: str, expected: list[str]) -> None:
    text = unicodedata.normalize("NFC", text)

    assert [text[start:end] for start, end in links(text)] == expected


def test_a_name_longer_than_63_in_dns_is_no_link() -> None:
    assert list(links("http://" + "a" * 63 + ".com"))
    assert not list(links("http://" + "a" * 64 + ".com"))


def test_a_link_longer_than_4096_is_none() -> None:
    assert list(links("https://example.com/" + "a" * 4_000))
    assert not list(links("https://example.com/" + "a" * 4_096))


@unhurried
@given(st.lists(PIECES, max_size=30).map("".join))
def test_links_follow_each_other_without_overlap(text: str) -> None:
    edges = [edge for span in links(text) for edge in span]

    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)


def test_a_name_has_no_more_labels_than_dns_takes() -> None:
    assert len(list(links("a." * 126 + "com"))) == 1
    assert list(links("a." * 127 + "com")) == []


def test_a_link_among_words_with_many_dots() -> None:
    """The dots alone took minutes in a text of the largest file."""
    dots = "a." * 200_000
    assert list(links(f"{dots} b.com\n{dots}")) == [(400_001, 400_006)]


@pytest.mark.parametrize("piece", ["a.", "a.com.", "日.", "a-", "a_.", "http://a.", "é"])
def test_dots_before_a_known_ending_take_time_in_proportion(piece: str) -> None:
    """Each label was tried with the 126 that follow, which took a minute and more for these."""
    assert len(list(links(piece * 50_000 + ".com"))) <= 50_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("日a.com", ["a.com"]),
        ("a.com.b.co.uk.", ["a.com.b.co.uk"]),
        ("a_b.com", []),
        ("a_b.c.com", ["b.c.com"]),
        ("x.VERMÖGENSBERATUNG", ["x.VERMÖGENSBERATUNG"]),
        ("x.com@y", []),
        ("Köln.com日.de", ["Köln.com"]),
        ("x.\u212aim", []),
    ],
)
def test_where_domains_begin_and_end(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in links(text)] == expected


@pytest.mark.parametrize("end", ["(a)", "(a(a)", "!(a)", "@a", "a(a)."])
def test_a_path_takes_time_in_proportion_to_its_length(end: str) -> None:
    """In quadratic time this would be half a minute and more."""
    assert len(list(links("http://example.com/" + end * 20_000))) < 2
