"""Pictures and videos that are too wide or too tall."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic
from publer_sync.model.post import Post
from publer_sync.networks.rules.measuring import outside, seen
from publer_sync.networks.rules.wording import as_ratio

ID = "aspect-ratio"
PURPOSE = "A picture or video has a shape that its network takes."
WHY = "The network would refuse it, or Publer crops it. One percent is let pass."
MEND = "Crop it."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """A finding for each medium whose width through height is off by more than one percent."""
    for each in seen(post):
        bound = each.limits.aspect if each.limits else None
        if bound and each.facts.width and each.facts.height:
            ratio = each.facts.width / each.facts.height
            found = outside(
                ID,
                post,
                each,
                ratio,
                bound,
                say=as_ratio,
                measure="an aspect ratio of ",
                hint="crop it",
            )
            if found:
                yield found
