"""Polls together with what cannot stand beside them."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, error
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.networks.limits.features import poll_limits
from publer_sync.networks.limits.types import source_of_types

ID = "poll-conflict"
PURPOSE = "A poll stands alone, without media."
WHY = "One of the two would be lost."
FIX = "Make two posts of it."


def check(post: Post, policy: Policy) -> Findings:
    """An error when a poll has media, or is part of a post of another type."""
    if post.poll is None:
        return
    limits = poll_limits(post.network)
    if limits and not limits.with_media and post.media:
        yield _finding(
            post,
            f"{post.network.label} takes no media beside a poll",
            "media[0]",
        )
    elif post.type is not PostType.POLL:
        yield _finding(post, f"A {post.type} post has no poll", "poll")


def _finding(post: Post, message: str, path: str) -> Diagnostic:
    return error(
        ID,
        f"{message} ({source_of_types()})",
        post.source.at(path),
        hint="keep the poll or the rest, and put the other into a post of its own",
        address=str(post.address),
    )
