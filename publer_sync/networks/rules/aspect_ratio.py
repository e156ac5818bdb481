"""Pictures and videos that are too wide or too tall."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import as_ratio
from publer_sync.networks.checks.media_bounds import InspectedMedium, inspected_media, out_of_bounds
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.limits.media import ASPECT_TOLERANCE
from publer_sync.networks.rules_data import of_network

ID = "aspect-ratio"
PURPOSE = "A picture or video has a shape that its network takes."
WHY = "The network would refuse it, or Publer crops it. One percent is let pass."
FIX = "Crop it."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each medium whose width through height is off by more than one percent.

    A remark where it is fine by itself, but not like the first one of a carousel that is cropped to it.
    """
    first = None
    for each in inspected_media(post):
        if not (each.facts.width and each.facts.height):
            continue
        ratio = each.facts.width / each.facts.height
        first = ratio if first is None and each.path == "media[0]" else first
        diagnostic = _out_of_bounds(post, each, ratio)
        if diagnostic is None and first and post.type is PostType.CAROUSEL:
            diagnostic = _unlike_the_first(post, each, ratio, first)
        if diagnostic:
            yield diagnostic


def _out_of_bounds(post: Post, each: InspectedMedium, ratio: float) -> Diagnostic | None:
    return out_of_bounds(
        ID,
        post,
        each,
        ratio,
        each.limits.aspect if each.limits else None,
        say=as_ratio,
        measure="an aspect ratio of ",
        hint="crop it",
    )


def _unlike_the_first(
    post: Post, each: InspectedMedium, ratio: float, first: float
) -> Diagnostic | None:
    values = of_network(post.network)["media"].get("carousel") or {}
    if not values.get("cropped_to_first") or abs(ratio - first) <= first * ASPECT_TOLERANCE:
        return None
    return Diagnostic(
        severity=Severity.INFO,
        rule=ID,
        message=f"{post.network.label} crops a carousel to the aspect ratio of its first item,"
        f" {as_ratio(first)}; this one has {as_ratio(ratio)} ({sources_of(values)[0]})",
        location=post.source.at(each.path),
        hint="crop it yourself to choose what is seen",
        address=str(post.address),
    )
