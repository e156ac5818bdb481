"""Watermarks where the network forbids them."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.limits.features import forbidden

ID = "watermark-unsupported"
PURPOSE = "The network takes watermarks."
WHY = "TikTok refuses it."
FIX = "Write `watermark: null` for that network."


def check(post: Post, policy: Policy) -> Findings:
    """An error when a watermark is named on a network that forbids it."""
    fact = forbidden("watermark", post.network) if post.names.watermark else None
    if fact:
        yield error(
            ID,
            f"{post.network.label} takes no watermarks ({fact.sources[0]})",
            post.source.at("watermark"),
            hint=f"write `watermark: null` under `networks: {post.network.value}:`",
            address=str(post.address),
        )
