"""Finding emoji in a text, each as one however many code points it has.

What counts as one is what twitter-text v3 takes from Twemoji, brought up to Emoji 17: a recommended
sequence (flags, skin tones, keycaps, joined emoji) is one emoji; parts that form no recommended sequence are
one emoji each. A symbol that Unicode shows as text counts as an emoji unless U+FE0E says text, but ©, ® and
™ only where U+FE0F asks for the picture.
"""

from __future__ import annotations

import re
from functools import cache

import regex

from publer_sync.networks.counting.prefix_tree import any_of
from publer_sync.networks.rules_data import words

_TONE = "[\U0001f3fb-\U0001f3ff]"
_TONE_HERE = "\uf8ff"
_SHOWN_AS_TEXT = regex.compile(r"[\p{Emoji}--\p{Emoji_Presentation}]", regex.VERSION1)
_ONLY_WHEN_ASKED = "\xa9\xae\u2122\u265f"

# Text without any of these has no emoji: most Latin text is spared the costlier search.
_HINT = re.compile("[\u203c-\uffff\U0001f000-\U0001ffff]")


def has_emoji(text: str) -> bool:
    """Return whether the text has an emoji."""
    return bool(emoji_spans(text))


def emoji_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each emoji, in order; ends are exclusive."""
    if text.isascii() or not _HINT.search(text):
        return []
    return [match.span() for match in _pattern().finditer(text)]


@cache
def _pattern() -> regex.Pattern[str]:
    keycap = "[#*0-9]\ufe0f?\u20e3"
    request = f"[{_ONLY_WHEN_ASKED}]\ufe0f"
    with_tone = rf"\p{{Emoji_Modifier_Base}}(?:\ufe0f|(?!\ufe0e)){_TONE}?"
    drawing = r"[\p{Emoji_Presentation}--[\u2000-\u3300]]"
    symbol = rf"[\p{{Emoji}}--[#*0-9{_ONLY_WHEN_ASKED}]](?:\ufe0f|(?!\ufe0e))"
    parts = (_sequences(), keycap, request, with_tone, drawing, symbol)
    return regex.compile("|".join(parts), regex.VERSION1)


def _sequences() -> str:
    listed = words("counting/emoji_sequences.txt")
    return any_of((_characters(word) for word in listed), _dressed)


def _characters(word: str) -> str:
    """The sequence of a word of the list; a private character stands where a skin tone may follow."""
    codes = word.replace("*", f"-{ord(_TONE_HERE):X}").split("-")
    return "".join(chr(int(code, 16)) for code in codes)


def _dressed(character: str) -> str:
    if character == _TONE_HERE:
        return f"{_TONE}?"
    return character + ("\ufe0f?" if _SHOWN_AS_TEXT.match(character) else "")
