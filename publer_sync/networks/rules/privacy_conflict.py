"""Paid partnerships that no one would see."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.rules_data import of_network

ID = "privacy-conflict"
PURPOSE = "Paid content is not private."
WHY = "TikTok does not take that."
FIX = "Change `privacy` or `paid`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when a paid partnership is private; TikTok refuses that."""
    if not post.options or not post.options.get("paid") or post.options.get("privacy") != "private":
        return
    value = (of_network(post.network).get("fields") or {}).get("privacy")
    if value:
        yield error(
            ID,
            f"{post.network.label} takes no paid partnership that is private ({sources_of(value)[-1]})",
            post.source.at("options.privacy"),
            hint="choose another `privacy:`, or leave out `paid:`",
            address=str(post.address),
        )
