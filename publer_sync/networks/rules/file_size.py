"""Files that are too large, or too small."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import in_bytes
from publer_sync.networks.checks.media_bounds import (
    InspectedMedium,
    gravest,
    inspected_media,
    out_of_bounds,
)
from publer_sync.networks.limits.media import upload_bytes

ID = "file-size"
PURPOSE = "A media file is not larger than its network takes."
WHY = "It would be refused."
FIX = "Make it smaller; files over 200 MB can be given by `url`."

_EXACTLY = "{:,.0f} bytes".format


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each file that is outside of what the network takes, or Publer as an upload."""
    for each in inspected_media(post):
        diagnostic = gravest(_findings(post, each, each.facts.bytes or each.medium.size or 0))
        if diagnostic:
            yield diagnostic


def _findings(post: Post, each: InspectedMedium, size: int) -> Iterator[Diagnostic | None]:
    if size and each.limits:
        yield out_of_bounds(ID, post, each, size, each.limits.bytes, say=in_bytes, exactly=_EXACTLY)
    if size and each.medium.file:
        yield out_of_bounds(
            ID,
            post,
            each,
            size,
            upload_bytes(),
            say=in_bytes,
            exactly=_EXACTLY,
            who="Publer",
            hint="make it smaller, or put it on the web and give its `url:`",
        )
