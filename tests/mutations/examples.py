"""The example files as material for variants: raw, and taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.mutations import trees

EXAMPLES = Path(__file__).parents[2] / "examples"
PROJECT = "publer-sync.yaml"
DEFAULTS = "_defaults.yaml"


@dataclass(frozen=True)
class Parsed:
    """A file as tree and, if it is Markdown, its body."""

    file: str
    tree: Any
    body: str | None

    def raw(self, tree: Any, body: str | None = None) -> bytes:
        """The file with another tree, and maybe another body."""
        said = trees.written(tree)
        if self.body is not None:
            said = f"---\n{said}---\n{self.body if body is None else body}"
        return said.encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Examples:
    """All text files by their paths in the project; media only by name."""

    raw: Mapping[str, bytes]
    parsed: Mapping[str, Parsed]
    media: tuple[str, ...]

    @property
    def files(self) -> list[str]:
        return list(self.raw)

    @property
    def posts(self) -> list[str]:
        return [f for f in self.raw if f != PROJECT and not f.endswith(DEFAULTS)]

    @property
    def base(self) -> list[str]:
        """The files that every variant needs around it."""
        return [f for f in self.raw if f not in self.posts]

    def tree(self, file: str) -> Any:
        """A tree of the file, for changing."""
        return deepcopy(self.parsed[file].tree)


@cache
def examples() -> Examples:
    """The files under examples/, read once."""
    paths = sorted(p for p in EXAMPLES.rglob("*") if p.is_file() and "." not in p.parent.name)
    text = [p for p in paths if p.suffix in {".md", ".yaml", ".yml"}]
    raw = {p.relative_to(EXAMPLES).as_posix(): p.read_bytes() for p in text}
    media = [p for p in paths if p not in text and p.suffix != ".py"]
    return Examples(
        raw=raw,
        parsed={file: _parsed(file, content.decode()) for file, content in raw.items()},
        media=tuple(p.relative_to(EXAMPLES).as_posix() for p in media),
    )


def _parsed(file: str, text: str) -> Parsed:
    if not file.endswith(".md"):
        return Parsed(file, trees.read(text), None)
    _, matter, body = text.split("---\n", 2)
    return Parsed(file, trees.read(matter), body)
