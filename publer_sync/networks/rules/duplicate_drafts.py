"""Drafts, ideas and posts whose time Publer picks, where two could not be told apart in Publer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, error
from publer_sync.model.plain_text import plain
from publer_sync.model.post import Post
from publer_sync.model.schedule import Auto, Listing
from publer_sync.networks.checks.posts import in_order_of_reading

ID = "duplicate-drafts"
PURPOSE = "Drafts without a date, ideas and posts whose time Publer picks differ in their texts."
WHY = "They have no minute of their own that would tell them apart, so a plan would hold one back."
FIX = "Change one of them."

_SHELVES = {Listing.UNDATED, Listing.IDEAS}


def check(posts: Sequence[Post], policy: Policy) -> Findings:
    """An error at each one, in reading order, that has the text of an earlier one of its account.

    They have no minute that would name them, so their text does. Posts whose time Publer picks may share
    a text when the spans in which it may pick do not overlap.
    """
    nameless = [post for post in posts if post.shelf in _SHELVES or isinstance(post.schedule, Auto)]
    similar: dict[tuple[str, Listing, str], list[Post]] = defaultdict(list)
    for post in in_order_of_reading(nameless, "text"):
        before = similar[post.account.id, post.shelf, plain(post.text)]
        other = next((each for each in before if can_collide(post, each)), None)
        if other:
            yield _finding(post, other)
        before.append(post)


def can_collide(one: Post, other: Post) -> bool:
    """Return whether both could stand at the same time, or have none."""
    if isinstance(one.schedule, Auto) and isinstance(other.schedule, Auto):
        return (
            one.schedule.since <= other.schedule.until
            and other.schedule.since <= one.schedule.until
        )
    return True


def _finding(post: Post, other: Post) -> Diagnostic:
    place = other.source.at("text")
    return error(
        ID,
        f"Another {_what(post)} has the same text: {other.address} in {place.file}:{place.line}",
        post.source.at("text"),
        hint="change one of them: Publer knows such posts by nothing else",
        address=str(post.address),
    )


def _what(post: Post) -> str:
    if post.standing.is_idea:
        return "idea"
    return (
        "draft without a date" if post.shelf is Listing.UNDATED else "post whose time Publer picks"
    )
