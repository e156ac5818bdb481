"""Posts that cannot go out without a title."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.model.post import Post
from publer_sync.networks.limits import limits
from publer_sync.networks.rules.wording import such_a_post

ID = "title-required"
PURPOSE = "A post has a title where its type needs one."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """An error when the type needs a title and there is nothing but white space."""
    allowed = limits(post.network).types.get(post.type)
    if allowed and "title" in allowed.needs and not (post.title or "").strip():
        yield error(
            ID,
            f"{such_a_post(post)} needs a title",
            post.source.at("title"),
            hint="add `title:`",
            address=str(post.address),
        )
