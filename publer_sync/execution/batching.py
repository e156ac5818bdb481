"""Splits posts into requests: Publer takes one kind of post in a request, and some kinds one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publer_sync.api.writer import MAX_CREATES
from publer_sync.model.post import Post
from publer_sync.model.schedule import Now, Recurring
from publer_sync.planning.change import Change

Kind = tuple[str, ...]


def batches(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes in requests, in their order; what goes out at once goes last."""
    groups: dict[Kind, list[Change]] = {}
    for change in changes:
        groups.setdefault(_kind(change), []).append(change)
    for kind in sorted(groups, key=lambda kind: kind[0] == "now"):
        size = MAX_CREATES if len(kind) == 1 else 1
        for start in range(0, len(groups[kind]), size):
            yield groups[kind][start : start + size]


def _kind(change: Change) -> Kind:
    """What may share a request; a kind of more than one word goes one by one."""
    post = change.desired
    if post is None:
        raise ValueError(f"{change.address}: nothing to create")
    if isinstance(post.schedule, Now):
        return ("now", "alone")  # a failure must name the post that it speaks of
    if isinstance(post.schedule, Recurring):
        return ("recurring", "alone")  # Publer's guide: not together with other posts
    return (post.standing.value,)


def goes_out_at_once(posts: Sequence[Post]) -> bool:
    """Whether a request is for the path that publishes whatever it is sent."""
    return all(isinstance(post.schedule, Now) for post in posts)
