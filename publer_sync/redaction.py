"""Blacks out a secret in texts of others, in every form that they may repeat it in."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator

SHOWN = "[key]"

_SHORTEST = 8
"""Shorter pieces of an encoded secret would be found where there is none."""


def redactor(*secrets: str) -> Callable[[str], str]:
    """A function that puts `[key]` in the place of each secret: as it is, quoted, encoded or reversed.

    Any of its characters may be percent-encoded, also more than once.
    """
    forms = {form for secret in secrets if secret for form in _forms(secret)}
    if not forms:
        return lambda text: text
    longest_first = sorted(forms, key=len, reverse=True)
    letters = {letter for secret in secrets for letter in secret}
    codes = {
        letter: "".join(
            f"%(?:25){{0,3}}{byte:02x}" for byte in letter.encode("utf-8", "surrogatepass")
        )
        for letter in letters
    }
    patterns = [
        "".join(f"(?:{codes[letter]}|{re.escape(letter)})" for letter in secret)
        for secret in filter(None, secrets)
    ]
    pattern = re.compile("|".join([*patterns, *map(re.escape, longest_first)]), re.IGNORECASE)
    return lambda text: pattern.sub(SHOWN, text)


def _forms(secret: str) -> Iterator[str]:
    raw = secret.encode("utf-8", "surrogatepass")
    yield from (secret, json.dumps(secret)[1:-1], repr(secret)[1:-1])
    derived = (secret[::-1], raw.hex(), *_in_base64(raw))
    yield from (form for form in derived if len(form) >= _SHORTEST)


def _in_base64(raw: bytes) -> Iterator[str]:
    """Return the base64 forms of the text, alone and inside of something longer, where three starts are
    possible."""
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + raw).decode()
        # What the bytes around have a part in cannot be known: at the start, and at the end.
        first, after = -(-before * 4 // 3), (before + len(raw)) % 3
        inner = encoded.rstrip("=")[first : -1 if after else None]
        yield from (inner, inner.replace("+", "-").replace("/", "_"))
