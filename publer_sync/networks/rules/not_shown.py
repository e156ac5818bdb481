"""Texts and titles that no network of their entry shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Location, warning
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.networks.limits import TextUse, limits, source_of_types
from publer_sync.networks.rules.reading import in_order_of_reading
from publer_sync.networks.text_limits import field_limit

ID = "not-shown"
PURPOSE = "A text and a title are shown by at least one of the networks that they are written for."
WHY = "A story has no text, and many kinds of post have no title: nobody would read it."
MEND = "Leave it out; in a story, put the words into the picture."


def check(posts: Sequence[Post], policy: Policy) -> Iterator[Diagnostic]:
    """A warning, once, at each text and each title that none of its posts shows."""
    yield from _unseen("text", (post for post in posts if post.text.strip()), _shows_text)
    yield from _unseen("title", (post for post in posts if post.title), _shows_title)


def _unseen(
    field: str, posts: Iterable[Post], shows: Callable[[Post], bool]
) -> Iterator[Diagnostic]:
    """Accounts may share words: they are told apart by where they are written."""
    alike: dict[Location, list[Post]] = {}
    for post in in_order_of_reading(posts, field):
        alike.setdefault(post.source.at(field), []).append(post)
    for place, sharing in alike.items():
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


def _finding(post: Post, field: str, place: Location) -> Diagnostic:
    return warning(
        ID,
        f"{post.network.label} does not show the {field} of a {post.type} post ({source_of_types()})",
        place,
        hint="leave it out, or put the words into the picture"
        if field == "text"
        else "leave it out",
        address=str(post.address),
    )
