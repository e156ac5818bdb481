"""Videos with too few or too many frames in a second."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import as_number
from publer_sync.networks.checks.media_bounds import inspected_media, out_of_bounds

ID = "frame-rate"
PURPOSE = "A video has a frame rate that its network takes."
WHY = "It would be refused."
FIX = "Export it at another rate."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each video; rates such as 29.97 and 59.94 count as what they stand for."""
    for each in inspected_media(post):
        bound = each.limits.fps if each.limits else None
        if bound and each.facts.fps:
            diagnostic = out_of_bounds(
                ID,
                post,
                each,
                round(each.facts.fps, 1),
                bound,
                say=as_number,
                unit=" frames a second",
                hint="export it at another frame rate",
            )
            if diagnostic:
                yield diagnostic
