"""Words that try to steer what shows them, and how to see that they did not."""

from __future__ import annotations

import re

HOSTILE = (
    "\x1b[31mred\x1b]8;;https://evil.example\x07link\x9b2J\x08\r::error::owned\n::error file=x::owned\n"
    "  ::add-mask::owned ##[error]owned ##[add-mask]o"
    "\u202egnp.exe\u2066x\u2069\u200b\ufeff\u2028::warning::owned"
)
PRINTABLE = (
    "::error::owned\n\n::error file=x::owned\n   ::stop-commands::owned\n\n##[error]owned, ##[add-mask]x\n"
    "red \u202egnp.exe \u2066x\u2069 zero\u200bwidth\ufeff \u00ad end"
)
"""The same as far as a file may hold it."""

_STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_OURS = re.compile(
    r"::(error|warning|notice) (file=[^:,]*,line=\d+(,(col|endLine|endColumn)=\d+)*,)?title=[a-z-]+::"
)


def harmful(text: str, *, colored: bool = False, annotations: bool = False) -> list[str]:
    """The parts of an output that a terminal or the runner of GitHub Actions would obey."""
    text = _COLOR.sub("", text) if colored else text
    lines = text.split("\n")
    commands = [line for line in lines if line.lstrip().startswith("::")]
    if annotations:
        commands = [line for line in commands if not _OURS.match(line)]
    return [*_STEERING.findall(text), *commands, *(line for line in lines if "##[" in line)]
