"""Escapes such as `\n` that are in a text as they were written."""

from __future__ import annotations

import re

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.texts import TextSpan, stray, texts_of

ID = "literal-escape"
PURPOSE = "No text holds an escape such as `\\n` written out."
WHY = "Only quoted values of YAML and JSON know escapes; elsewhere readers see the backslash."
FIX = "Press Enter for a new line, or type the character itself."

# Commands of LaTeX that begin like `\n`, `\r` or `\t`.
_LATEX = r"n(?:abla|eq?|ewline|i|ot|ot?in|u)|r(?:angle|ho|ight\w*|m)|t(?:an|au|ext\w*|heta|imes|ilde|o|op)"
_ESCAPE = re.compile(
    rf"(?<!\\)\\(?!(?:{_LATEX})(?![a-z]))"
    r"(?:r\\n|[nrt]|u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})"
)
_WINDOWS_PATH = re.compile(r"(?:[A-Za-z]:|\\)\\[^\s]*")
_MEANING = {r"\n": "a new line", r"\r\n": "a new line", r"\r": "a new line", r"\t": "a tab"}


def check(post: Post, policy: Policy) -> Findings:
    """A warning at the first escape of each text; paths of Windows have none."""
    for path, text in texts_of(post):
        if "\\" not in text:
            continue
        paths = [match.span() for match in _WINDOWS_PATH.finditer(text)]
        spans = [
            TextSpan(*match.span())
            for match in _ESCAPE.finditer(text)
            if not any(start <= match.start() < end for start, end in paths)
        ]
        if spans:
            content = text[spans[0].start : spans[0].end]
            suggestion = _MEANING.get(content, "a character")
            yield stray(
                ID,
                post,
                path,
                text,
                spans,
                message=f"`{content}` is in the text as it is",
                hint=f"if {suggestion} is meant, type it",
            )
