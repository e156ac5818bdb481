"""Words of a link card that are longer than the network shows."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_long
from publer_sync.networks.limits.text import field_limit

ID = "link-card-length"
PURPOSE = "The title and the description of a link card are not cut."
WHY = "It would be cut."
FIX = "Shorten it."


_PARTS = ("title", "description")


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each part of the card that is too long."""
    if post.link is None:
        return
    for part in _PARTS:
        text = getattr(post.link, part)
        limit = field_limit(post.network, f"link_{part}") if text else None
        diagnostic = (
            too_long(ID, post, f"link.{part}", text, limit, what=f"link {part}s") if text else None
        )
        if diagnostic:
            yield diagnostic
