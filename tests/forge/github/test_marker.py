"""The marker: whatever is in it comes back, and can neither end it nor pass for another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.forge.github.comments import Marker, MarkerKind, marked, read, text_below

ODD = ["-->", "--!>", "<!--", "--", "->", "\n", "\r\n", "\u2028", "\\", '"', "\\u003e", "\u202e",
       "\ud83d", "\x00", "}", "{", "publer-sync", "🎉", " "]  # fmt: skip


def joined(text: str) -> str:
    """Two halves of a character beside each other are that character, in JSON as well."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


TEXTS = st.one_of(st.text(st.characters()), st.lists(st.sampled_from(ODD)).map("".join)).map(joined)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        TEXTS,
        st.integers(),
        st.booleans(),
        st.none(),
        st.floats(allow_nan=False, allow_infinity=False),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXTS, inner)),
    max_leaves=8,
)
MARKERS = st.builds(
    Marker,
    kind=st.sampled_from(MarkerKind),
    label=TEXTS,
    head=TEXTS,
    run=TEXTS,
    closed=st.booleans(),
    more=st.dictionaries(st.sampled_from(["items", "depth", "digest", "-->"]), VALUES),
)


@given(MARKERS, TEXTS)
def test_a_marker_comes_back_as_it_was(marker: Marker, text: str) -> None:
    body = marked(marker, text)
    assert read(body) == marker
    assert text_below(body) == text


@given(MARKERS)
def test_nothing_in_a_marker_can_end_it_or_deceive(marker: Marker) -> None:
    line = marked(marker, "")[: -len("\n")]
    assert re.fullmatch(r"<!-- publer-sync [ -~]+ -->", line)
    inner = line.removeprefix("<!--").removesuffix("-->")
    assert not re.search("[<>]|--", inner)


@given(TEXTS)
def test_a_body_of_others_is_read_without_trouble(text: str) -> None:
    for body in (text, f"<!-- publer-sync {text} -->\n", f'<!-- publer-sync {{"v":1,{text}}} -->'):
        read(body)


@pytest.mark.parametrize(
    "line",
    ["", "hello", "<!-- publer-sync -->", "<!-- publer-sync {} -->", "<!-- publer-sync [] -->",
     '<!-- publer-sync {"v":1} -->', '<!-- publer-sync {"v":1,"kind":"approval"} -->',
     '<!-- publer-sync {"v":"1","kind":"plan"} -->', '<!-- publer-sync {"v":true,"kind":"plan"} -->',
     '<!-- publer-sync {"v":1,"kind":["plan"]} -->', '<!-- publer-sync {"v":1,"kind":"plan","run":7} -->',
     '<!-- publer-sync {"v":1,"kind":"plan","x":NaN} -->', ' <!-- publer-sync {"v":1,"kind":"plan"} -->',
     '> <!-- publer-sync {"v":1,"kind":"plan"} -->', '<!-- publer-sync {"v":1,"kind":"plan"} --> x',
     'x\n<!-- publer-sync {"v":1,"kind":"plan"} -->',
     '<!-- publer-sync {"v":1,"kind":"plan","x":' + "[" * 500 + "]" * 500 + "} -->",
     '<!-- publer-sync {"v":1,"kind":"plan","x":"' + "x" * 300_000 + '"} -->'],
)  # fmt: skip
def test_what_is_no_marker_is_none(line: str) -> None:
    assert read(line) is None


def test_a_line_end_of_windows_is_no_trouble() -> None:
    assert read(marked(Marker(MarkerKind.PLAN, label="x"), "a").replace("\n", "\r\n")) == Marker(
        MarkerKind.PLAN, label="x"
    )


@pytest.mark.parametrize("version", [0, 2, 99])
def test_what_an_unknown_version_wrote_is_ours_but_approves_nothing(version: int) -> None:
    found = read(
        marked(Marker(MarkerKind.PLAN, label="x", more={"items": {"a": "b"}}, version=version), "")
    )
    assert found
    assert (found.kind, found.label, found.more, found.is_known) == (
        MarkerKind.PLAN,
        "x",
        {},
        False,
    )


def test_a_preview_is_never_a_plan() -> None:
    found = read(marked(Marker(MarkerKind.PREVIEW, more={"Kind": "plan", "kind ": "plan"}), ""))
    assert found
    assert found.kind is MarkerKind.PREVIEW


@pytest.mark.parametrize("name", ["v", "kind", "label", "head", "run", "closed"])
def test_names_that_are_taken_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        marked(Marker(MarkerKind.PREVIEW, more={name: "plan"}), "")


def test_a_marker_reads_as_it_should() -> None:
    marker = Marker(MarkerKind.PLAN, label="a>b", head="0f", run="1/2", more={"n": -1})
    assert marked(marker, "text") == (
        '<!-- publer-sync {"v":1,"kind":"plan","label":"a\\u003eb","head":"0f","run":"1/2","n":-1} -->\n'
        "text"
    )
