"""Tags of a video that are too long together."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.rules_data import of_network

ID = "tags-length"
PURPOSE = "The tags of a video are not too long together."
WHY = "YouTube would refuse the video."
FIX = "Leave some out."


def check(post: Post, policy: Policy) -> Findings:
    """An error when all tags, counted as YouTube counts them, are too long."""
    tags = post.options.get("tags")
    if not isinstance(tags, (list, tuple)):
        return
    values = (of_network(post.network).get("fields") or {}).get("tags") or {}
    most, index = values.get("total_max"), _length(tags)
    if most and index > most:
        yield error(
            ID,
            f"{post.network.label} takes tags of up to {most:,} characters together, these have {index:,}"
            f" (commas count, and quotes around tags with a space; {sources_of(values)[0]})",
            post.source.at("options.tags"),
            hint=f"leave out tags: {index - most:,} characters are too many",
            address=str(post.address),
        )


def _length(tags: list[object] | tuple[object, ...]) -> int:
    words = [str(tag) for tag in tags]
    quotes = sum(2 for word in words if " " in word)
    return sum(map(len, words)) + quotes + max(len(words) - 1, 0)
