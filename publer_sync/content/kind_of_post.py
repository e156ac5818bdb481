"""Which type a post has, and whether its parts fit that type on any network."""

from __future__ import annotations

from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.post import Link, Media

_ALLOWED = {
    PostType.STATUS: frozenset[MediaKind](),
    PostType.LINK: frozenset[MediaKind](),
    PostType.PHOTO: frozenset({MediaKind.PHOTO, MediaKind.GIF}),
    PostType.GIF: frozenset({MediaKind.GIF}),
    PostType.VIDEO: frozenset({MediaKind.VIDEO}),
    PostType.CAROUSEL: frozenset({MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.GIF}),
}


def infer(media: tuple[Media, ...], link: Link | None) -> PostType:
    """The type that an entry without `type` has."""
    kinds = {item.kind for item in media}
    if not kinds:
        return PostType.LINK if link else PostType.STATUS
    if kinds == {MediaKind.GIF}:
        return PostType.GIF
    if MediaKind.VIDEO not in kinds:
        return PostType.PHOTO
    return PostType.VIDEO if kinds == {MediaKind.VIDEO} else PostType.CAROUSEL


def misfits(
    type_: PostType, media: tuple[Media, ...], link: Link | None, places: dict[str, Location]
) -> list[Diagnostic]:
    """What the type needs and does not have, or has and must not; `places` are those of the fields."""
    if type_ is PostType.LINK and link is None:
        hint = "add `link:` with a URL, or remove `type`"
        return [error("link-missing", "a link post needs a link", places["type"], hint=hint)]
    allowed = _ALLOWED[type_]
    if allowed and not media:
        hint = "add `media:`, or remove `type`"
        message = f"a {type_.value} post needs media"
        return [error("media-missing", message, places["type"], hint=hint)]
    return [
        _forbidden(type_, item, places[f"media[{index}]"])
        for index, item in enumerate(media)
        if item.kind not in allowed
    ]


def _forbidden(type_: PostType, item: Media, place: Location) -> Diagnostic:
    if item.kind is MediaKind.DOCUMENT:
        message, hint = "documents cannot be posted yet", "post the pages as pictures"
        return error("media-format", message, place, hint=hint)
    message = f"a {type_.value} post cannot have a {item.kind.value}"
    return error("media-forbidden", message, place, hint="remove it, or change `type`")
