"""Drafts and ideas that nobody could tell apart in Publer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.model.fingerprint import plain
from publer_sync.model.post import Post
from publer_sync.model.schedule import Shelf
from publer_sync.networks.rules.reading import in_order_of_reading

ID = "drafts-alike"
PURPOSE = "Drafts without a date and ideas differ in their texts."
WHY = "They have no minute that would tell them apart."
MEND = "Change one of them."

_SHELVES = {Shelf.UNDATED, Shelf.IDEAS}


def check(posts: Sequence[Post], policy: Policy) -> Iterator[Diagnostic]:
    """An error at each one, in reading order, with the text of an earlier one of its account.

    They have no minute that would name them, so their text does.
    """
    undated = [post for post in posts if post.shelf in _SHELVES]
    first: dict[tuple[str, Shelf, str], Post] = {}
    for post in in_order_of_reading(undated, "text"):
        other = first.setdefault((post.account.id, post.shelf, plain(post.text)), post)
        if other is not post:
            place = other.source.at("text")
            what = "idea" if post.standing.is_idea else "draft without a date"
            yield error(
                ID,
                f"Another {what} has the same text: {other.address} in {place.file}:{place.line}",
                post.source.at("text"),
                hint="change one of them: Publer knows such posts by nothing else",
                address=str(post.address),
            )
