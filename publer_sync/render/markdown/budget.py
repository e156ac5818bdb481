"""Length limit of a comment, and the choice of the fullest rendering within it.

GitHub takes comments of up to 65,536 characters and was seen to count 262,144 bytes; what is too long it
refuses as a whole. Characters are counted as it may count them at worst, in units of UTF-16.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from publer_sync.render.text.sanitize import no_command

T = TypeVar("T")

SMALLEST = 12_000
"""Below this not even totals are sure to fit, with whatever refuses the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The most that a rendering may hold: characters as units of UTF-16, and bytes of UTF-8."""

    characters: int = 60_000
    octets: int = 240_000

    def insist(self) -> None:
        """Raise ValueError where not even the shortest rendering is sure to fit."""
        if min(self.characters, self.octets) < SMALLEST:
            raise ValueError(f"a budget is {SMALLEST} characters and bytes at least")

    def part(self, divisor: int) -> Budget:
        """A fraction of it."""
        return Budget(characters=self.characters // divisor, octets=self.octets // divisor)

    def without(self, block: str) -> Budget:
        """Return the rest after a block and the empty line that follows it."""
        return Budget(
            characters=self.characters - units(block) - 2,
            octets=self.octets - len(block.encode()) - 2,
        )

    @property
    def spent(self) -> bool:
        """Return whether more was said than may be."""
        return self.characters < 0 or self.octets < 0


def units(text: str) -> int:
    """The length in units of UTF-16."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fullest(levels: Sequence[T], blocks_at: Callable[[T], Iterable[str]], budget: Budget) -> str:
    """The blocks of the first level that fits, an empty line between them; else those of the last."""
    *fuller, last = levels
    for level in fuller:
        text = _within(blocks_at(level), budget)
        if text is not None:
            return text
    return "\n\n".join(map(_harmless, blocks_at(last)))


def _within(blocks: Iterable[str], budget: Budget) -> str | None:
    """The blocks as one text; None as soon as they are too long, so that no more of them are made."""
    results: list[str] = []
    for block in map(_harmless, blocks):
        budget = budget.without(block)
        if budget.spent:
            return None
        results.append(block)
    return "\n\n".join(results)


def until_spent(lines: Iterable[str], budget: Budget) -> Iterator[str]:
    """The lines; what follows once they are too long is not made, as no one will see them."""
    remaining_count = budget.characters
    for line in lines:
        yield line
        remaining_count -= len(line)
        if remaining_count < 0:
            return


def _harmless(block: str) -> str:
    """The block, not to be taken for commands where a log shows it."""
    return "\n".join(no_command(line) for line in block.split("\n"))
