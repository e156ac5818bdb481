"""Posts that cannot go out without a title."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.limits.bounds import Confidence
from publer_sync.networks.limits.text import field_limit
from publer_sync.networks.limits.types import limits, source_of_types

ID = "title-required"
PURPOSE = "A post has a title where its type needs one."
WHY = "The network shows it by its title."
FIX = "Add `title:`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the type needs a title and there is nothing but white space.

    A warning where the need is badly founded.
    """
    allowed = limits(post.network).types.get(post.type)
    if allowed is None or (post.title or "").strip():
        return
    if "title" in allowed.needs:
        yield _finding(post, Severity.ERROR)
    elif "document.title" in allowed.needs:
        yield _finding(post, _of_documents(post))


def _of_documents(post: Post) -> Severity:
    limit = field_limit(post.network, "document_title")
    sure = limit is not None and limit.confidence is not Confidence.LOW
    return Severity.ERROR if sure else Severity.WARNING


def _finding(post: Post, severity: Severity) -> Diagnostic:
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=f"{post_type_finding(post)} needs a title ({source_of_types()})",
        location=post.source.at("title"),
        hint="add `title:`",
        address=str(post.address),
    )
