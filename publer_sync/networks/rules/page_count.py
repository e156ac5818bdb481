"""Documents with too many pages."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import as_number
from publer_sync.networks.checks.media_bounds import inspected_media, out_of_bounds

ID = "page-count"
PURPOSE = "A document has no more pages than its network takes."
WHY = "LinkedIn would refuse it."
FIX = "Leave some out."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each document with too many pages."""
    for each in inspected_media(post):
        bound = each.limits.pages if each.limits else None
        if bound and each.facts.pages is not None:
            diagnostic = out_of_bounds(
                ID,
                post,
                each,
                each.facts.pages,
                bound,
                say=as_number,
                unit=" pages",
                hint="leave out pages",
            )
            if diagnostic:
                yield diagnostic
