"""GIFs with too many frames."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import as_number
from publer_sync.networks.checks.media_bounds import inspected_media, out_of_bounds

ID = "frame-count"
PURPOSE = "A GIF has no more frames than its network takes."
WHY = "It would be refused or stand still."
FIX = "Leave out frames, or post a video."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each GIF with too many frames, or too many pixels in all frames together."""
    for each in inspected_media(post):
        facts, limits = each.facts, each.limits
        if facts.frames is None or limits is None:
            continue
        diagnostic = out_of_bounds(
            ID, post, each, facts.frames, limits.frames, say=as_number, unit=" frames", hint=_HINT
        )
        if diagnostic is None and facts.width and facts.height:
            volume = facts.frames * facts.width * facts.height
            diagnostic = out_of_bounds(
                ID,
                post,
                each,
                volume,
                limits.volume,
                say=as_number,
                unit=" pixels in all frames",
                hint=_HINT,
            )
        if diagnostic:
            yield diagnostic


_HINT = "leave out frames, or post it as a video"
