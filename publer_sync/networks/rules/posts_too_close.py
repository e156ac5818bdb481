"""Two posts on one account in neighbouring minutes."""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, warning
from publer_sync.model.address import SlotIndex
from publer_sync.model.post import Post
from publer_sync.networks.checks.posts import in_order_of_reading
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.rules_data import of_publer

ID = "posts-too-close"
PURPOSE = "Posts of an account are two minutes apart."
WHY = "How wide Publer's minute is, is not known, so a plan leaves out one of them."
FIX = "Keep two minutes between them."


def check(posts: Sequence[Post], policy: Policy) -> Findings:
    """A warning at each post, in reading order, that stands beside another one of its account.

    Publer asks for a minute between two; how wide its minute is, is not known, so a plan keeps two.
    Posts in the very same minute are the finding of another rule.
    """
    timed = [(slot, post) for post in posts if (slot := post.slot)]
    slot_index = SlotIndex(timed)
    if all(len(slot_index.near(slot)) < 2 for slot, _ in timed):
        return
    before: SlotIndex[Post] = SlotIndex()
    for post in in_order_of_reading(post for _, post in timed):
        slot = post.slot
        assert slot is not None
        if not before.at(slot):
            yield from (_finding(post, other) for other in before.near(slot)[:1])
        before.add(slot, post)


def _finding(post: Post, other: Post) -> Diagnostic:
    place = other.source.at("schedule")
    gap = of_publer("schedule")["min_gap_seconds"]
    return warning(
        ID,
        f"{post.account.alias} has a post a minute away: {other.address} in {place.file}:{place.line}"
        f" (Publer asks for {gap['max']} seconds between two; {sources_of(gap)[0]})",
        post.source.at("schedule"),
        hint="keep two minutes between them, or the plan will leave one of them out",
        address=str(post.address),
    )
