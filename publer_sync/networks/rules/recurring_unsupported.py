"""Series of posts where the network has none."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.model.schedule import Recurring
from publer_sync.networks.limits.features import forbidden, without

ID = "recurring-unsupported"
PURPOSE = "The network takes series of posts."
WHY = "It would be refused."
FIX = "Write an entry for each time."


def check(post: Post, policy: Policy) -> Findings:
    """An error where the network forbids it, or Publer does not offer it."""
    if not (isinstance(post.schedule, Recurring)):
        return
    fact = forbidden("recurring", post.network) or without("recurring", post.network)
    if fact:
        yield error(
            ID,
            f"Publer repeats no posts on {post.network.label} ({fact.sources[0]})",
            post.source.at("schedule.recurring"),
            hint="write an entry for each time",
            address=str(post.address),
        )
