"""All media of a post, wherever it uses them: its own, covers, pictures of cards, articles and comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from publer_sync.model.follow_ups import Comment
from publer_sync.model.media import Media
from publer_sync.model.post import Block, Link, Post


def every_medium(post: Post) -> Iterator[Media]:
    """Each medium that the post uses, in the order in which readers meet them."""
    results: list[Media] = []

    def note(item: Media) -> Media:
        results.append(item)
        return item

    with_each_medium(post, note)
    yield from results


def with_each_medium(post: Post, change: Callable[[Media], Media]) -> Post:
    """The post with every medium changed; a cover is changed before the video that has it."""

    def medium(item: Media) -> Media:
        return change(replace(item, cover=medium(item.cover)) if item.cover else item)

    def card(link: Link) -> Link:
        return replace(link, image=medium(link.image)) if link.image else link

    def comment(message: Comment) -> Comment:
        return replace(message, media=medium(message.media)) if message.media else message

    def block(part: Block) -> Block:
        return replace(part, media=medium(part.media)) if part.media else part

    return replace(
        post,
        media=tuple(map(medium, post.media)),
        link=card(post.link) if post.link else None,
        sublinks=tuple(map(card, post.sublinks)),
        blocks=tuple(map(block, post.blocks)),
        thread=tuple(map(comment, post.thread)),
        comments=tuple(map(comment, post.comments)),
    )
