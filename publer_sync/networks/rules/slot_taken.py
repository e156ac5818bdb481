"""Two posts on one account in the same minute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.model.address import Slot
from publer_sync.model.post import Post
from publer_sync.networks.facts import of_publer
from publer_sync.networks.rules.reading import in_order_of_reading
from publer_sync.networks.sources import sources_of

ID = "slot-taken"
PURPOSE = "An account has one post in a minute."
WHY = "Publer takes one post per account and minute."
MEND = "Give one of them another time."


def check(posts: Sequence[Post], policy: Policy) -> Iterator[Diagnostic]:
    """An error at each post, in reading order, whose account already has one in that minute."""
    first: dict[Slot, Post] = {}
    for post in in_order_of_reading(posts):
        holder = first.setdefault(post.slot, post) if post.slot else post
        if holder is not post:
            yield _finding(post, holder)


def _finding(post: Post, holder: Post) -> Diagnostic:
    place = holder.source.at("schedule")
    when = f"{post.scheduled_at:%Y-%m-%d %H:%M} UTC"
    source = sources_of(of_publer("schedule")["min_gap_seconds"])[0]
    return error(
        ID,
        f"{post.account.alias} already has a post at {when}: {holder.address} in {place.file}:{place.line}"
        f" (Publer takes one per account and minute; {source})",
        post.source.at("schedule"),
        hint="give one of them another time",
        address=str(post.address),
    )
