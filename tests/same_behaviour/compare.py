"""Compare what two versions did in a scene: actions, requests, exit codes and JSON, but no sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MANY_WORDS = re.compile(r"\S\s+\S+\s+\S")
_COMMENT = re.compile(r"\s*(#.*)?$")


@dataclass(frozen=True)
class Renamed:
    """Words of the output that have another name in this version, such as rule ids, and keys that are new."""

    words: Mapping[str, str] = field(default_factory=dict)
    new_keys: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path) -> Renamed:
        """Read a file with a line `old new` for each renamed word, and `+ key` for each new key of JSON."""
        lines = [
            _COMMENT.sub("", line).split() for line in path.read_text(encoding="utf-8").splitlines()
        ]
        pairs = [(line[0], line[1]) for line in lines if line]
        return cls(
            {old: new for old, new in pairs if old != "+"},
            frozenset(new for old, new in pairs if old == "+"),
        )


def differences(before: Mapping[str, Any], after: Mapping[str, Any], renamed: Renamed) -> list[str]:
    """Return a line for each difference; an empty list means the same behaviour."""
    broken = [f"cannot be played: {side['broken']}" for side in (before, after) if "broken" in side]
    if broken or len(before["runs"]) != len(after["runs"]):
        return broken or ["another number of commands"]
    lines = []
    for number, (old, new) in enumerate(zip(before["runs"], after["runs"], strict=True), 1):
        where = f"{number}. {' '.join(new['words'])}"
        if "Traceback" in new["err"] or new["exit"] == 70:
            lines.append(f"{where}: a bug: {new['err'].strip().splitlines()[-1:]}")
        for part in ("exit", "requests", "state", "files", "seconds"):
            lines += [f"{where}: {part}{line}" for line in _compare(old[part], new[part])]
        lines += [f"{where}: output{line}" for line in _outputs(old["out"], new["out"], renamed)]
    return lines + [f"posts{line}" for line in _compare(before["posts"], after["posts"])]


def _outputs(old: str, new: str, renamed: Renamed) -> Iterator[str]:
    """Compare two documents of JSON without their sentences; other output is words."""
    before, after = _document(old), _document(new)
    if before is None and isinstance(after, Mapping) and set(after) == {"format_version", "error"}:
        return  # a failure that was told on stderr alone
    if before is None or after is None:
        if (before is None) != (after is None):
            yield ": JSON in one version only"
        return
    yield from _compare(
        _without_words(before, renamed, old=True), _without_words(after, renamed, old=False)
    )


def _document(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _without_words(value: Any, renamed: Renamed, *, old: bool) -> Any:
    """A document in which each sentence (three words or more) is a placeholder."""
    if isinstance(value, Mapping):
        items = {
            key: _without_words(item, renamed, old=old)
            for key, item in value.items()
            if old or key not in renamed.new_keys
        }
        return {renamed.words.get(key, key) if old else key: item for key, item in items.items()}
    if isinstance(value, list):
        return [_without_words(item, renamed, old=old) for item in value]
    if isinstance(value, str):
        if _MANY_WORDS.search(value):
            return "…"
        return renamed.words.get(value, value) if old else value
    return value


def _compare(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """Yield the place of each difference between two values of JSON."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            if (key in old) != (key in new):
                yield f"{path}.{key}: {'missing now' if key in old else 'new'}"
            else:
                yield from _compare(old[key], new[key], f"{path}.{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _compare(one, other, f"{path}[{number}]")
    elif old != new:
        yield f"{path}: {_short(old)} was, {_short(new)} is"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "..."
