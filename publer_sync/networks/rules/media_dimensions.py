"""Pictures and videos with too few or too many pixels."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import as_number
from publer_sync.networks.checks.media_bounds import (
    InspectedMedium,
    gravest,
    inspected_media,
    out_of_bounds,
)

ID = "media-dimensions"
PURPOSE = "A picture or video is as large in pixels as its network takes."
WHY = "The network would refuse it, or Publer scales it down."
FIX = "Resize it."


def check(post: Post, policy: Policy) -> Findings:
    """For each medium the gravest finding about its sides."""
    for each in inspected_media(post):
        if each.limits and each.limits.sides and each.facts.width and each.facts.height:
            diagnostic = gravest(_findings(post, each, each.facts.width, each.facts.height))
            if diagnostic:
                yield diagnostic


def _findings(
    post: Post, each: InspectedMedium, width: int, height: int
) -> Iterator[Diagnostic | None]:
    measures = {
        "width": width,
        "height": height,
        "short side": min(width, height),
        "long side": max(width, height),
        "width plus height": width + height,
        "pixels": width * height,
    }
    for name, bound in each.limits.sides.items() if each.limits else ():
        unit = " pixels" if name == "pixels" else " px"
        yield out_of_bounds(
            ID,
            post,
            each,
            measures[name],
            bound,
            say=as_number,
            measure="" if name == "pixels" else f"a {name} of ",
            unit=unit,
        )
