"""Kinds of media that cannot are in one post."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import any_of_kinds
from publer_sync.networks.limits.bounds import Confidence, confidence_of, sources_of
from publer_sync.networks.limits.types import limits
from publer_sync.networks.rules_data import of_network

ID = "media-mix"
PURPOSE = "The media of a post are of kinds that its network takes together."
WHY = "Only one kind would be posted."
FIX = "Make two posts of it."


_MIXES = {
    frozenset({MediaKind.PHOTO, MediaKind.VIDEO}): "image_video",
    frozenset({MediaKind.PHOTO, MediaKind.GIF}): "image_gif",
}


def check(post: Post, policy: Policy) -> Findings:
    """A finding at each medium that is not of the kind of the others, or of the type of post."""
    for index in odd_ones(post):
        value = of_network(post.network)["mix"]
        low = confidence_of(value) is Confidence.LOW
        yield Diagnostic(
            severity=Severity.WARNING if low else Severity.ERROR,
            rule=ID,
            message=f"{post.network.label} does not take {_together(post)} in one post"
            f" ({sources_of(value)[0]})",
            location=post.source.at(f"media[{index}]"),
            hint=f"put it into a post of its own for {post.network.label}",
            address=str(post.address),
        )


def odd_ones(post: Post) -> list[int]:
    """Return which media do not go with the others, by their places; none where mixing is possible."""
    if len(post.media) < 2:
        return []
    kinds = frozenset(medium.kind for medium in post.media)
    mix = _MIXES.get(kinds)
    allowed = limits(post.network).types.get(post.type)
    if mix is None or allowed is None or allowed.is_text_only:
        return []
    if (of_network(post.network).get("mix") or {}).get(mix) is not False:
        return []
    fitting = next((each.kind for each in post.media if each.kind in allowed.media), None)
    if fitting is None:
        return []
    return [index for index, medium in enumerate(post.media) if medium.kind is not fitting]


def _together(post: Post) -> str:
    kinds = list(dict.fromkeys(medium.kind for medium in post.media))
    return any_of_kinds(kinds).replace(" or ", " and ")
