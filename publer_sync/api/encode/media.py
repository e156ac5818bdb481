"""Media in the shapes that Publer wants: in a post by id, in a comment by path."""

from __future__ import annotations

from typing import Any

from publer_sync.model.media import Media, Tag
from publer_sync.model.network import MediaKind, Network
from publer_sync.model.resources import Resources

_WORDS = {MediaKind.PHOTO: "image"}


def item(medium: Media, network: Network, resources: Resources) -> dict[str, Any]:
    """A medium of a post: its id and what belongs to it. Pinterest takes the alt text as caption."""
    sent: dict[str, Any] = {
        "id": resources.id_of(medium),
        "type": _WORDS.get(medium.kind, medium.kind.value),
    }
    if medium.alt:
        sent["alt_text"] = medium.alt
    caption = medium.caption or (medium.alt if network is Network.PINTEREST else None)
    if caption:
        sent["caption"] = caption
    if medium.tags:
        sent["user_tags"] = [_tag(tag) for tag in medium.tags]
    return sent | (_cover(medium.cover, resources) if medium.cover else {})


def attached(medium: Media, resources: Resources) -> dict[str, Any]:
    """The medium of a comment."""
    path = resources.path_of(medium)
    thumbnail = resources.path_of(medium.cover) if medium.cover else path
    return {
        "type": medium.kind.value,
        "path": path,
        "caption": medium.caption or medium.alt or "",
        "thumbnail": "" if medium.kind is MediaKind.VIDEO and not medium.cover else thumbnail,
    }


def _cover(cover: Media, resources: Resources) -> dict[str, Any]:
    """The still picture of a video, which can be set at its creation only."""
    path = resources.path_of(cover)
    return {
        "thumbnail": path,
        "thumbnails": [{"id": resources.id_of(cover), "small": path, "real": path}],
        "default_thumbnail": 0,
    }


def _tag(tag: Tag) -> dict[str, Any]:
    place = {"x": tag.x, "y": tag.y}
    return {"username": tag.user} | {key: at for key, at in place.items() if at is not None}
