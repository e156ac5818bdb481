"""Strict YAML to data with positions: no tags, no duplicate keys, no anchors that explode.

It reads libyaml's events instead of composed nodes, so that depth and size are bounded while
reading, and so that a value under an alias is never expanded just to note where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.source.document import Document, Path, Span
from publer_sync.source.locate import brief
from publer_sync.source.text import CONTROL

MAX_NODES = 100_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# YAML 1.1 starts a new line at these and editors do not: positions would be wrong after one.
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_SPLIT = "use `posts:` for several entries, or several files"


def read_yaml(
    text: str, file: str, *, first_line: int = 1
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document that a YAML text holds, and what is wrong with it.

    There is no document where the text is not YAML. `first_line` is the line of `file` that the text
    starts on. An empty text is a document whose data is None.
    """
    reader = _Reader(file, first_line, yaml.parse(text, Loader=_LOADER))
    separator = _SEPARATOR.search(text)
    if separator:
        return None, (_separator(separator, file, first_line),)
    try:
        data = reader.document()
    except _StopParsingError as stop:
        return None, (*reader.found, stop.diagnostic)
    except yaml.YAMLError as failure:
        return None, (*reader.found, syntax_error(failure, text, file, first_line))
    document = Document(
        file=file, data=data, values=reader.values, keys=reader.keys, numerals=reader.numerals
    )
    return document, tuple(reader.found)


def _separator(match: re.Match[str], file: str, first_line: int) -> Diagnostic:
    before = match.string[: match.start()].split("\n")
    place = Location(file, len(before) - 1 + first_line, len(before[-1]) + 1)
    message = f"invisible line separator U+{ord(match[0]):04X}"
    return error("yaml-syntax", message, place, hint="replace it by a space or a new line")


class _StopParsingError(Exception):
    """Reading on makes no sense."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Reader:
    """Build data from events, noting places and problems on the way."""

    def __init__(self, file: str, first_line: int, events: Iterator[Any]) -> None:
        self.file = file
        self.shift = first_line
        self.events = events
        self.found: list[Diagnostic] = []
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.numerals: dict[Path, str] = {}
        self.anchors: dict[str, tuple[object, int]] = {}
        self.nodes = 0

    def document(self) -> object:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        data = self.value(next(self.events), ())
        next(self.events)  # the end of the document
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            raise self.stop("yaml-syntax", "a second YAML document starts here", event, _SPLIT)
        return data

    def value(self, event: Any, path: Path) -> object:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, path)
        before = self.nodes
        self.count(1, event)
        self.refuse_tag(event)
        data: object
        if isinstance(event, yaml.ScalarEvent):
            data = self.scalar(event, path)
        elif len(path) >= MAX_DEPTH:
            raise _StopParsingError(too_deep(Location(self.file, *self.span(event, None))))
        elif isinstance(event, yaml.SequenceStartEvent):
            data = self.sequence(event, path)
        else:
            data = self.mapping(event, path)
        if event.anchor:
            self.anchors[event.anchor] = (data, self.nodes - before)
        return data

    def scalar(self, event: Any, path: Path) -> object:
        block = event.style in {"|", ">"}
        self.values[path] = self.span(event, None if block else event)
        text: str = event.value
        if CONTROL.search(text):
            self.report("yaml-syntax", "a control character is escaped here", event, "remove it")
        if event.style:
            return text
        value = meaning(text)
        if isinstance(value, int | float):
            self.numerals[path] = text
        return value

    def sequence(self, start: Any, path: Path) -> list[object]:
        items: list[object] = []
        event = next(self.events)
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
            event = next(self.events)
        self.values[path] = self.span(start, event if start.flow_style else None)
        return items

    def mapping(self, start: Any, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        event = next(self.events)
        while not isinstance(event, yaml.MappingEndEvent):
            key = self.key(event)
            place = (*path, key)
            if key in data:
                self.duplicate(key, event, place)
                self.value(next(self.events), (*path, f"{key} (again)"))
            else:
                self.keys[place] = self.span(event, event)
                data[key] = self.value(next(self.events), place)
            event = next(self.events)
        self.values[path] = self.span(start, event if start.flow_style else None)
        return data

    def key(self, event: Any) -> str:
        self.count(1, event)
        if not isinstance(event, yaml.ScalarEvent):
            hint = "put the key in quotes"
            raise self.stop("yaml-syntax", "a key must be a plain word", event, hint)
        self.refuse_tag(event)
        text: str = event.value
        if event.anchor:
            self.anchors[event.anchor] = (text, 1)
        return text

    def alias(self, event: Any, path: Path) -> object:
        self.values[path] = self.span(event, event)
        if event.anchor not in self.anchors:
            hint = "an anchor must be complete before it is used"
            raise self.stop(
                "yaml-syntax", f"there is no anchor `{brief(event.anchor)}` above", event, hint
            )
        data, weight = self.anchors[event.anchor]
        self.count(weight, event)
        return data

    def count(self, nodes: int, event: Any) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            message = f"more than {MAX_NODES:,} values, counting repeated ones"
            raise self.stop("yaml-limit", message, event, "split the file, and do without aliases")

    def refuse_tag(self, event: Any) -> None:
        if event.tag:
            hint = "remove the tag; quote the value if it is meant as text"
            self.report(
                "yaml-syntax", f"YAML tag `{brief(_short(event.tag))}` is not allowed", event, hint
            )

    def duplicate(self, key: str, event: Any, place: Path) -> None:
        hint = f"it was first given on line {self.keys[place][0]}; keep one of them"
        self.report("duplicate-key", f"key `{brief(key)}` is given twice", event, hint)

    def span(self, start: Any, end: Any) -> Span:
        first, last = start.start_mark, end.end_mark if end is not None else None
        if last is None:
            return (first.line + self.shift, first.column + 1, None, None)
        return (
            first.line + self.shift,
            first.column + 1,
            last.line + self.shift,
            last.column + 1,
        )

    def report(self, rule: str, message: str, event: Any, hint: str) -> None:
        place = Location(self.file, *self.span(event, None))
        self.found.append(error(rule, message, place, hint=hint))

    def stop(self, rule: str, message: str, event: Any, hint: str) -> _StopParsingError:
        place = Location(self.file, *self.span(event, None))
        return _StopParsingError(error(rule, message, place, hint=hint))


def _short(tag: str) -> str:
    return "!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:yaml.org") else tag


# What an unquoted YAML scalar means: far less than YAML 1.1 says.
# Only `null`, `~`, nothing at all, `true` and `false` are special, and numbers are numbers only where
# writing them back gives the same characters. So `9:30`, `no`, `012`, `1.10`, `1e3`, `1_000`, dates and
# long digit strings such as ids stay text.

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMBER = re.compile(r"-?[0-9]{1,15}(?P<fraction>\.[0-9]{1,15})?")


def meaning(plain: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar."""
    if plain in _WORDS:
        return _WORDS[plain]
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return plain
    number = float(plain) if match["fraction"] else int(plain)
    return number if str(number) == plain else plain


# What a YAML parser's complaint means for the person who wrote the text.

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
