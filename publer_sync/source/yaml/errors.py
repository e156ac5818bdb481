"""What a YAML parser's complaint means for the person who wrote the text."""

from __future__ import annotations

import yaml

from publer_sync.diagnostics import Diagnostic, Location, error

MAX_DEPTH = 32

_HINTS = (
    ("mapping values are not allowed", "put the value in quotes if it contains `: `"),
    ("could not find expected ':'", "a key needs `: ` after it; is a quote or an indent missing?"),
    ("cannot start any token", "put the value in quotes; indent with spaces, not tabs"),
    ("did not find expected key", "check the indentation of this line and the one above"),
    ("did not find expected '-'", "check the indentation of this line and the one above"),
    ("did not find expected ','", "a `[` or `{` is not closed, or a comma is missing"),
    ("did not find expected node content", "put the value in quotes"),
    ("unknown escape character", "use single quotes, or write `\\\\` for a backslash"),
)
# libyaml's own limit. Its scanner reads ahead of the first event, so some texts meet it before ours.
_TOO_DEEP = "exceeded maximum nesting depth"
_OTHERWISE = "check quotes, indentation and the `: ` after keys"


def syntax_error(failure: yaml.YAMLError, text: str, file: str, first_line: int) -> Diagnostic:
    """The finding for a text that is not YAML."""
    if not isinstance(failure, yaml.MarkedYAMLError):
        message = "the text holds a character that YAML does not allow"
        return error("yaml-syntax", message, Location(file, first_line), hint="remove it")
    problem = str(failure.problem or "this cannot be read")
    hint = next((words for part, words in _HINTS if part in problem), _OTHERWISE)
    mark = failure.problem_mark
    if mark is None or not "".join(text.split("\n")[mark.line :]).strip():
        mark = failure.context_mark or mark
        hint = "something is opened and never closed: a quote, `[` or `{`"
    place = Location(file, first_line)
    if mark:
        line, column = _within(mark, text)
        place = Location(file, line + first_line, column + 1)
    if _TOO_DEEP in problem:
        return too_deep(place)
    return error("yaml-syntax", f"not valid YAML: {problem}", place, hint=hint)


def too_deep(place: Location) -> Diagnostic:
    """The finding for lists and mappings within each other that no post needs."""
    message = f"nested more than {MAX_DEPTH} levels deep"
    return error("yaml-limit", message, place, hint="write it flatter")


def _within(mark: yaml.Mark, text: str) -> tuple[int, int]:
    """Line and column of a mark; of one behind the text, those where the text ends."""
    lines = text.rstrip().split("\n")
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])
