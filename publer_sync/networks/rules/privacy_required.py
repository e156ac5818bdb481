"""Posts that do not say who may see them, where the network insists."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.limits.types import limits, source_of_types

ID = "privacy-required"
PURPOSE = "A post says who may see it where its network has no default."
WHY = "TikTok allows no default."
FIX = "Add `privacy` under `networks: tiktok:`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the type needs `privacy` and it is not given."""
    allowed = limits(post.network).types.get(post.type)
    if allowed and "details.privacy" in allowed.needs and not post.options.get("privacy"):
        name = post.network.value
        yield error(
            ID,
            f"{post_type_finding(post)} must say who may see it: there is no default ({source_of_types()})",
            post.source.at("options.privacy"),
            hint=f"write `privacy: public` (or friends, followers, private) under `networks: {name}:`",
            address=str(post.address),
        )
