"""Which parts of a text are one emoji."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publer_sync.networks.counting.emoji import emoji_spans, has_emoji

# The first call compiles its patterns, which a busy machine may take long for.
unhurried = settings(deadline=None)

CHARACTERS = st.text(st.sampled_from("a1#©☺❤👍👨👩🏽🇮🇹🔥\u200d\ufe0f\ufe0e\u20e3日"), max_size=20)


@pytest.mark.parametrize(
    "emoji",
    [
        "\U0001f600",
        "\U0001f44d\U0001f3fd",
        "\u261d\ufe0f",
        "\u261d\U0001f3fd",
        "\U0001f1ee\U0001f1f9",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "9\u20e3",
        "*\ufe0f\u20e3",
        "\xa9\ufe0f",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f469\U0001f3fd\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468\U0001f3fb",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
        "\U0001f9d1\U0001f3ff\u200d\U0001f680",
    ],
)
def test_it_is_one(emoji: str) -> None:
    assert emoji_spans(f"a{emoji}b") == [(1, 1 + len(emoji))]


@pytest.mark.parametrize(
    "text", ["", "abc 123 #*", "é 日本語", "© ® ™", "☺\ufe0e", "“…” – €", "\u200d"]
)
def test_it_is_none(text: str) -> None:
    assert not has_emoji(text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("\U0001f1fd\U0001f1fd", [(0, 1), (1, 2)]),
        ("\U0001f468\u200d\U0001f431", [(0, 1), (2, 3)]),
        ("\U0001f600\U0001f3fd", [(0, 1), (1, 2)]),
    ],
)
def test_parts_that_form_no_recommended_sequence_are_several(
    text: str, spans: list[tuple[int, int]]
) -> None:
    assert emoji_spans(text) == spans


@unhurried
@given(CHARACTERS)
def test_spans_are_in_order_and_apart(text: str) -> None:
    edges = [edge for span in emoji_spans(text) for edge in span]

    assert edges == sorted(edges)
    assert has_emoji(text) is bool(edges)
