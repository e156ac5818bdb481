"""Things of the workspace that a post refers to by name or id."""

from __future__ import annotations

from publer_sync.content.keys import Keys
from publer_sync.model.post import Names

_NOTHING = Names()


def read_names(keys: Keys) -> Names:
    """The names as they are written; on Pinterest `board` is another word for the album."""
    if keys.values.keys().isdisjoint(("signature", "watermark", "location", "album", "board")):
        return _NOTHING
    album = keys.data("album")
    if "board" in keys.values:
        album = keys.data("board")
        keys.places["album"] = keys.places["board"]
    return Names(
        signature=_trimmed(keys.data("signature")),
        watermark=_trimmed(keys.data("watermark")),
        location=_trimmed(keys.data("location")),
        album=_trimmed(album),
    )


def _trimmed(name: str | None) -> str | None:
    return name.strip() or None if name else None
