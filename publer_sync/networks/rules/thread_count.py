"""Threads of too many posts."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.post import Post
from publer_sync.networks.limits.features import thread_limits

ID = "thread-count"
PURPOSE = "A thread has no more posts than Publer takes."
WHY = "The rest would be lost."
FIX = "Leave some out, or write longer ones."


def check(post: Post, policy: Policy) -> Findings:
    """A finding at the first post that is too many; whether the opening one counts is not said.

    So one too many by the stricter reading is a warning, as is any number where none is stated.
    """
    limit = thread_limits(post.network) if post.thread else None
    if limit is None or len(post.thread) < limit.most:
        return
    sure = limit.stated and len(post.thread) > limit.most
    number = len(post.thread) + 1
    yield Diagnostic(
        severity=Severity.ERROR if sure else Severity.WARNING,
        rule=ID,
        message=f"Publer takes threads of up to {limit.most} posts, this one has {number} with its"
        f" opening ({limit.sources[0]})",
        location=post.source.at(f"thread[{limit.most - 1}]"),
        hint=f"leave out {number - limit.most}, or write longer ones",
        address=str(post.address),
    )
