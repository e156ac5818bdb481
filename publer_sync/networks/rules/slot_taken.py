"""Two posts on one account in the same minute."""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, error
from publer_sync.model.address import Slot
from publer_sync.model.post import Post
from publer_sync.networks.checks.posts import in_order_of_reading
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.rules_data import of_publer

ID = "slot-taken"
PURPOSE = "An account has one post in a minute."
WHY = "Publer takes one post per account and minute."
FIX = "Give one of them another time."


def check(posts: Sequence[Post], policy: Policy) -> Findings:
    """An error at each post, in reading order, whose account already has one in that minute.

    A series takes the minute in which it begins, also where that is none of its weekdays: Publer's
    documentation does not say whether it posts then. Later posts of a series are not checked, because it
    does not say how Publer counts them when clocks change.
    """
    first: dict[Slot, Post] = {}
    for post in in_order_of_reading(posts):
        slot = post.first_slot
        holder = first.setdefault(slot, post) if slot else post
        if slot and holder is not post:
            yield _finding(post, holder)


def _finding(post: Post, holder: Post) -> Diagnostic:
    place = holder.source.at("schedule")
    source = sources_of(of_publer("schedule")["min_gap_seconds"])[0]
    return error(
        ID,
        f"{post.account.alias} already has a post in this minute: {holder.address}"
        f" in {place.file}:{place.line} (Publer takes one per account and minute; {source})",
        post.source.at("schedule"),
        hint="give one of them another time",
        address=str(post.address),
    )
