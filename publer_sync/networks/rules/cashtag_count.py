"""Too many cashtags."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_many
from publer_sync.networks.limits.bounds import number_limit
from publer_sync.networks.markup import cashtags

ID = "cashtag-count"
PURPOSE = "A post has no more cashtags than the network takes."
WHY = "It is said to refuse such posts."
FIX = "Leave some out."


def check(post: Post, policy: Policy) -> Findings:
    """A finding when there are too many, as severe as the limit is sure."""
    limit = number_limit(post.network, "cashtags")
    if limit is None:
        return
    text = post.text
    diagnostic = too_many(ID, post, "text", len(cashtags(text)), limit, thing="cashtag")
    if diagnostic:
        yield diagnostic
