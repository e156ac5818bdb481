"""Markdown files to documents: the front matter between its fences, and the texts of the body as keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from publer_sync.content.body import Body, read_body
from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.source.document import Document, Path
from publer_sync.source.schema.check import Finding, check
from publer_sync.source.yaml import read_yaml

_HANDLER = YAMLHandler()
_HOW = "start the file with a line `---`, the keys, and another line `---`"
_ONLY_IN_YAML = {
    "text": "the text of a Markdown file is its body, below the front matter",
    "posts": "a Markdown file is one entry; use a YAML file for several",
    "defaults": "shared values belong in `_defaults.yaml`",
}
"""Keys that front matter cannot have, and what to write instead."""


def read_markdown(
    text: str, file: str, results: list[Diagnostic]
) -> tuple[Document, tuple[Finding, ...]] | None:
    """Return the document that a Markdown file is, with what the schema finds; None if it cannot be read."""
    parts = split(text, file)
    if isinstance(parts, Diagnostic):
        results.append(parts)
        return None
    document, problems = read_yaml(parts.matter, file, first_line=parts.matter_line)
    body = read_body(parts.body, file, parts.body_line, results)
    results += problems
    if document is None:
        return None
    data = document.data if document.data is not None else {}
    if not isinstance(data, dict):
        hint = "write `key: value` lines between the fences"
        message = "the front matter must be a mapping"
        results.append(error("front-matter", message, document.at(()), hint=hint))
        return None
    for key in data.keys() & _ONLY_IN_YAML.keys():
        message = f"unknown key `{key}` in front matter"
        place = document.key_at((key,))
        results.append(error("unknown-key", message, place, hint=_ONLY_IN_YAML[key]))
    data = {key: value for key, value in data.items() if key not in _ONLY_IN_YAML}
    document, findings = check(replace(document, data=data), "post")
    return _with_body(document, body, results), findings


@dataclass(frozen=True, slots=True)
class MarkdownParts:
    """Front matter and body, each with the line of the file that it starts on."""

    matter: str
    matter_line: int
    body: str
    body_line: int


def split(text: str, file: str) -> MarkdownParts | Diagnostic:
    """The two parts of a Markdown file.

    NOTE: python-frontmatter only finds the fences here. Its own parsing strips the text first, which
    shifts lines, and takes front matter that is never closed for none at all.
    """
    start = len(text) - len(text.lstrip())
    skipped, text = text.count("\n", 0, start), text[start:]
    top = Location(file, skipped + 1)
    if not _HANDLER.detect(text):
        hint = f"{_HOW}; a file that is no post gets a name with a leading `_`"
        return error("front-matter", "the file has no front matter", top, hint=hint)
    try:
        matter, body = _HANDLER.split(text)
    except ValueError:
        hint = "add a line `---` after the keys"
        return error("front-matter", "the front matter is never closed", top, hint=hint)
    body_at = len(text) - len(body)
    matter_at = text.index(matter, len(text.split("\n", 1)[0]))
    return MarkdownParts(
        matter=matter,
        matter_line=skipped + 1 + text.count("\n", 0, matter_at),
        body=body,
        body_line=skipped + 1 + text.count("\n", 0, body_at),
    )


def _with_body(document: Document, body: Body, results: list[Diagnostic]) -> Document:
    """The document as if the texts of the body stood in the front matter."""
    data: Any = dict(document.data)  # type: ignore[call-overload]  # front matter is a mapping
    values, keys = dict(document.values), dict(document.keys)
    lines: dict[Path, Sequence[int]] = {}
    if body.main.text:
        data["text"] = body.main.text
        values["text",] = (body.main.line, 1, None, None)
        lines["text",] = body.main.lines
    if body.sections:
        networks = data.get("networks")
        data["networks"] = networks = dict(networks) if isinstance(networks, dict) else {}
    for network, section in body.sections.items():
        own = networks.get(network.value)
        own = dict(own) if isinstance(own, dict) else {}
        if "text" in own:
            place = document.at(("networks", network.value, "text"))
            message = f"the text for {network.value} is given here and in the body"
            results.append(error("body-section", message, place, hint="keep one of them"))
        networks[network.value] = {**own, "text": section.text}
        values["networks", network.value, "text"] = (section.line, 1, None, None)
        lines["networks", network.value, "text"] = section.lines
        mark = body.marks[network]
        span = (mark.line, mark.column, mark.end_line, mark.end_column)
        keys.setdefault(("networks", network.value), span)
    return replace(document, data=data, values=values, keys=keys, lines=lines)
