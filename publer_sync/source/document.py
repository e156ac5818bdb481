"""A file's data together with the place of every value and key in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from publer_sync.diagnostics import Location

# Keys and indices from the top of a document to a value: ("posts", 0, "schedule").
Path = tuple[str | int, ...]

# Line and column of the start and, where it is known, of the end; all count from 1.
Span = tuple[int, int, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Content of a YAML text: `data` of plain dicts, lists and scalars.

    `values` and `keys` hold the place of each value and of each mapping key by its path. `numerals`
    holds numbers and booleans as they were written, for where a schema turns out to mean text.
    Values under a YAML alias have the place of the alias. `lines` has, for a text that is the body of a
    file, the line of the file of each of its lines.
    """

    file: str
    data: object
    values: Mapping[Path, Span] = field(default_factory=dict)
    keys: Mapping[Path, Span] = field(default_factory=dict)
    numerals: Mapping[Path, str] = field(default_factory=dict)
    lines: Mapping[Path, Sequence[int]] = field(default_factory=dict)

    def at(self, path: Path) -> Location:
        """The place of a value, or of the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self._place(self.values.get(path))

    def key_at(self, path: Path) -> Location:
        """The place of the key that a value stands under; of the value itself in a list."""
        span = self.keys.get(path)
        return self._place(span) if span else self.at(path)

    def is_bare(self, path: Path) -> bool:
        """Return whether a key stands between the commas of a flow mapping without a value."""
        value, context = self.values.get(path), self.values.get(path[:-1])
        # Only what ends with a bracket of its own has a place of its end.
        in_brackets = context is not None and context[2] is not None
        return in_brackets and value is not None and value[:2] == value[2:]

    def _place(self, span: Span | None) -> Location:
        return Location(self.file, *span) if span else Location(self.file)
