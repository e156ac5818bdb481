"""One compact pattern for many words, so that a list of a thousand is tried letter by letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


class _Node(dict[str, "_Node"]):
    """The letters that may come next; `ends` when a word may stop here."""

    ends = False


def any_of(words: Iterable[str], spell: Callable[[str], str] = re.escape) -> str:
    """A pattern for any of the words: the longest first, shorter ones when what follows does not fit.

    `spell` gives the pattern of one character. There must be at least one word, and no empty one.
    """
    root = _Node()
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, _Node())
        node.ends = True
    return _pattern(root, spell)


def _pattern(node: _Node, spell: Callable[[str], str]) -> str:
    if not node:
        return ""
    branches = "|".join(spell(letter) + _pattern(node[letter], spell) for letter in sorted(node))
    return f"(?:{branches}){'?' if node.ends else ''}"
