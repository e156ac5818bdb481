"""The body of a Markdown post: the text, texts for single networks, and notes that no one gets to see.

A section starts with `<!-- publer: twitter, bluesky -->` on a line of its own. Every other HTML comment
is dropped, and so are the lines and the double blank lines that it would leave. Comments inside a
closed code fence are text: whoever fences them wants them seen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.network import NETWORKS, Network
from publer_sync.source.locate import brief
from publer_sync.source.suggest import did_you_mean

# Stand-ins for comments and section marks; no text has control characters.
_DROPPED, _MARK = "\x00", "\x01"
_OPENING = re.compile(r"<!--|^ {0,3}(?P<fence>`{3,}|~{3,})[^\n`]*$", re.MULTILINE)
_SECTION = re.compile(r"\s*publer\s*:(?P<names>.*)", re.DOTALL)
_REST_OF_LINE = re.compile(r"[ \t]*$", re.MULTILINE)
_NETWORKS = [network.value for network in NETWORKS]
_HOW = "write `<!-- publer: linkedin, bluesky -->` on a line of its own"


@dataclass(frozen=True, slots=True)
class BodyText:
    """A text, the line of the file that it starts on, and those of all its lines."""

    text: str
    line: int
    lines: Sequence[int] = field(default=(), compare=False, repr=False)


@dataclass(slots=True)
class Body:
    """The text for all networks, and the texts for single ones with the places of their marks."""

    main: BodyText
    sections: dict[Network, BodyText] = field(default_factory=dict)
    marks: dict[Network, Location] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class _Marker:
    networks: dict[Network, Location]
    place: Location


def read_body(body: str, file: str, first_line: int, results: list[Diagnostic]) -> Body:
    """The texts of a body that starts on `first_line` of a file."""
    if "<!--" not in body:
        return Body(_text(list(enumerate(body.split("\n"), first_line))))
    masked, markers = _Masking(body, file, first_line, results).run()
    parts = list(_parts(masked, first_line))
    result = Body(_text(parts[0]))
    for marker, lines in zip(markers, parts[1:], strict=True):
        for network in marker.networks:
            if network in result.sections:
                message = f"there is a second text for {network.value}"
                hint = "keep one section for each network"
                results.append(error("body-section", message, marker.place, hint=hint))
            result.sections.setdefault(network, _text(lines))
            result.marks.setdefault(network, marker.networks[network])
    return result


class _Masking:
    """One pass over a body that masks comments and section marks, line by line as before."""

    def __init__(self, body: str, file: str, first_line: int, results: list[Diagnostic]) -> None:
        self.body = body
        self.file = file
        self.first_line = first_line
        self.matches = results
        self.starts = [0, *(match.end() for match in re.finditer("\n", body))]
        self.originals: list[str] = []
        self.markers: list[_Marker] = []
        self.never_closed: dict[str, int] = {}

    def run(self) -> tuple[str, list[_Marker]]:
        position = 0
        while opening := _OPENING.search(self.body, position):
            self.originals.append(self.body[position : opening.start()])
            if opening["fence"]:
                position = self.end_of_fence(opening)
                self.originals.append(self.body[opening.start() : position])
                continue
            end = self.body.find("-->", opening.end())
            if end < 0:
                place = self.place(opening.start())
                message = "a comment is never closed"
                self.matches.append(error("body-section", message, place, hint="add `-->`"))
                position = opening.start()
                break
            position = end + len("-->")
            self.originals.append(self.masked(opening, end))
        return "".join(self.originals) + self.body[position:], self.markers

    def masked(self, opening: re.Match[str], end: int) -> str:
        section = _SECTION.fullmatch(self.body, opening.end(), end)
        whole = self.body[opening.start() : end]
        if section and "\n" not in whole and self.is_alone(opening.start(), end + len("-->")):
            self.markers.append(_marker(section, self.place(opening.start()), self.matches))
            return _MARK
        if section:
            place = self.place(opening.start())
            message = "a section mark inside a text"
            self.matches.append(error("body-section", message, place, hint=_HOW))
        return _DROPPED + f"\n{_DROPPED}" * whole.count("\n")

    def end_of_fence(self, opening: re.Match[str]) -> int:
        """Find the end of a code fence; one that is never closed is just a line."""
        character, length = opening["fence"][0], len(opening["fence"])
        if length >= self.never_closed.get(character, length + 1):
            return opening.end()
        closing = re.compile(rf"^ {{0,3}}{character}{{{length},}}[ \t]*$", re.MULTILINE)
        match = closing.search(self.body, opening.end())
        if match is None:
            self.never_closed[character] = length
        return match.end() if match else opening.end()

    def is_alone(self, start: int, end: int) -> bool:
        while start and self.body[start - 1] in " \t":
            start -= 1
        begins = start == 0 or self.body[start - 1] == "\n"
        return begins and bool(_REST_OF_LINE.match(self.body, end))

    def place(self, offset: int) -> Location:
        line = bisect_right(self.starts, offset) - 1
        return Location(self.file, line + self.first_line, offset - self.starts[line] + 1)


def _marker(section: re.Match[str], place: Location, results: list[Diagnostic]) -> _Marker:
    networks: dict[Network, Location] = {}
    shift = place.column - (section.start() - len("<!--"))
    for item in re.finditer(r"[^\s,][^,]*", section["names"]):
        name = item[0].strip()
        column = section.start("names") + item.start() + shift
        location = Location(place.file, place.line, column, place.line, column + len(name))
        if name in _NETWORKS:
            networks[Network(name)] = location
            continue
        hint = did_you_mean(name, _NETWORKS, what="networks")
        results.append(
            error("unknown-network", f"there is no network `{brief(name)}`", location, hint=hint)
        )
    if not section["names"].strip(" \t,"):
        results.append(error("body-section", "a section names no network", place, hint=_HOW))
    return _Marker(networks, place)


def _parts(masked: str, first_line: int) -> Iterator[list[tuple[int, str]]]:
    """The numbered lines of the main text and of each section, without what comments leave."""
    lines: list[tuple[int, str]] = []
    gap = False
    for number, line in enumerate(masked.split("\n"), first_line):
        if _MARK in line:
            yield lines
            lines, gap = [], False
        elif _DROPPED in line and not line.replace(_DROPPED, "").strip():
            gap = True
        elif gap and not line.strip() and (not lines or not lines[-1][1].strip()):
            gap = False
        else:
            gap = False
            lines.append((number, _without_comments(line)))
    yield lines


def _without_comments(line: str) -> str:
    if _DROPPED not in line:
        return line
    rest = re.sub(rf"[ \t]?{_DROPPED}", "", line).rstrip()
    return rest.lstrip() if line.lstrip().startswith(_DROPPED) else rest


def _text(lines: list[tuple[int, str]]) -> BodyText:
    numbers = [number for number, line in lines]
    first = next((at for at, (_, line) in enumerate(lines) if line.strip()), 0)
    text = "\n".join(line for _, line in lines).strip()
    return BodyText(text, numbers[first] if numbers else 1, numbers[first:])
