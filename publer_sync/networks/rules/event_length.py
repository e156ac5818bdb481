"""Words of an event or offer that are too long."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_long
from publer_sync.networks.checks.posts import event_of
from publer_sync.networks.limits.text import field_limit

ID = "event-length"
PURPOSE = "The title and the coupon of an event or offer are not too long."
WHY = "Google would refuse it."
FIX = "Shorten it."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each that is longer than the network takes."""
    details = event_of(post)
    for name in ("title", "coupon") if details else ():
        text = details.get(name)
        if isinstance(text, str):
            limit = field_limit(post.network, f"details.{name}", post.type)
            path = f"options.{post.type}.{name}"
            diagnostic = too_long(ID, post, path, text, limit, what=f"{post.type} {name}s")
            if diagnostic:
                yield diagnostic
