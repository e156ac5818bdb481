"""Too many mentions."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_many
from publer_sync.networks.limits.bounds import number_limit
from publer_sync.networks.markup import mentions

ID = "mention-count"
PURPOSE = "A post mentions no more people than the network takes."
WHY = "It would refuse the post."
FIX = "Leave some out."


def check(post: Post, policy: Policy) -> Findings:
    """A finding when there are too many, as severe as the limit is sure."""
    limit = number_limit(post.network, "mentions")
    if limit is None:
        return
    text = post.text
    diagnostic = too_many(ID, post, "text", len(mentions(text)), limit, thing="mention")
    if diagnostic:
        yield diagnostic
