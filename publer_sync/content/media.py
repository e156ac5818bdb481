"""The `media` of an entry to files of the project; they are found and named here, not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import splitext
from typing import Any, TypedDict

from publer_sync.content.kinds import KINDS
from publer_sync.content.layers import Value
from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.post import Media
from publer_sync.source.paths import BadPath, inside, relative

_KIND_OF_TYPE: Mapping[PostType | None, MediaKind] = {
    PostType.VIDEO: MediaKind.VIDEO,
    PostType.GIF: MediaKind.GIF,
}


class _Words(TypedDict):
    alt: str | None
    caption: str | None


def read_media(
    value: Value, root: Path, given: PostType | None, found: list[Diagnostic]
) -> tuple[Media, ...] | None:
    """The media in order, or None where one of them cannot be used.

    Publer's library does not tell here what an `id` is: it is what the `given` type says, else a photo.
    """
    items: Any = value.data
    reader = _Reader(value, root, _KIND_OF_TYPE.get(given, MediaKind.PHOTO), found)
    media = [reader.item(index, item) for index, item in enumerate(items)]
    usable = tuple(one for one in media if one is not None)
    return usable if len(usable) == len(media) else None


@dataclass(frozen=True, slots=True)
class _Reader:
    value: Value
    root: Path
    kind_of_ids: MediaKind
    found: list[Diagnostic]

    def item(self, index: int, item: Any) -> Media | None:
        if isinstance(item, str):
            return self.file(item, {}, self.value.at(index))
        if ("file" in item) == ("id" in item):
            message = f"`media[{index}]` needs either `file` or `id`"
            hint = "name a file relative to this one, or something in Publer's library by its id"
            self.report("media-source", message, self.value.at(index), hint)
            return None
        if "file" in item:
            return self.file(item["file"], item, self.value.at(index, "file"))
        return Media(id=item["id"], kind=self.kind_of_ids, **_words(item))

    def file(self, file: str, item: Mapping[str, str], place: Location) -> Media | None:
        try:
            path = inside(self.root, file, folder=self.value.layer.folder)
        except BadPath as bad:
            rule = "media-outside" if bad.outside else "media-not-found"
            self.report(rule, bad.what, place, bad.hint)
            return None
        kind = KINDS.get(_suffix(file))
        if kind is None or KINDS.get(_suffix(path.name)) is not kind:
            message = f"`{file}` is no picture or video that Publer takes"
            hint = "use " + ", ".join(suffix.removeprefix(".") for suffix in KINDS)
            self.report("media-format", message, place, hint)
            return None
        return Media(file=relative(self.root, path), kind=kind, **_words(item))

    def report(self, rule: str, message: str, place: Location, hint: str | None) -> None:
        self.found.append(error(rule, message, place, hint=hint))


def _suffix(name: str) -> str:
    return splitext(name)[1].lower()


def _words(item: Mapping[str, str]) -> _Words:
    """Alt text and caption where they are given; an empty one is kept, as it is meant."""
    alt, caption = item.get("alt"), item.get("caption")
    return {
        "alt": None if alt is None else alt.strip(),
        "caption": None if caption is None else caption.strip(),
    }
