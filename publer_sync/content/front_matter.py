"""Markdown files: the front matter between its fences, and the body below."""

from __future__ import annotations

from dataclasses import dataclass

from frontmatter.default_handlers import YAMLHandler

from publer_sync.diagnostics import Diagnostic, Location, error

_HANDLER = YAMLHandler()
_HOW = "start the file with a line `---`, the keys, and another line `---`"


@dataclass(frozen=True, slots=True)
class Parts:
    """Front matter and body, each with the line of the file that it starts on."""

    matter: str
    matter_line: int
    body: str
    body_line: int


def split(text: str, file: str) -> Parts | Diagnostic:
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
    return Parts(
        matter=matter,
        matter_line=skipped + 1 + text.count("\n", 0, matter_at),
        body=body,
        body_line=skipped + 1 + text.count("\n", 0, body_at),
    )
