"""Media of a kind that the type of post does not take, alone or beside the others."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import any_of_kinds, one, post_type_finding
from publer_sync.networks.limits.types import limits, source_of_types
from publer_sync.networks.rules.media_mix import odd_ones

ID = "media-kind"
PURPOSE = "All media of a post are of a kind that its type takes."
WHY = "The network would refuse it, or show the post without."
FIX = "Leave it out, or give it a post of its own."


def check(post: Post, policy: Policy) -> Findings:
    """An error at each medium of a kind that the type does not take.

    Where the network is known not to mix those kinds at all, that is another rule's finding.
    """
    allowed = limits(post.network).types.get(post.type)
    if not post.media or not allowed or allowed.is_text_only:
        return
    mixed = odd_ones(post)
    for index, medium in enumerate(post.media):
        if medium.kind not in allowed.media and index not in mixed:
            yield error(
                ID,
                f"{post_type_finding(post)} takes {any_of_kinds(allowed.media)}, this is a {one(medium.kind)}"
                f" ({source_of_types()})",
                post.source.at(f"media[{index}]"),
                hint=f"leave it out, or put it into a post of its own for {post.network.label}",
                address=str(post.address),
            )
