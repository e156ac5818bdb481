"""What happens after a post is out: comments, further posts of its thread, shares, deletion.

Of the two generations of these objects that Publer documents, this is the newer one, with conditions.
"""

from __future__ import annotations

from typing import Any

from publer_sync.api.encode.media import attached
from publer_sync.model.follow_ups import Comment, Conditions, Delay, Deletion, Share, Threshold
from publer_sync.model.post import Post
from publer_sync.model.resources import Resources


def follow_ups(post: Post, resources: Resources) -> dict[str, Any]:
    """The follow-ups of a post, as keys of its account's object.

    On the networks that have threads, Publer makes a comment the next post of the thread; so the
    thread goes first, in its order.
    """
    sent: dict[str, Any] = {}
    if said := (*post.thread, *post.comments):
        sent["comments"] = [_comment(comment, resources) for comment in said]
    if post.share:
        sent["share"] = _share(post.share)
    if post.delete:
        sent["delete"] = _deletion(post.delete)
    return sent


def _comment(comment: Comment, resources: Resources) -> dict[str, Any]:
    sent: dict[str, Any] = {"text": comment.text}
    if comment.media:
        sent["media"] = attached(comment.media, resources)
    return sent | _conditions(comment.conditions)


def _share(share: Share) -> dict[str, Any]:
    sent: dict[str, Any] = {"account_ids": list(share.account_ids)}
    if share.text:
        sent["text"] = share.text
    if share.delay:
        sent["delay"] = _delay(share.delay)
    return sent | _conditions(share.conditions)


def _deletion(deletion: Deletion) -> dict[str, Any]:
    return {"hide": deletion.hide} | _conditions(deletion.conditions)


def _conditions(conditions: Conditions) -> dict[str, Any]:
    clauses: dict[str, Any] = {}
    if conditions.age:
        clauses["age"] = _delay(conditions.age)
    if conditions.engagements:
        clauses["engagements"] = _threshold(conditions.engagements)
    if conditions.reach:
        clauses["reach"] = _threshold(conditions.reach)
    if not clauses:
        return {}
    return {"conditions": {"relation": conditions.relation.value, "clauses": clauses}}


def _delay(delay: Delay) -> dict[str, Any]:
    return {"duration": delay.duration, "unit": delay.unit.value}


def _threshold(threshold: Threshold) -> dict[str, Any]:
    return {"comparison": threshold.comparison.value, "value": threshold.value}
