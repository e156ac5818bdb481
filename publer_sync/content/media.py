"""Media of post files to files of the project, things in the library and on the web; nothing is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import splitext
from typing import Any, TypedDict
from urllib.parse import urlsplit

from publer_sync.content.find import KINDS
from publer_sync.content.layers import LayeredValue
from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.media import Media, Tag
from publer_sync.model.network import MediaKind, PostType
from publer_sync.source.locate import brief
from publer_sync.source.paths import PathError, inside, relative

_KIND_OF_TYPE: Mapping[PostType | None, MediaKind] = {
    PostType.VIDEO: MediaKind.VIDEO,
    PostType.REEL: MediaKind.VIDEO,
    PostType.SHORT: MediaKind.VIDEO,
    PostType.GIF: MediaKind.GIF,
    PostType.DOCUMENT: MediaKind.DOCUMENT,
}
_WEB = ("http://", "https://")
_SOURCES = ("file", "url", "id")


class _Words(TypedDict):
    alt: str | None
    caption: str | None
    tags: tuple[Tag, ...]


def read_media(
    value: LayeredValue, root: Path, post_type: PostType | None, results: list[Diagnostic]
) -> tuple[Media, ...] | None:
    """The media of a list in order, or None where one of them cannot be used.

    Nothing tells here what an `id` is, or a `url` without a suffix: it is what the type of the post says,
    else a photo.
    """
    items: Any = value.data
    kind = _KIND_OF_TYPE.get(post_type, MediaKind.PHOTO)
    reader = MediaReader(value.layer.folder, root, results, kind)
    media = [reader.medium(item, f"media[{at}]", value, at) for at, item in enumerate(items)]
    usable = tuple(one for one in media if one is not None)
    return usable if len(usable) == len(media) else None


@dataclass(frozen=True, slots=True)
class MediaReader:
    """Read media whose paths are relative to a folder of the project."""

    folder: str
    root: Path
    diagnostics: list[Diagnostic]
    kind_of_unknown: MediaKind = MediaKind.PHOTO

    def medium(self, item: Any, name: str, value: LayeredValue, *steps: str | int) -> Media | None:
        """A medium as it is written at a step of a value; `name` is what findings call it."""
        if isinstance(item, str):
            return self.file(item, {}, value.at(*steps))
        values = [key for key in _SOURCES if key in item]
        if len(values) != 1:
            message = f"`{name}` needs either `file`, `url` or `id`"
            hint = "name a file relative to this one, or something in Publer's library by its id"
            self.report("media-source", message, value.at(*steps), hint)
            return None
        media = self.source(values[0], item, value.at(*steps, values[0]))
        if media is None or "cover" not in item:
            return media
        cover = self.picture(item["cover"], f"{name}.cover", value, *steps, "cover")
        return replace(media, cover=cover) if cover else None

    def picture(self, item: Any, name: str, value: LayeredValue, *steps: str | int) -> Media | None:
        """A still picture, which may also be written as the address of one."""
        place = value.at(*steps)
        if isinstance(item, str) and item.startswith(_WEB):
            media: Media | None = self.url(item, {}, place)
        else:
            media = self.medium(item, name, value, *steps)
        if media and media.kind is not MediaKind.PHOTO:
            message, hint = f"`{name}` must be a still picture", "use jpg, jpeg, png or webp"
            self.report("media-format", message, place, hint)
            return None
        return media

    def source(self, key: str, item: Mapping[str, Any], place: Location) -> Media | None:
        if key == "file":
            return self.file(item["file"], item, place)
        if key == "url":
            return self.url(item["url"], item, place)
        return Media(id=item["id"], kind=self.kind_of_unknown, **_words(item))

    def url(self, url: str, item: Mapping[str, Any], place: Location) -> Media | None:
        """A medium on the web; only its suffix tells what it is."""
        try:
            suffix = _suffix(urlsplit(url).path)
        except ValueError:
            hint = "write it like `https://example.com/launch.png`"
            self.report("media-not-found", f"`{url[:200]}` is not a web address", place, hint)
            return None
        return Media(url=url, kind=KINDS.get(suffix, self.kind_of_unknown), **_words(item))

    def file(self, file: str, item: Mapping[str, Any], place: Location) -> Media | None:
        """A file of the project, if it is there and of a kind that Publer takes."""
        try:
            path = inside(self.root, file, folder=self.folder)
        except PathError as bad:
            rule = "media-outside" if bad.outside else "media-not-found"
            self.report(rule, bad.what, place, bad.hint_text())
            return None
        kind = KINDS.get(_suffix(file))
        if kind is None or KINDS.get(_suffix(path.name)) is not kind:
            message = f"`{brief(file)}` is no picture or video that Publer takes"
            hint = "use " + ", ".join(suffix.removeprefix(".") for suffix in KINDS)
            self.report("media-format", message, place, hint)
            return None
        return Media(file=relative(self.root, path), kind=kind, **_words(item))

    def report(self, rule: str, message: str, place: Location, hint: str | None) -> None:
        self.diagnostics.append(error(rule, message, place, hint=hint))


def _suffix(name: str) -> str:
    return splitext(name)[1].lower()


def _words(item: Mapping[str, Any]) -> _Words:
    """Alt text and caption where they are given; an empty one is kept, as it is meant."""
    alt, caption = item.get("alt"), item.get("caption")
    return {
        "alt": None if alt is None else alt.strip(),
        "caption": None if caption is None else caption.strip(),
        "tags": tuple(_tag(tag) for tag in item.get("tags", ())),
    }


def _tag(tag: Mapping[str, Any]) -> Tag:
    return Tag(user=tag["user"].strip().removeprefix("@"), x=tag.get("x"), y=tag.get("y"))
