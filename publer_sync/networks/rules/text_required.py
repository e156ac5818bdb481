"""Posts that cannot go out without a text."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.limits.types import TextUse, limits, source_of_types

ID = "text-required"
PURPOSE = "A post has a text where its type needs one."
WHY = "There is nothing to post."
FIX = "Write a text, or add media."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the type needs a text and there is nothing but white space.

    The text of an article is its content. An idea is known in Publer by its text alone.
    """
    if post.text.strip() or post.blocks:
        return
    if post.standing.is_idea:
        yield _finding(
            post, "An idea needs a text", "write a text: Publer shows nothing else to know it by"
        )
        return
    allowed = limits(post.network).types.get(post.type)
    if allowed and (allowed.text is TextUse.REQUIRED or "content" in allowed.needs):
        yield _finding(
            post,
            f"{post_type_finding(post)} needs a text ({source_of_types()})",
            "write a text, or add media",
        )


def _finding(post: Post, what: str, hint: str) -> Diagnostic:
    return error(ID, what, post.source.at("text"), hint=hint, address=str(post.address))
