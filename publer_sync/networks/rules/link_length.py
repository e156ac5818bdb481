"""Links that are longer than the network takes."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_long
from publer_sync.networks.limits.text import field_limit

ID = "link-length"
PURPOSE = "A link is not longer than the network takes."
WHY = "It would refuse the post."
FIX = "Use a shorter address."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the link of the post is too long."""
    if post.link is None:
        return
    limit = field_limit(post.network, "link")
    diagnostic = too_long(ID, post, "link", post.link.url, limit, what="links")
    if diagnostic:
        yield diagnostic
