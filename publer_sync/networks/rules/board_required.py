"""Pins without a board."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.limits.types import limits, source_of_types

ID = "board-required"
PURPOSE = "A pin says on which board it goes."
WHY = "Pinterest has no pins without one."
FIX = "Add `board` under `networks: pinterest:`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the type needs a board and none is named."""
    allowed = limits(post.network).types.get(post.type)
    if allowed and "boardId" in allowed.needs and not (post.names.album or "").strip():
        name = post.network.value
        yield error(
            ID,
            f"{post_type_finding(post)} needs a board ({source_of_types()})",
            post.source.at("album"),
            hint=f"write `board:` with its name or id under `networks: {name}:`",
            address=str(post.address),
        )
