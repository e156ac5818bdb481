"""Link posts without a link."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.limits.types import limits, source_of_types

ID = "link-required"
PURPOSE = "A post has a link where its type needs one."
WHY = "Publer would refuse it."
FIX = "Add `link:`, or leave out `type: link`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the type needs a link and there is none."""
    allowed = limits(post.network).types.get(post.type)
    if allowed and "url" in allowed.needs and post.link is None:
        yield error(
            ID,
            f"{post_type_finding(post)} needs a link ({source_of_types()})",
            post.source.at("link"),
            hint="add `link:`, or leave out `type: link`",
            address=str(post.address),
        )
