"""Findings as workflow commands of GitHub Actions, which become annotations at the lines of a pull request.

The runner reads commands from the log: a line that starts with `::`, and `##[` anywhere in a line. Whatever
comes from files must be able to make neither. It keeps ten annotations of a kind per step and drops the
rest without a word, cuts messages at 4,096 characters, and ignores columns of a place with several lines
(actions/runner, `ActionCommandManager.cs` and `ExecutionContext.cs`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from publer_sync.diagnostics import Diagnostic, Severity, in_reading_order, totals
from publer_sync.render.text.sanitize import no_command, safe
from publer_sync.render.text.units import count

MOST = 10
"""How many annotations of a kind GitHub keeps for a step."""

LONGEST = 4000

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def diagnostics_github(
    diagnostics: Iterable[Diagnostic],
    skipped: Sequence[str] = (),
    *,
    prefix: str = "",
    most: int = MOST,
) -> str:
    """A command for each finding and, where there are too many, all of them as lines of the log.

    `prefix` leads from the root of the repository to the project, with a `/` at its end. `most` is how many
    annotations of a kind there may be.
    """
    results = in_reading_order(diagnostics)
    kinds = [[each for each in results if each.severity is severity] for severity in Severity]
    commands = [line for kind in kinds for line in _annotations(kind, prefix, most)]
    everything = any(len(kind) > most for kind in kinds)
    listed = [_plain(each, prefix) for each in results] if everything else []
    backup = [no_command(f"- {safe(prefix + file)}: no post file, left aside") for file in skipped]
    return "\n".join([*commands, *listed, *backup])


def _annotations(diagnostics: Sequence[Diagnostic], prefix: str, most: int) -> Iterator[str]:
    """The commands for the findings of one severity: all, or one less and how many more there are."""
    findings = diagnostics if len(diagnostics) <= most else diagnostics[: most - 1]
    for each in findings:
        yield _command(each, prefix)
    more = sum((totals(diagnostics) - totals(findings)).values())
    if more:
        name = _COMMANDS[diagnostics[0].severity]
        say = f"{count(more, f'more {diagnostics[0].severity.value}')}: the log of this step lists all"
        yield f"::{name} title=publer-sync::{command_data(say)}"


def _command(diagnostic: Diagnostic, prefix: str) -> str:
    hint = f"\nhint: {safe(diagnostic.hint)}" if diagnostic.hint else ""
    concerns = f" ({safe(diagnostic.address)})" if diagnostic.address else ""
    message = f"{safe(diagnostic.message)}{concerns}{hint}"
    if len(message) > LONGEST:
        message = message[: LONGEST - 1] + "…"
    properties = {**_place(diagnostic, prefix), "title": safe(diagnostic.rule)}
    text = ",".join(f"{key}={command_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {text}::{command_data(message)}"


def _place(diagnostic: Diagnostic, prefix: str) -> Mapping[str, str]:
    place = diagnostic.location
    if place is None:
        return {}
    start = {"file": safe(prefix + place.file), "line": str(place.line)}
    if place.end_line is None or place.end_column is None:
        return {**start, "col": str(place.column)}
    if place.end_line != place.line:
        return {**start, "endLine": str(place.end_line)}
    columns = {"col": str(place.column), "endColumn": str(place.end_column)}
    return {**start, "endLine": str(place.end_line), **columns}


def _plain(diagnostic: Diagnostic, prefix: str) -> str:
    """A line of the log that is no command, whatever it says."""
    place = diagnostic.location
    location = f"{prefix}{place.file}:{place.line}:{place.column}: " if place else ""
    return no_command(
        f"- {safe(location)}{diagnostic.severity}[{diagnostic.rule}]: {safe(diagnostic.message)}"
    )


def command_property(value: str) -> str:
    return command_data(value).replace(":", "%3A").replace(",", "%2C")


def command_data(text: str) -> str:
    text = no_command(text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


class Level(StrEnum):
    """Annotation level, in the runner's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


def annotation(level: Level, message: str, *, file: str = "", line: int = 0) -> str:
    """A command for the log; it may hold line breaks, and names a line of a file or nothing."""
    lines = "\n".join(safe(part) for part in message.split("\n"))
    text = lines if len(lines) <= LONGEST else lines[: LONGEST - 1] + "…"
    place = f"file={command_property(safe(file))},line={max(line, 1)}," if file else ""
    return f"::{level} {place}title=publer-sync::{command_data(text)}"


def mask(secret: str) -> str:
    """The commands that make the runner show stars instead of a secret. A short one would garble the log."""
    parts = [part for part in secret.splitlines() if len(part) >= _SHORTEST_SECRET]
    return "\n".join(f"::add-mask::{part.replace('%', '%25')}" for part in parts)


_SHORTEST_SECRET = 8
