"""Too many links."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_many
from publer_sync.networks.limits.bounds import number_limit
from publer_sync.networks.markup import different_links

ID = "link-count"
PURPOSE = "A post has no more links than the network takes."
WHY = "It would refuse the post."
FIX = "Leave some out."


def check(post: Post, policy: Policy) -> Findings:
    """A finding when there are too many, as severe as the limit is sure."""
    limit = number_limit(post.network, "links")
    if limit is None:
        return
    text = f"{post.text}\n{post.link.url}" if post.link else post.text
    diagnostic = too_many(ID, post, "text", len(different_links(text)), limit, thing="link")
    if diagnostic:
        yield diagnostic
