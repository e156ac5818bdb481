"""Counting for Mastodon: visible characters, after links and remote mentions are shortened.

Follows Mastodon's StatusLengthValidator: a link with a scheme counts 23, `@alice@example.com` counts as
`@alice`, and the content warning is part of the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publer_sync.networks.counting.characters import graphemes
from publer_sync.networks.counting.domains import LATIN
from publer_sync.networks.counting.links import Grammar, a_path, web_addresses
from publer_sync.networks.rules_data import rules

WORDS = "visible characters, links 23, mentions without their server"

_SPACE = r"\s\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INNER = f"[^{_SPACE}<>()?]"
_ENDING = rf"""[^{_SPACE}()?!*"'「」<>;:=,.$%\[\]~&|@]|BRACKETS"""
_BEYOND_ASCII = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0010fffd"

LINKS = Grammar(
    path=a_path(_INNER, _ENDING),
    query=rf"\?[a-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@^{_BEYOND_ASCII}]*[a-z0-9_&=#/\-{_BEYOND_ASCII}]",
)

_NAME = r"[a-zA-Z0-9_]+(?:[.-]+[a-zA-Z0-9_]+)*"
_REMOTE = re.compile(rf"(?<![=/\w])@{_NAME}(?P<server>@\w+(?:[.-]+\w+)*)")
_NO_MENTION_BEFORE = re.compile(f"[@\uff20{LATIN}]|://")


def count(text: str, warning: str = "") -> int:
    """Visible characters of the content warning and the text after substitution."""
    return graphemes(warning + _shortened(text))


def _shortened(text: str) -> str:
    if "@" not in text and "://" not in text:
        return text
    pieces, end_of_last = [], 0
    for start, end, instead in sorted(_substitutions(text)):
        if start >= end_of_last:
            pieces += [text[end_of_last:start], instead]
            end_of_last = end
    return "".join([*pieces, text[end_of_last:]])


def _substitutions(text: str) -> Iterator[tuple[int, int, str]]:
    placeholder = "x" * rules()["counting"]["mastodon"]["url_weight"]
    for start, end in web_addresses(text, LINKS):
        yield start, end, placeholder
    for mention in _REMOTE.finditer(text):
        if not _NO_MENTION_BEFORE.match(text, mention.end()):
            yield mention.start(), mention.end(), text[mention.start() : mention.start("server")]
