"""Which type a post has when its entry does not say; whether a network takes it is checked elsewhere."""

from __future__ import annotations

from collections.abc import Collection

from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Link, Poll


def infer(
    media: tuple[Media, ...],
    link: Link | None,
    *,
    network: Network | None = None,
    poll: Poll | None = None,
    sublinks: tuple[Link, ...] = (),
    options: Collection[str] = (),
) -> PostType:
    """The type that the parts of a post make together on a network.

    Media of mixed kinds with a video are a carousel. Reels, stories and shorts are never guessed: the
    same video can be each of them.
    """
    if "event" in options or "offer" in options:
        return PostType.EVENT if "event" in options else PostType.OFFER
    if sublinks:
        return PostType.CAROUSEL
    if network is Network.WORDPRESS:
        return PostType.ARTICLE
    if poll:
        return PostType.POLL
    kinds = {item.kind for item in media}
    if network is Network.LINKEDIN and MediaKind.DOCUMENT in kinds:
        return PostType.DOCUMENT
    return _of_media(kinds, link)


def _of_media(kinds: set[MediaKind], link: Link | None) -> PostType:
    if not kinds:
        return PostType.LINK if link else PostType.STATUS
    if kinds == {MediaKind.GIF}:
        return PostType.GIF
    if MediaKind.VIDEO not in kinds:
        return PostType.PHOTO
    return PostType.VIDEO if kinds == {MediaKind.VIDEO} else PostType.CAROUSEL
