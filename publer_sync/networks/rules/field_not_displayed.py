"""Texts, titles, links, locations and albums that no network of their entry shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Location, warning
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post
from publer_sync.model.workspace_names import NameKind, takes
from publer_sync.networks.checks.posts import by_place
from publer_sync.networks.limits.text import field_limit
from publer_sync.networks.limits.types import TextUse, limits, source_of_types

ID = "field-not-displayed"
PURPOSE = "What an entry says is shown by at least one of its networks: text, title, link, location, album."
WHY = (
    "A story has no text, many kinds of post have no title, and few beside link posts have a link: no one"
    " would see it."
)
FIX = "Leave it out; in a story, put the words into the picture, and elsewhere the link into the text."


def check(posts: Sequence[Post], policy: Policy) -> Findings:
    """A warning, once, at each text, title, link and so on that none of its posts shows."""
    yield from _unseen("text", (post for post in posts if post.text.strip()), _shows_text)
    yield from _unseen("title", (post for post in posts if post.title), _shows_title)
    for kind in (NameKind.LOCATION, NameKind.ALBUM):
        named = (post for post in posts if getattr(post.names, kind))
        yield from _unseen(kind, named, partial(_shows_name, kind))
    yield from _unseen("link", (post for post in posts if post.link), _shows_link)


def _unseen(field: str, posts: Iterable[Post], shows: Callable[[Post], bool]) -> Findings:
    """Accounts may share words: they are told apart by where they are written."""
    for place, sharing in by_place(posts, field).items():
        if not any(shows(post) for post in sharing):
            yield _finding(sharing[0], field, place)


def _shows_text(post: Post) -> bool:
    allowed = limits(post.network).types.get(post.type)
    return allowed is None or allowed.text is not TextUse.IGNORED


def _shows_title(post: Post) -> bool:
    allowed = limits(post.network).types.get(post.type)
    if allowed is None or post.type is PostType.DOCUMENT:
        return True
    return field_limit(post.network, "title", post.type) is not None


def _shows_link(post: Post) -> bool:
    """Pins lead to their link; backgrounds and polls have rules of their own."""
    unjudged = post.type not in limits(post.network).types or bool(post.options.get("background"))
    return unjudged or post.type is PostType.LINK or post.network is Network.PINTEREST


def _shows_name(kind: NameKind, post: Post) -> bool:
    return takes(post.network, kind)


_HINTS = {
    "text": "leave it out, or put the words into the picture",
    "link": "leave it out, or put the address into the text",
}


def _finding(post: Post, field: str, place: Location) -> Diagnostic:
    such = f"{'an' if post.type[0] in 'aeo' else 'a'} {post.type} post"
    return warning(
        ID,
        f"{post.network.label} does not show the {field} of {such} ({source_of_types()})",
        place,
        hint=_HINTS.get(field, "leave it out"),
        address=str(post.address),
    )
