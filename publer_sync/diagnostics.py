"""Problems in the content, as data: what, where to the column, and what to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial


class Severity(StrEnum):
    """Severity of a finding: only an error stops a plan."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: path relative to the project with `/`; lines and columns count from 1.

    The end is exclusive: the column after the last character. It is None where only a start is known.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part `text[start:end]` of a text that a finding is about.

    Whoever has the lines of the file can tell from it where exactly the finding is.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding. `rule` is a stable kebab-case id; `address` names the post it concerns.

    With an `excerpt`, `location` is where the text starts that the excerpt is a part of. With `more` it
    stands for so many findings of its rule that are not listed, at the place of the first of them.
    """

    severity: Severity
    rule: str
    message: str
    location: Location | None = None
    hint: str | None = None
    address: str | None = None
    excerpt: Excerpt | None = None
    more: int = 0

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


Findings = Iterator[Diagnostic]
"""What a rule finds."""


def finding(
    severity: Severity,
    rule: str,
    message: str,
    location: Location | None,
    *,
    hint: str | None = None,
    address: str | None = None,
    excerpt: Excerpt | None = None,
) -> Diagnostic:
    """A finding of any severity."""
    return Diagnostic(
        severity=severity,
        rule=rule,
        message=message,
        location=location,
        hint=hint,
        address=address,
        excerpt=excerpt,
    )


error = partial(finding, Severity.ERROR)
"""A finding that stops a plan: `error(rule, message, location, hint=…, address=…)`."""

warning = partial(finding, Severity.WARNING)
"""A finding that is shown and stops nothing; called as `error` is."""


LISTED = 200
"""How many findings of a rule and severity are kept; the others are counted."""


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column; a finding that was reported twice is kept once.

    Of each rule and severity the first ones are kept, and one finding that counts the others: millions of
    findings need no memory, and no one reads them.
    """

    def key(diagnostic: Diagnostic) -> tuple[str, int, int, str, bool, str, str]:
        place = diagnostic.location or Location("")
        address, last = diagnostic.address or "", diagnostic.more > 0
        return (
            place.file,
            place.line,
            place.column,
            diagnostic.rule,
            last,
            address,
            diagnostic.message,
        )

    kinds: dict[tuple[str, Severity], list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        kind = kinds[diagnostic.rule, diagnostic.severity]
        kind.append(diagnostic)
        if len(kind) > 2 * LISTED:
            kind[:] = _shortened(sorted(set(kind), key=key))
    findings: set[Diagnostic] = set()
    for kind in kinds.values():
        findings.update(kind if len(kind) <= LISTED else _shortened(sorted(set(kind), key=key)))
    return tuple(sorted(findings, key=key))


def _shortened(kind: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """The first findings of one kind, and one that counts the others."""
    listed = [diagnostic for diagnostic in kind if not diagnostic.more]
    others = [*listed[LISTED:], *(finding for finding in kind if finding.more)]
    if not others:
        return kind
    places = (result.location or Location("") for result in others)
    first = min(places, key=lambda place: (place.file, place.line, place.column))
    number = sum(item.more or 1 for item in others)
    return [
        *listed[:LISTED],
        Diagnostic(
            severity=others[0].severity,
            rule=others[0].rule,
            message=f"{number} more of this rule, not listed",
            location=Location(first.file, first.line) if first.file else None,
            hint="fix those that are listed, then look again",
            more=number,
        ),
    ]


def totals(diagnostics: Iterable[Diagnostic]) -> Counter[Severity]:
    """Count the findings of each severity, with those that are not listed."""
    counted = Counter[Severity]()
    for diagnostic in diagnostics:
        counted[diagnostic.severity] += diagnostic.more or 1
    return counted
