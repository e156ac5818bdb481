"""Posts that cannot go out without media."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import any_of_kinds, post_type_finding
from publer_sync.networks.limits.types import limits, source_of_types

ID = "media-required"
PURPOSE = "A post has media where its network or its type needs some."
WHY = "The network has no posts of text alone."
FIX = "Add `media:`, or leave out the account."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the network or the type needs media and the post has none."""
    missing = None if post.media else _what_is_missing(post)
    if missing:
        yield error(
            ID,
            f"{missing} ({source_of_types()})",
            post.source.at("media"),
            hint="add it under `media:`",
            address=str(post.address),
        )


def _what_is_missing(post: Post) -> str | None:
    network = limits(post.network)
    allowed = network.types.get(post.type)
    if allowed and allowed.total.least:
        number = allowed.total.least
        return f"{post_type_finding(post)} needs at least {number} {any_of_kinds(allowed.media, number)}"
    if network.media_required:
        return f"{post.network.label} takes no post without media"
    return None
