"""A key to search for, in every form that gives it away."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote

CANARY = 'canary/7d1f"0c5e+93b8&4a62'
"""With characters that JSON, URLs and shells write differently."""


def forms() -> tuple[str, ...]:
    """What no one may find: the key as it is, quoted, encoded at any offset, reversed, and half of it."""
    encoded = {
        base64.b64encode(b"x" * before + CANARY.encode() + b"xxx").decode()[4:-8]
        for before in range(3)
    }
    quoted = (quote(CANARY, safe=""), json.dumps(CANARY)[1:-1])
    return (
        CANARY,
        CANARY[:12],
        CANARY.upper(),
        CANARY[::-1],
        CANARY.encode().hex(),
        *quoted,
        *encoded,
    )


def given_away(*texts: str) -> list[str]:
    """The forms of the key that are in the texts."""
    return [form for form in forms() for text in texts if form in text]


def everything_below(*folders: Path) -> str:
    """All files, of whatever kind, as one text; names too."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path}\n{path.read_bytes().decode('latin-1')}" for path in files)
