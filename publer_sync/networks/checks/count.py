"""The finding that a post has too many of something."""

from __future__ import annotations

from publer_sync.diagnostics import Diagnostic
from publer_sync.model.post import Post
from publer_sync.networks.checks.phrases import as_number, number_of
from publer_sync.networks.limits.bounds import Bound


def too_many(
    rule: str, post: Post, path: str, found: int, limit: Bound, *, thing: str
) -> Diagnostic | None:
    """A finding about the text at a path of the post, or None; `thing` is a singular."""
    severity = limit.severity(found)
    if severity is None or limit.most is None:
        return None
    most = f"up to {number_of(int(limit.most), thing)}"
    if limit.hard:
        most += f" for sure, {as_number(limit.hard)} at most"
    return Diagnostic(
        severity=severity,
        rule=rule,
        message=f"{post.network.label} takes {most}, there are {found} ({limit.sources[0]})",
        location=post.source.at(path),
        hint=f"leave out {found - int(limit.most)}",
        address=str(post.address),
    )
