"""Writes JSON that can be shown on a terminal: readable letters, but no character that steers it."""

from __future__ import annotations

import json
import re

from publer_sync.render.text.sanitize import HIDDEN


def json_text(document: object) -> str:
    """The document, indented, in its own order; hidden characters in its strings as `\\uXXXX`.

    So is a `#` that starts a command of GitHub's runner: nothing but strings can hold one.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return HIDDEN.sub(_escape, text).replace("##[", "#\\u0023[")


def _escape(found: re.Match[str]) -> str:
    # Inside strings json has escaped line ends already; those left are its own.
    character = found.group()
    return character if character == "\n" else f"\\u{ord(character):04x}"
