"""The conformance vectors, read for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def links() -> list[tuple[str, list[str]]]:
    """Texts and the links in them."""
    return [case for group in _read("links.yaml").values() for case in group.items()]


def weighted() -> list[tuple[str, int]]:
    """Texts and their weighted lengths."""
    groups = _read("weighted.yaml").values()
    return [(_text(given), length) for group in groups for given, length in group]


def _text(given: str | list[Any]) -> str:
    if isinstance(given, str):
        return given
    repeated, times = given
    return str(repeated) * int(times)


def _read(name: str) -> dict[str, Any]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
