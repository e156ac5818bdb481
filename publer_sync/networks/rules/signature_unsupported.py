"""Signatures where Publer adds none."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import Confidence, sources_of
from publer_sync.networks.limits.features import without
from publer_sync.networks.rules_data import of_publer

ID = "signature-unsupported"
PURPOSE = "Publer adds signatures on this network."
WHY = "It would be missing."
FIX = "Write `signature: null` for that network."


def check(post: Post, policy: Policy) -> Findings:
    """A finding where Publer adds none, or only for some accounts."""
    if not post.names.signature:
        return
    gap, values = without("signature", post.network), of_publer("signature")
    label = post.network.label
    if gap:
        sure = gap.confidence is not Confidence.LOW
        severity = Severity.ERROR if sure else Severity.WARNING
        yield _finding(post, severity, f"Publer adds no signatures on {label}")
    elif post.network.value in values["premium_on"]:
        yield _finding(
            post, Severity.WARNING, f"Publer adds signatures on {label} for Premium accounts only"
        )


def _finding(post: Post, severity: Severity, message: str) -> Diagnostic:
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=f"{message} ({sources_of(of_publer('signature'))[0]})",
        location=post.source.at("signature"),
        hint=f"write `signature: null` under `networks: {post.network.value}:`",
        address=str(post.address),
    )
