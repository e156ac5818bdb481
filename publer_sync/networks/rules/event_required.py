"""Events and offers that do not say what and when."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.checks.posts import event_of
from publer_sync.networks.limits.types import limits, source_of_types

ID = "event-required"
PURPOSE = "An event or offer has a title, a start and an end."
WHY = "Google takes none without."
FIX = "Add it."


_NAMES = {"details.title": "a title", "details.start": "a start", "details.end": "an end"}


def check(post: Post, policy: Policy) -> Findings:
    """An error that names all of them that are missing."""
    allowed = limits(post.network).types.get(post.type)
    needed = [need for need in allowed.needs if need in _NAMES] if allowed else []
    details = event_of(post) if needed else {}
    missing = [need for need in needed if not details.get(need.removeprefix("details."))]
    if missing:
        *most, last = [_NAMES[need] for need in missing]
        named = f"{', '.join(most)} and {last}" if most else last
        yield error(
            ID,
            f"{post_type_finding(post)} needs {named} ({source_of_types()})",
            post.source.at(f"options.{post.type}"),
            hint=f"write them into `{post.type}:` under `networks: {post.network.value}:`",
            address=str(post.address),
        )
