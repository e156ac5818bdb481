"""The documents of the project as data: their examples, and the outputs that they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])

_FENCE = re.compile(
    r"(?:^(?P<indent> *)<!-- (?P<kind>\w+): (?P<name>[^\n]+?) -->\n)?"
    r"^ *```(?P<language>\w+)\n(?P<body>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block; `kind` and `name` are in the comment above it, if there is one."""

    language: str
    body: str
    kind: str | None
    name: str | None


def fences(document: Path) -> Iterator[Fence]:
    """The fenced blocks of a document."""
    for match in _FENCE.finditer(document.read_text(encoding="utf-8")):
        body = re.sub(f"^{match['indent'] or ''}", "", match["body"], flags=re.MULTILINE)
        yield Fence(match["language"], body, match["kind"], match["name"])


def with_block(text: str, kind: str, name: str, body: str) -> str:
    """A document with another body in the block that is marked `<!-- kind: name -->`."""
    pattern = rf"(<!-- {kind}: {re.escape(name)} -->\n```\w+\n).*?(^```$)"
    changed, number = re.subn(
        pattern, lambda m: f"{m[1]}{body.rstrip()}\n{m[2]}", text, flags=re.MULTILINE | re.DOTALL
    )
    assert number == 1, f"{number} blocks for {name}"
    return changed
