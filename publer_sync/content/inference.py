"""Which type a post has when its entry does not say; whether a network takes it is checked elsewhere."""

from __future__ import annotations

from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.post import Link, Media


def infer(media: tuple[Media, ...], link: Link | None) -> PostType:
    """The type that link and media make together; media of mixed kinds with a video are a carousel."""
    kinds = {item.kind for item in media}
    if not kinds:
        return PostType.LINK if link else PostType.STATUS
    if kinds == {MediaKind.GIF}:
        return PostType.GIF
    if MediaKind.VIDEO not in kinds:
        return PostType.PHOTO
    return PostType.VIDEO if kinds == {MediaKind.VIDEO} else PostType.CAROUSEL
