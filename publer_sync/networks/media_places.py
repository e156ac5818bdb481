"""Where in its file each medium of a post stands, so that findings point at it."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.model.media import Media
from publer_sync.model.post import Post


def media_places(post: Post) -> Iterator[tuple[str, Media]]:
    """Each medium with its symbolic path: `media[0]`, `media[0].cover`, `link.image`, `comments[1].media`."""
    for path, item in _outermost(post):
        yield path, item
        if item.cover:
            yield f"{path}.cover", item.cover


def _outermost(post: Post) -> Iterator[tuple[str, Media]]:
    for index, item in enumerate(post.media):
        yield f"media[{index}]", item
    if post.link and post.link.image:
        yield "link.image", post.link.image
    for index, card in enumerate(post.sublinks):
        if card.image:
            yield f"sublinks[{index}].image", card.image
    for index, block in enumerate(post.blocks):
        if block.media:
            yield f"blocks[{index}].media", block.media
    for name, said in (("thread", post.thread), ("comments", post.comments)):
        for index, comment in enumerate(said):
            if comment.media:
                yield f"{name}[{index}].media", comment.media
