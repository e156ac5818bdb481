"""What publer-sync promises under every fault, and a ledger of how often each promise was tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


class Promise(Enum):
    """A promise, in the words that a table can hold."""

    READS = "commands that read send nothing but GET"
    EMPTY = "after a successful apply the plan is empty"
    ONCE = "one post for each address: none twice, none made and forgotten"
    FOREIGN = "posts of others are left as they are, byte for byte"
    SHOWN = "the plan that is applied is the plan that was shown"
    DELETES = "many deletes need an explicit act"
    AT_ONCE = "nothing is published before its time"
    SECRET = "the API key is in no output, state or plan"
    FORMATS = "exit codes do not depend on the output format"
    STATE = "a state that cannot be read or saved is never lost"
    INTERRUPT = "an interrupt saves, unlocks and exits with 130"
    LOCK = "of two applies one works, and the other says who does"
    LIMIT = "nothing is sent while Publer's rate limit is used up"
    CLOCK = "nothing is written while the clocks differ by more than two minutes"
    SIGNED = "a state that was changed without the key is not used"
    SILENCE = "each change has an outcome, and each that is not done says why"

    @property
    def number(self) -> int:
        return list(Promise).index(self) + 1


class BrokenPromiseError(AssertionError):
    """A promise did not hold."""

    def __init__(self, promise: Promise, detail: str) -> None:
        super().__init__(f"promise {promise.number} ({promise.value}): {detail}")
        self.promise = promise
        self.detail = detail

    def __reduce__(self) -> tuple[type[BrokenPromiseError], tuple[Promise, str], dict[str, object]]:
        """Go from process to process with the life that hypothesis notes on it."""
        return BrokenPromiseError, (self.promise, self.detail), self.__dict__


@dataclass
class Ledger:
    """How often each promise was looked at, and the times that it did not hold."""

    runs: Counter[Promise] = field(default_factory=Counter)
    violations: list[BrokenPromiseError] = field(default_factory=list)

    def check(self, promise: Promise, holds: object, detail: object = "") -> None:
        """Count a look at a promise; raises Broken if it does not hold."""
        self.runs[promise] += 1
        if not holds:
            raise BrokenPromiseError(promise, str(detail))

    def add(self, other: Ledger) -> None:
        self.runs += other.runs
        self.violations += other.violations

    def table(self) -> str:
        """Promise x runs x violations, one line each."""
        broken = Counter(violation.promise for violation in self.violations)
        rows = [("", "promise", "runs", "violations")]
        rows += [(str(p.number), p.value, f"{self.runs[p]:,}", str(broken[p])) for p in Promise]
        return "\n".join(_lines(rows))


def _lines(rows: Iterable[tuple[str, str, str, str]]) -> list[str]:
    rows = list(rows)
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return [
        f"{a:>{widths[0]}}  {b:<{widths[1]}}  {c:>{widths[2]}}  {d:>{widths[3]}}"
        for a, b, c, d in rows
    ]
