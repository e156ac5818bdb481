"""What an unquoted YAML scalar means: far less than YAML 1.1 says.

Only `null`, `~`, nothing at all, `true` and `false` are special, and numbers are numbers only where
writing them back gives the same characters. So `9:30`, `no`, `012`, `1.10`, `1e3`, `1_000`, dates and
long digit strings such as ids stay text.
"""

from __future__ import annotations

import re

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMBER = re.compile(r"-?[0-9]{1,15}(?P<fraction>\.[0-9]{1,15})?")


def meaning(plain: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar."""
    if plain in _WORDS:
        return _WORDS[plain]
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return plain
    number = float(plain) if match["fraction"] else int(plain)
    return number if str(number) == plain else plain
