"""What an engine must offer to keep a state that many share: one text, and compare-and-swap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Versioned:
    """The text that stands in a backend, with the version that the next one must follow."""

    text: str
    version: str


class Moved(Exception):
    """Another text stands there by now, so that nothing was written."""


class Backend(Protocol):
    """One text somewhere else, which only takes the place of the text that it was made from.

    Raises StateProblem if the place cannot be reached, refuses, or does not say what became of a write.
    """

    @property
    def where(self) -> str:
        """The place in words, without secrets."""

    def read(self) -> Versioned | None:
        """What stands there, or None if nothing does."""

    def swap(self, text: str, expected: str | None, reason: str) -> str:
        """Puts the text in the place of the version `expected`, or of nothing; returns its version.

        `reason` says in a few words what for, where the engine keeps a history. Raises Moved where
        something else stands there, which may even be this text, if an answer got lost.
        """
