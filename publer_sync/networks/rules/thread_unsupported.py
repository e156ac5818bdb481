"""Threads where the network has none."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.limits.features import thread_limits
from publer_sync.networks.rules_data import of_publer

ID = "thread-unsupported"
PURPOSE = "The network has threads through Publer."
WHY = "It would be lost without a word."
FIX = "Leave out `thread`, or use `comments`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when there is a thread and the network has none."""
    if post.thread and thread_limits(post.network) is None:
        source = sources_of(of_publer("thread_posts"))[-1]
        yield error(
            ID,
            f"Publer makes no threads on {post.network.label} ({source})",
            post.source.at("thread"),
            hint="leave out `thread:` there, or use `comments:`",
            address=str(post.address),
        )
