"""Posts that their network would refuse because another one says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, warning
from publer_sync.model.likeness import DISTINCT_TEXTS, too_alike, words_of
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.schedule import Standing
from publer_sync.networks.rules.reading import in_order_of_reading

ID = "same-text"
PURPOSE = "On a network that wants different texts, no post says what another one says."
WHY = "X refuses what is too much alike, on one account or several."
MEND = "Say it in other words."

NEAR = timedelta(hours=1)
"""How close in time texts have to be for likeness to matter; equal ones matter at any distance.

The network does not publish its line. Posts of a series are alike and go out well; the same news sent by
several accounts at once does not."""


def check(posts: Sequence[Post], policy: Policy) -> Iterator[Diagnostic]:
    """A warning at each post, in reading order, with the words of an earlier one, or nearly so."""
    picky = [post for post in posts if post.network in DISTINCT_TEXTS and _goes_out(post)]
    first: dict[tuple[Network, str], Post] = {}
    for post in in_order_of_reading(picky, "text"):
        other = first.setdefault((post.network, words_of(post.text)), post)
        if other is not post:
            yield _finding(post, other, "says the same as")
    yield from _alike([post for post in first.values() if post.scheduled_at])


def _goes_out(post: Post) -> bool:
    return post.standing is Standing.SCHEDULED and bool(post.text.strip())


def _alike(posts: Sequence[Post]) -> Iterator[Diagnostic]:
    timed = sorted(posts, key=_time)
    start = 0
    for index, post in enumerate(timed):
        while _time(post) - _time(timed[start]) >= NEAR:
            start += 1
        for other in timed[start:index]:
            if too_alike(post.text, other.text):
                yield _finding(post, other, "says nearly the same as")
                break


def _time(post: Post) -> datetime:
    assert post.scheduled_at is not None
    return post.scheduled_at


def _finding(post: Post, other: Post, says: str) -> Diagnostic:
    place = other.source.at("text")
    return warning(
        ID,
        f"This {says} {other.address} in {place.file}:{place.line}, and {post.network.label} refuses"
        " texts that are too much alike, on one account or several (seen to happen, not published)",
        post.source.at("text"),
        hint="say it in other words",
        address=str(post.address),
    )
