"""Videos that are too long or too short."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import in_seconds
from publer_sync.networks.checks.media_bounds import InspectedMedium, inspected_media, out_of_bounds

ID = "media-duration"
PURPOSE = "A video is not longer than its network takes."
WHY = "It would be refused; some lengths are for some accounts only."
FIX = "Cut it; a video that is too short needs to be longer."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each video; a remark where it is fine for some accounts only."""
    for each in inspected_media(post):
        seconds = each.facts.seconds
        if seconds is None or each.limits is None:
            continue
        bound = each.limits.seconds
        hint = "make it longer" if bound and bound.is_too_little(seconds) else "cut it"
        diagnostic = out_of_bounds(ID, post, each, seconds, bound, say=in_seconds, hint=hint)
        if diagnostic is None and each.limits.trusted_seconds:
            diagnostic = _for_some(post, each, seconds, each.limits.trusted_seconds)
        if diagnostic:
            yield diagnostic


def _for_some(post: Post, each: InspectedMedium, seconds: float, most: int) -> Diagnostic | None:
    bound = each.limits.seconds if each.limits else None
    if seconds <= most or bound is None:
        return None
    return Diagnostic(
        severity=Severity.INFO,
        rule=ID,
        message=f"{post.network.label} takes {each.things} of more than {in_seconds(most)} from some"
        f" accounts only, this one has {in_seconds(seconds)} ({bound.sources[0]})",
        location=post.source.at(each.path),
        hint=f"see what {post.network.label} allows this account",
        address=str(post.address),
    )
