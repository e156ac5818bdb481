"""Pictures without alt text, on networks that show it."""

from __future__ import annotations

from publer_sync.config.project import AltText, Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.network import MediaKind, Network
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import one
from publer_sync.networks.checks.posts import kind_of
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.limits.types import limits
from publer_sync.networks.rules_data import of_network

ID = "alt-text"
PURPOSE = "A picture has alt text where the network shows it."
WHY = "People who cannot see it hear the alt text instead. Severity: `policy.alt_text`."
FIX = "Add `alt:`."

_SEVERITY = {AltText.WARN: Severity.WARNING, AltText.REQUIRE: Severity.ERROR}
_PICTURES = {MediaKind.PHOTO, MediaKind.GIF}


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each photo or GIF without alt text, as severe as the project's policy says."""
    severity = _SEVERITY.get(policy.alt_text) if post.media else None
    display = limits(post.network)
    if severity is None or post.type in display.without_alt_text or _has_none(post):
        return
    read_out = display.alt_text & _PICTURES
    for index, medium in enumerate(post.media):
        if medium.kind in read_out and not (medium.alt or "").strip():
            yield Diagnostic(
                severity=severity,
                rule=ID,
                message=f"The {one(medium.kind)} has no alt text, and {post.network.label} would show it"
                f" ({sources_of(of_network(post.network)['alt_text'])[0]})",
                location=post.source.at(f"media[{index}].alt"),
                hint="add `alt:` and say what it shows",
                address=str(post.address),
            )


def _has_none(post: Post) -> bool:
    """Publer cannot give alt text to what is posted to people and groups of Facebook."""
    return post.network is Network.FACEBOOK and kind_of(post.account) in {"profile", "group"}
