"""Comments and posts of a thread that are too long."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_long
from publer_sync.networks.limits.text import comment_limit

ID = "comment-length"
PURPOSE = "A comment or a post of a thread is not longer than the network takes."
WHY = "Publer would post the rest without it."
FIX = "Shorten it, or make two of it."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each that is too long; a thread is made of comments that count like posts."""
    if not (post.thread or post.comments):
        return
    limit = comment_limit(post.network)
    for name, what, messages in (
        ("thread", "posts of a thread", post.thread),
        ("comments", "comments", post.comments),
    ):
        for index, comment in enumerate(messages):
            path = f"{name}[{index}].text"
            diagnostic = too_long(ID, post, path, comment.text, limit, what=what)
            if diagnostic:
                yield diagnostic
