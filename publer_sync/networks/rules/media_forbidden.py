"""Posts of a type that is text only, with media."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.limits.types import limits, source_of_types

ID = "media-forbidden"
PURPOSE = "A post of a type that is text only has no media."
WHY = "They would be lost."
FIX = "Leave out the media, or `type:`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the type takes no media and the post has some; polls have a rule of their own."""
    allowed = limits(post.network).types.get(post.type) if post.media and not post.poll else None
    if allowed and allowed.is_text_only and post.media:
        yield error(
            ID,
            f"{post_type_finding(post)} takes no media ({source_of_types()})",
            post.source.at("media[0]"),
            hint="leave out the media, or `type:`",
            address=str(post.address),
        )
