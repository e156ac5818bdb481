"""The question of a poll, where it is not the text."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_long
from publer_sync.networks.limits.features import poll_limits
from publer_sync.networks.limits.types import source_of_types

ID = "poll-question"
PURPOSE = "A poll has a question where its network asks for one."
WHY = "It would be refused, or not shown."
FIX = "Write `question`, or ask in the text."


def check(post: Post, policy: Policy) -> Findings:
    """An error when it is missing or too long, a warning where the network shows only the text."""
    limits = poll_limits(post.network) if post.poll else None
    if post.poll is None or limits is None:
        return
    question = (post.poll.question or "").strip()
    if limits.question is None:
        if question:
            yield _not_shown(post)
    elif question:
        path = "poll.question"
        diagnostic = too_long(ID, post, path, question, limits.question, what="poll questions")
        if diagnostic:
            yield diagnostic
    else:
        yield error(
            ID,
            f"{post.network.label} needs a question beside the text of a poll ({source_of_types()})",
            post.source.at("poll.question"),
            hint="write `question:` under `poll:`",
            address=str(post.address),
        )


def _not_shown(post: Post) -> Diagnostic:
    return Diagnostic(
        severity=Severity.WARNING,
        rule=ID,
        message=f"{post.network.label} shows the text as the question of a poll, not `question`"
        f" ({source_of_types()})",
        location=post.source.at("poll.question"),
        hint="ask the question in the text",
        address=str(post.address),
    )
