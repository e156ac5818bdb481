"""Text that was read in another encoding than it was written in."""

from __future__ import annotations

import re

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.texts import TextSpan, stray, texts_of

ID = "wrong-encoding"
PURPOSE = "No text was garbled on its way through other programs."
WHY = "Two or three strange letters in place of one tell readers that no one looked at the post."
FIX = "Type the character again, and save the file as UTF-8 in every program on the way."

# What the bytes 80 to BF of UTF-8 become when they are read as Windows-1252 or Latin-1.
_HIGH = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LETTERS = "\xa0-\xba\xbc-\xbf€„‰œŸŒžŽš–ƒ†‡"
_MANGLED = re.compile(
    f"\ufffd+"
    f"|Ã[{_LETTERS}]"
    f"|Â[\xa0-\xba\xbc-\xbf]"
    f"|â[€‚„†‡ˆ‰œžŸ˜™š›][{_HIGH}]"
    f"|ð[Ÿ][{_HIGH}]{{2}}"
    f"|ï[»¸¿][{_HIGH}]"
    f"|(?:[ÐÑ][{_HIGH}]){{2,}}"
)


def check(post: Post, policy: Policy) -> Findings:
    """A warning at the first garbled place of each text, with what it probably was."""
    for path, text in texts_of(post):
        spans = [] if text.isascii() else [TextSpan(*m.span()) for m in _MANGLED.finditer(text)]
        if spans:
            value = text[spans[0].start : spans[0].end]
            suggestion = _meant(value)
            yield stray(
                ID,
                post,
                path,
                text,
                spans,
                message=_message(value),
                hint=f"it was probably `{suggestion}`"
                if suggestion
                else "type again what was meant",
            )


def _message(value: str) -> str:
    if "\ufffd" in value:
        return "a character was lost and became U+FFFD"
    return f"`{value}` looks like text that was read in the wrong encoding"


def _meant(value: str) -> str | None:
    """The text whose bytes in UTF-8 were taken for Windows-1252 or Latin-1."""
    raw = b""
    for character in value:
        for encoding in ("cp1252", "latin-1"):
            try:
                raw += character.encode(encoding)
                break
            except UnicodeEncodeError:
                continue
    try:
        suggestion = raw.decode()
    except UnicodeDecodeError:
        return None
    return suggestion if suggestion.isprintable() else None
