"""Problems in the content, as data: what, where to the column, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial


class Severity(StrEnum):
    """How much a finding matters: only an error stops a plan."""

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

    With an `excerpt`, `location` is where the text starts that the excerpt is a part of.
    """

    severity: Severity
    rule: str
    message: str
    location: Location | None = None
    hint: str | None = None
    address: str | None = None
    excerpt: Excerpt | None = None

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


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, line and column; a finding that was reported twice is kept once."""

    def key(found: Diagnostic) -> tuple[str, int, int, str, str, str]:
        place = found.location or Location("")
        address = found.address or ""
        return (place.file, place.line, place.column, found.rule, address, found.message)

    return tuple(sorted(set(diagnostics), key=key))
