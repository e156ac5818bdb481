"""The JSON of an answer as plain data that nothing behind it has to be afraid of."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

DEEPEST = 64
"""Levels of lists and objects; real answers have about ten."""


def parsed(text: str, redact: Callable[[str], str]) -> Any:
    """The data of a JSON text, or None if it is none.

    No number in it is infinite or none, no text holds half a character or the key, and nothing lies so
    deep that walking through it ends the program.
    """
    try:
        return _clean(json.loads(text, parse_float=_finite, parse_constant=_finite), redact, 0)
    except (ValueError, RecursionError):
        return None


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number")
    return value


def _clean(value: Any, redact: Callable[[str], str], depth: int) -> Any:
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, str):
        return redact(value.encode("utf-8", "replace").decode("utf-8"))
    if isinstance(value, list):
        return [_clean(item, redact, depth + 1) for item in value]
    if isinstance(value, dict):
        return {
            _clean(key, redact, depth): _clean(item, redact, depth + 1)
            for key, item in value.items()
        }
    return value
