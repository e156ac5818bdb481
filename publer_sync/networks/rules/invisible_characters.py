"""Characters that are invisible and were not meant to be typed."""

from __future__ import annotations

import re
import unicodedata

import regex

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.texts import TextSpan, stray, texts_of

ID = "invisible-characters"
PURPOSE = "No text holds invisible characters that do nothing for it."
WHY = (
    "They come along with copied text, break hashtags and links, count towards the length, "
    "and can show a text in another order than it is written."
)
FIX = "Delete the character; where it is hard to see, type the words around it again."

# Emoji need joiners, variation selectors and tags; Arabic and Indic scripts need joiners, those of
# South-East Asia zero-width spaces, and text from right to left needs marks of direction.
_STRAY = regex.compile(
    r"""
    [\u202d\u202e\u2028\u2029\u0085\xad\u180e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u3164\uffa0]
    | [\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]
    | (?<! [\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}] ) \u200b
    | (?<! [\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f[\p{L}\p{M}--[\p{Latin}\p{Greek}\p{Cyrillic}]]] )
      [\u200c\u200d]
    | (?<= ^ | [\s\p{Latin}] ) [\ufe00-\ufe0f]
    | (?<! [\U0001f3f4\U000e0020-\U000e007e] ) [\U000e0020-\U000e007f]
    """,
    regex.VERBOSE | regex.VERSION1,
)
_DIRECTION = regex.compile("[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069]")
# All of the above whatever stands beside them: most texts have none, and that is quick to see.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0020-\U000e007f]"
)
_RIGHT_TO_LEFT = regex.compile(
    r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Thaana}\p{Nko}\p{Adlam}]", regex.VERSION1
)


def check(post: Post, policy: Policy) -> Findings:
    """A warning at the first such character of each text."""
    for path, text in texts_of(post):
        spans = _spans(text) if _SUSPECT.search(text) else []
        if spans:
            character = text[spans[0].start]
            name = unicodedata.name(character, "a control character").lower()
            yield stray(
                ID,
                post,
                path,
                text,
                spans,
                message=f"invisible character U+{ord(character):04X} ({name})",
                hint="delete it",
            )


def _spans(text: str) -> list[TextSpan]:
    results = [match.span() for match in _STRAY.finditer(text)]
    if not _RIGHT_TO_LEFT.search(text):
        results += [match.span() for match in _DIRECTION.finditer(text)]
    return [TextSpan(*span) for span in sorted(results)]
