"""Make text of others safe to show: what could steer a terminal or deceive a reader becomes visible.

Post texts, file names and Publer's answers are written by people we do not know. Everything that is
printed passes through `safe` and `no_command`, in `layout`; the few lines that are not laid out call them.
"""

from __future__ import annotations

import json
import re

HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, ESC among them
    "\xad\u180e\u200b\u2060-\u2064\ufeff"  # nothing to see
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # change the direction of what follows
    "\u2028\u2029"  # end a line
    "\u206a-\u206f\ufff9-\ufffb"  # deprecated and interlinear formatting
    "\ud800-\udfff"  # halves of a character, which no encoding can write
    "]"
)

_COMMAND = re.compile(r"^((?:\s|\x1b\[[0-9;]*m)*)::")
"""What makes a line a command; colours before it are taken for blanks, should someone strip them."""


def safe(text: str) -> str:
    r"""The text with hidden characters as escapes such as `\x1b`; a line end too, so split it first.

    The joiners U+200C and U+200D stay: emoji and several scripts are wrong without them.
    """
    return HIDDEN.sub(_escape, text)


def no_command(line: str) -> str:
    """The line, not to be taken for a command by a runner that reads the log.

    GitHub's obeys a line that starts with `::`, blanks aside, and whatever follows `##[` anywhere in it
    (actions/runner, `ActionCommand.cs`). A space more is all it takes.
    """
    return _COMMAND.sub(r"\1: :", line.replace("##[", "## ["))


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")


def json_text(document: object) -> str:
    """The document, indented, in its own order; hidden characters in its strings as `\\uXXXX`.

    So is a `#` that starts a command of GitHub's runner: nothing but strings can hold one.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return HIDDEN.sub(_as_json, text).replace("##[", "#\\u0023[")


def _as_json(match: re.Match[str]) -> str:
    # Inside strings json has escaped line ends already; those left are its own.
    character = match.group()
    return character if character == "\n" else f"\\u{ord(character):04x}"
