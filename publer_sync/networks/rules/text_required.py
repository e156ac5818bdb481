"""Posts that cannot go out without a text."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.model.post import Post
from publer_sync.networks.limits import TextUse, limits
from publer_sync.networks.rules.wording import such_a_post

ID = "text-required"
PURPOSE = "A post has a text where its type needs one."
WHY = "There is nothing to post."
MEND = "Write a text, or add media."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """An error when the type needs a text and there is nothing but white space.

    The text of an article is its content. An idea is known in Publer by its text alone.
    """
    if post.text.strip() or post.blocks:
        return
    if post.standing.is_idea:
        yield _finding(post, "An idea", "write a text: Publer shows nothing else to know it by")
        return
    allowed = limits(post.network).types.get(post.type)
    if allowed and (allowed.text is TextUse.REQUIRED or "content" in allowed.needs):
        yield _finding(post, such_a_post(post), "write a text, or add media")


def _finding(post: Post, what: str, hint: str) -> Diagnostic:
    return error(
        ID, f"{what} needs a text", post.source.at("text"), hint=hint, address=str(post.address)
    )
