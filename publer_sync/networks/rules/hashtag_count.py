"""Too many hashtags."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_many
from publer_sync.networks.limits.bounds import comment_hashtags, number_limit
from publer_sync.networks.markup import hashtags

ID = "hashtag-count"
PURPOSE = "A post has no more hashtags than the network takes."
WHY = "It refuses the post, or ignores the hashtags."
FIX = "Leave some out."


def check(post: Post, policy: Policy) -> Findings:
    """A finding when there are too many, as severe as the limit is sure."""
    limit = number_limit(post.network, "hashtags")
    if limit is None:
        return
    text = f"{post.text}\n{post.title or ''}"
    diagnostic = too_many(ID, post, "text", len(hashtags(text)), limit, thing="hashtag")
    if diagnostic:
        yield diagnostic
    yield from _in_comments(post)


def _in_comments(post: Post) -> Findings:
    limit = comment_hashtags(post.network) if post.comments else None
    if limit is None:
        return
    for index, comment in enumerate(post.comments):
        number = len(hashtags(comment.text))
        diagnostic = too_many(ID, post, f"comments[{index}].text", number, limit, thing="hashtag")
        if diagnostic:
            yield diagnostic
