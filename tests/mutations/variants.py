"""Every variant by its name: `seed/kind/number` says which files are what, always the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.mutations import kinds_of_files, kinds_of_text, kinds_of_trees
from tests.mutations.examples import examples
from tests.mutations.kinds_of_trees import Files

KINDS = kinds_of_trees.KINDS | kinds_of_text.KINDS | kinds_of_files.KINDS


@dataclass(frozen=True)
class Variant:
    """Which mutation, and which of its many outcomes."""

    seed: int
    kind: str
    number: int

    @property
    def name(self) -> str:
        return f"{self.seed}/{self.kind}/{self.number}"

    def files(self) -> Files:
        """The files that differ from the examples, by their paths; None for one that is gone."""
        return KINDS[self.kind](examples(), Random(self.name), self.number + self.seed * 1_000)


def named(name: str) -> Variant:
    """The variant of that name."""
    seed, kind, number = name.split("/")
    return Variant(int(seed), kind, int(number))


def variants(seed: int, count: int) -> Iterator[Variant]:
    """That many, or a few more: as many of each kind."""
    for number in range(-(-count // len(KINDS))):
        for kind in KINDS:
            yield Variant(seed, kind, number)
