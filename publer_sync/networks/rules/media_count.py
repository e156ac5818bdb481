"""Too many media, or too few."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import any_of_kinds, post_type_finding
from publer_sync.networks.limits.types import Range, TypeRule, limits, source_of_types

ID = "media-count"
PURPOSE = "A post has as many media as its type takes."
WHY = "The network takes only so many in a post of this type."
FIX = "Leave some out, or add some; another `type` may take more."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each kind of media that is too many, and for all of them together.

    Media of a kind that the type does not take are not counted: `media-kind` is about them. Too
    many is a warning where sources disagree on the number.
    """
    allowed = limits(post.network).types.get(post.type)
    if not allowed or not any(medium.kind in allowed.media for medium in post.media):
        return
    everything = tuple(allowed.media)
    findings = [_finding(post, allowed, everything, allowed.total)]
    if len(everything) > 1:
        findings += [
            _finding(post, allowed, (kind,), Range(0, bounds.most))
            for kind, bounds in allowed.media.items()
            if bounds.most < allowed.total.most
        ]
    yield from (diagnostic for diagnostic in findings if diagnostic)


def _finding(
    post: Post, allowed: TypeRule, kinds: tuple[MediaKind, ...], bounds: Range
) -> Diagnostic | None:
    places = [index for index, medium in enumerate(post.media) if medium.kind in kinds]
    if bounds.least <= len(places) <= bounds.most:
        return None
    too_many = len(places) > bounds.most
    most_or_least = f"at most {bounds.most}" if too_many else f"at least {bounds.least}"
    number = bounds.most if too_many else bounds.least
    return Diagnostic(
        severity=Severity.WARNING if too_many and allowed.lenient else Severity.ERROR,
        rule=ID,
        message=f"{post_type_finding(post)} takes {most_or_least} {any_of_kinds(kinds, number)},"
        f" this one has {len(places)} ({source_of_types()})",
        location=post.source.at(f"media[{places[bounds.most]}]" if too_many else "media"),
        hint=f"leave out {len(places) - number}" if too_many else f"add {number - len(places)}",
        address=str(post.address),
    )
