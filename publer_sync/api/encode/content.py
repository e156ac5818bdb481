"""Build the network's object of a post: type, text, media, link, poll, article, options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publer_sync.api.encode.options import set_options
from publer_sync.model.fingerprint import as_json, digest
from publer_sync.model.media import Media, Tag
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Block, Link, Poll, Post
from publer_sync.model.resources import Resources

_BY_FORMAT = {
    PostType.REEL: "video",
    PostType.SHORT: "video",
    PostType.DOCUMENT: "photo",
    PostType.EVENT: "photo",
    PostType.OFFER: "photo",
}
"""Types that are formats to Publer: `type` names the kind of media, `details.type` the format. A
`type: reel` has been seen to end in a completed job and no post."""


def content_of(post: Post, resources: Resources) -> dict[str, Any]:
    """The network object of a post.

    Google has no titles but those of events and offers; what Publer calls `title` there is the
    button, so a title that an entry has for other networks stays away. So does a link on WordPress,
    where `url` is the slug of the article.
    """
    content = _typed(post)
    if post.type is not PostType.ARTICLE:
        content["text"] = post.text
    if post.network is Network.YOUTUBE:
        content["description"] = post.text  # the name of the text in Publer's OpenAPI description
    if post.title and post.network is not Network.GOOGLE:
        content |= _titled(post)
    if post.media:
        content |= _media(post, resources)
    if post.link and post.network is not Network.WORDPRESS:
        content |= {"url": post.link.url, "link": card(post.link, resources)}
    if post.sublinks:
        content["sublinks"] = [card(link, resources) for link in post.sublinks]
    if post.poll:
        content |= _poll(post.poll)
    if post.blocks:
        content["content"] = blocks(post.blocks, resources)
    set_options(content, post.network, post.options)
    return content


def _typed(post: Post) -> dict[str, Any]:
    if post.type is PostType.STORY:
        video = bool(post.media) and post.media[0].kind is MediaKind.VIDEO
        return {"type": "video" if video else "photo", "details": {"type": "story"}}
    if post.type in _BY_FORMAT:
        return {"type": _BY_FORMAT[post.type], "details": {"type": post.type.value}}
    return {"type": post.type.value}


def _titled(post: Post) -> dict[str, Any]:
    """A document on LinkedIn is named in its own object by one source, beside the text by another."""
    if post.type is PostType.DOCUMENT:
        return {"title": post.title, "document": {"title": post.title}}
    return {"title": post.title}


def _media(post: Post, resources: Resources) -> dict[str, Any]:
    if post.network is Network.WORDPRESS:
        return {"featured_media": {"path": resources.path_of(post.media[0])}}
    return {"media": [item(medium, post.network, resources) for medium in post.media]}


def _poll(poll: Poll) -> dict[str, Any]:
    parts = {"options": list(poll.options), "duration": poll.days, "question": poll.question}
    return {key: value for key, value in parts.items() if value is not None}


# The blocks of an article.


def blocks(parts: Sequence[Block], resources: Resources) -> list[dict[str, Any]]:
    """The blocks with ids: the same article has the same ids, and no two blocks have one."""
    return [_block(part, number, resources) for number, part in enumerate(parts)]


def _block(part: Block, number: int, resources: Resources) -> dict[str, Any]:
    data = as_json(part.data)
    if part.media:
        data["url"] = resources.path_of(part.media)
    return {"id": _id(part, number), "type": part.type, "data": data}


def _id(part: Block, number: int) -> str:
    return digest([number, part.type, as_json(part.data)]).removeprefix("sha256:")[:10]


# The card of a link, alone or in a carousel.


def card(link: Link, resources: Resources) -> dict[str, Any]:
    """A link with the words, picture and button that its author wants."""
    words = {
        "url": link.url,
        "title": link.title,
        "description": link.description,
        "call_to_action": link.call_to_action,
        "phone_number": link.phone_number,
    }
    payload: dict[str, Any] = {key: value for key, value in words.items() if value}
    if link.image:
        payload |= {"images": [resources.path_of(link.image)], "default_image": 0}
    return payload


# Media in the shapes that Publer wants: in a post by id, in a comment by path.

_WORDS = {MediaKind.PHOTO: "image"}


def item(medium: Media, network: Network, resources: Resources) -> dict[str, Any]:
    """A medium of a post: its id and what belongs to it. Pinterest takes the alt text as caption."""
    payload: dict[str, Any] = {
        "id": resources.id_of(medium),
        "type": _WORDS.get(medium.kind, medium.kind.value),
    }
    if medium.alt:
        payload["alt_text"] = medium.alt
    caption = medium.caption or (medium.alt if network is Network.PINTEREST else None)
    if caption:
        payload["caption"] = caption
    if medium.tags:
        payload["user_tags"] = [_tag(tag) for tag in medium.tags]
    return payload | (_cover(medium.cover, resources) if medium.cover else {})


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
