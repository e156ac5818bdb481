"""Events and offers that end before they start."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.model.post import Post
from publer_sync.networks.happenings import happening

ID = "event-times"
PURPOSE = "An event or offer starts before it ends."
WHY = "Google would refuse it."
MEND = "Correct one of the times."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """An error when the end is not after the start; both are UTC in one form, so they compare as text."""
    details = happening(post)
    start, end = details.get("start"), details.get("end")
    if isinstance(start, str) and isinstance(end, str) and end <= start:
        yield error(
            ID,
            f"The {post.type} ends at {end}, which is not after its start at {start}",
            post.source.at(f"options.{post.type}.end"),
            hint="give it an end after its start",
            address=str(post.address),
        )
