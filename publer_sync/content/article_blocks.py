"""The text of an article to blocks whose pictures are files of the project or on the web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from publer_sync.content.article import Picture, is_too_deep, parts_of
from publer_sync.content.layers import LayeredValue
from publer_sync.content.media import MediaReader
from publer_sync.diagnostics import Diagnostic, Location
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Block

_WEB = ("http://", "https://")


@dataclass(slots=True)
class Article:
    """Blocks with their places; it is not complete where a picture cannot be used."""

    blocks: list[Block] = field(default_factory=list)
    places: dict[str, Location] = field(default_factory=dict)
    is_complete: bool = True


def read_article(
    text: str, layered_value: LayeredValue, root: Path, results: list[Diagnostic]
) -> Article:
    """The article that a text is, which was `layered_value` somewhere."""
    return _Reader(text, layered_value, root, results).read()


class _Reader:
    def __init__(
        self, text: str, layered_value: LayeredValue, root: Path, results: list[Diagnostic]
    ) -> None:
        self.text = text
        self.rows = text.split("\n")
        self.written = layered_value
        self.media = MediaReader(layered_value.layer.folder, root, results)
        self.article = Article()

    def read(self) -> Article:
        for part in parts_of(self.text):
            block = self.picture(part.picture) if part.picture else part.block
            for picture in part.embedded:
                self.check(picture)
            if block is not None:
                place = self.at(part.line, part.picture)
                self.article.places[f"blocks[{len(self.article.blocks)}]"] = place
                self.article.blocks.append(block)
        if is_too_deep(self.text):
            message = "the article is nested too deeply"
            self.report("article", message, self.written.at(), "write it flatter")
        return self.article

    def picture(self, picture: Picture) -> Block | None:
        """A picture on lines of its own, which becomes a block."""
        words = {"alt": picture.alt, "caption": picture.caption}
        values = {key: word for key, word in words.items() if word}
        place = self.at(picture.line, picture)
        media = self.medium(picture.source, values, place)
        if media is None:
            self.article.is_complete = False
            return None
        kind = "video" if media.kind is MediaKind.VIDEO else "photo"
        return Block(type="media", data={"type": kind, **values}, media=media)

    def medium(self, source: str, words: Mapping[str, str], place: Location) -> Media | None:
        if source.lower().startswith(_WEB):
            media = self.media.url(source, words, place)
        else:
            media = self.media.file(unquote(source), words, place)
        if media and media.kind is MediaKind.DOCUMENT:
            hint = "write a link instead: `[our jams](https://example.com/jams.pdf)`"
            self.report("article", "a document is no picture", place, hint)
            return None
        return media

    def check(self, picture: Picture) -> None:
        """A picture amid a text is just HTML, so nothing would upload a file."""
        if picture.source.lower().startswith(_WEB):
            return
        message = f"the picture `{unquote(picture.source)[:200]}` stands within a text"
        hint = "put it on a line of its own, with an empty line above and below"
        self.report("article", message, self.at(picture.line, picture), hint)

    def report(self, rule: str, message: str, place: Location, hint: str) -> None:
        self.article.is_complete = False
        self.media.report(rule, message, place, hint)

    def at(self, line: int, picture: Picture | None = None) -> Location:
        """The place of a line of the text, or of what names a picture in it."""
        layer, key = self.written.layer, self.written.key
        lines = layer.document.lines.get((*layer.path, key), ())
        if line >= len(lines):
            return self.written.at()
        row = self.rows[line] if line < len(self.rows) else ""
        for name in (picture.source, unquote(picture.source)) if picture else ():
            column = row.find(name) + 1
            if name and column:
                number = lines[line]
                return Location(layer.document.file, number, column, number, column + len(name))
        return Location(layer.document.file, lines[line])
