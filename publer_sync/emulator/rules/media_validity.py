"""Networks that take an uploaded file: the table that an upload answers with."""

from dataclasses import dataclass

from publer_sync.emulator.store.file_kind import FileKind
from publer_sync.emulator.store.records import JsonObject


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of a network for one kind of file."""

    formats: frozenset[str]
    most_bytes: int
    least_side: int = 0

    def accept(self, kind: FileKind, size: int, picture: tuple[int, int] | None) -> bool:
        """Return whether the file is within the bounds."""
        small = picture is not None and min(picture) < self.least_side
        return kind.format in self.formats and size <= self.most_bytes and not small


def _bounds(formats: str, megabytes: int, least_side: int = 0) -> Bounds:
    return Bounds(frozenset(formats.split()), megabytes * 1_000_000, least_side)


_PHOTOS = {
    "facebook": _bounds("jpg png webp", 10),
    "instagram": _bounds("jpg png webp", 8, 320),
    "twitter": _bounds("jpg png webp", 5),
    "linkedin": _bounds("jpg png webp", 100),
    "pinterest": _bounds("jpg png webp", 20),
    "google": _bounds("jpg png", 5, 250),
    "tiktok": _bounds("jpg png webp", 20),
    "telegram": _bounds("jpg png webp", 10),
    "mastodon": _bounds("jpg png webp", 8),
    "threads": _bounds("jpg png", 8),
    "bluesky": _bounds("jpg png webp", 5),
}
_VIDEOS = {
    "facebook": _bounds("mp4 mov", 2000),
    "instagram": _bounds("mp4 mov", 1000),
    "twitter": _bounds("mp4 mov", 512),
    "linkedin": _bounds("mp4 mov", 2000),
    "pinterest": _bounds("mp4 mov", 2000),
    "youtube": _bounds("mp4 mov avi webm", 2000),
    "tiktok": _bounds("mp4 mov webm", 2000),
    "telegram": _bounds("mp4", 50),
    "mastodon": _bounds("mp4 mov webm", 40),
    "threads": _bounds("mp4 mov", 1000),
    "bluesky": _bounds("mp4", 50),
}
_GIFS = {
    "facebook": _bounds("gif", 4),
    "twitter": _bounds("gif", 15),
    "linkedin": _bounds("gif", 200),
    "telegram": _bounds("gif", 50),
    "mastodon": _bounds("gif", 8),
}
_DOCUMENTS = {"linkedin": _bounds("pdf doc docx ppt pptx", 100)}

_TABLES = {"photo": _PHOTOS, "video": _VIDEOS, "gif": _GIFS, "document": _DOCUMENTS}
_FORMATS = {
    ("photo", "facebook"): ("story",),
    ("photo", "instagram"): ("story",),
    ("video", "facebook"): ("reel", "story"),
    ("video", "instagram"): ("reel", "story"),
    ("video", "youtube"): ("short",),
}


def validity(kind: FileKind, size: int, picture: tuple[int, int] | None) -> JsonObject:
    """Return which networks take a file, by network and post type."""
    table: JsonObject = {}
    for network, bounds in _TABLES[kind.type].items():
        accepted = bounds.accept(kind, size, picture)
        types = (kind.type, *_FORMATS.get((kind.type, network), ()))
        table[network] = dict.fromkeys(types, accepted)
    return table
