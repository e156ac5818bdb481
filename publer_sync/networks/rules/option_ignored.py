"""Options that only some types of post have, on posts of other types."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.limits.types import limits

ID = "option-ignored"
PURPOSE = "A post has only options that its type has."
WHY = (
    "Two types would be mixed in one request, and one of them lost; or the option would do nothing."
)
FIX = "Leave the option out, or make a second post of it."

_MIXED = {
    "event": (PostType.EVENT,),
    "offer": (PostType.OFFER,),
    "gallery": (PostType.PHOTO,),
    "sublinks": (PostType.CAROUSEL,),
}
"""Options that say what kind of post it is: beside another one, they change what is sent."""

_IDLE = {"feed": (PostType.REEL,), "trial_reel": (PostType.REEL,), "audio": (PostType.REEL,)}
"""Options that other posts do without."""


def check(post: Post, policy: Policy) -> Findings:
    """An error at each option that would be mixed into another type, a warning at one that is idle."""
    if post.type not in limits(post.network).types:
        return
    values = {name for name, value in post.options.items() if value}
    if post.sublinks:
        values.add("sublinks")
    for options, severity in ((_MIXED, Severity.ERROR), (_IDLE, Severity.WARNING)):
        for name in sorted(values & options.keys()):
            if post.type not in options[name]:
                yield _finding(post, name, severity)


def _finding(post: Post, name: str, severity: Severity) -> Diagnostic:
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=f"{post_type_finding(post)} has no `{name}`",
        location=post.source.at("sublinks" if name == "sublinks" else f"options.{name}"),
        hint=f"leave out `{name}`, or make another post of it",
        address=str(post.address),
    )
