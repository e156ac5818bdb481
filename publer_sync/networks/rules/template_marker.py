"""Places in a text that a template or an author meant to fill in."""

from __future__ import annotations

import re

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.texts import TextSpan, stray, texts_of

ID = "template-marker"
PURPOSE = "No text holds a placeholder that should have been filled in."
WHY = "A `{{ name }}` or a `TODO:` that goes out is read by everybody, and looks careless."
FIX = "Fill in what is meant, or switch the rule off for an entry that is about templates."

# `TODO` is an ordinary word of Spanish and Portuguese, `TBD` and `XXX` are said on purpose too: they
# count only as a note, with a colon behind them, in brackets, or alone on a line.
_NOTES = "TODO|TBD|XXX"
_MARKER = re.compile(
    r"\{\{[^{}\n]{0,200}\}\}"
    r"|\{%[^{}\n]{0,200}%\}"
    r"|\$\{[^{}\n]{1,200}\}"
    r"|<%[^<>\n]{0,200}%>"
    r"|(?<![\w#@])FIXME(?!\w)"
    rf"|(?<![\w#@])(?:{_NOTES}):"
    rf"|\[(?:{_NOTES})\b[^\]\n]{{0,80}}\]|\((?:{_NOTES})\)|<(?:{_NOTES})>"
    rf"|^[ \t]*(?:{_NOTES})[ \t]*[.…]{{0,3}}[ \t]*$"
    r"|(?<!\w)(?i:lorem[ ]ipsum)(?!\w)",
    re.MULTILINE,
)
_SIGNS = ("{{", "{%", "${", "<%", "FIXME", *_NOTES.split("|"), "orem", "OREM")
"""Each marker has one of them; most texts have none, and that is quick to see."""

_SHOWN = 40


def check(post: Post, policy: Policy) -> Findings:
    """A warning at the first marker of each text."""
    for path, text in texts_of(post):
        if not any(sign in text for sign in _SIGNS):
            continue
        spans = [_trimmed(match) for match in _MARKER.finditer(text)]
        if spans:
            words = text[spans[0].start : spans[0].end]
            display = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            message = f"`{display}` looks like a placeholder that was not filled in"
            yield stray(ID, post, path, text, spans, message=message, hint="write what is meant")


def _trimmed(match: re.Match[str]) -> TextSpan:
    words = match[0]
    start = match.start() + len(words) - len(words.lstrip())
    return TextSpan(start, start + len(words.strip()))
