"""Events and offers that do not say what and when."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.model.post import Post
from publer_sync.networks.happenings import happening
from publer_sync.networks.limits import limits
from publer_sync.networks.rules.wording import such_a_post

ID = "event-required"
PURPOSE = "An event or offer has a title, a start and an end."
WHY = "Google takes none without."
MEND = "Add it."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """An error for each of them that is missing."""
    allowed = limits(post.network).types.get(post.type)
    if allowed is None or not allowed.needs:
        return
    details = happening(post)
    for need in allowed.needs:
        name = need.removeprefix("details.")
        if name in {"title", "start", "end"} and name != need and not details.get(name):
            yield error(
                ID,
                f"{such_a_post(post)} needs {_NAMES[name]}",
                post.source.at(f"options.{post.type}.{name}"),
                hint=f"write `{name}:` under `{post.type}:`",
                address=str(post.address),
            )


_NAMES = {"title": "a title", "start": "a start", "end": "an end"}
