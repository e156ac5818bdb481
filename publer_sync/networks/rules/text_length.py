"""Texts that are longer than their network takes, counted as the network counts."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import number_of, over_length
from publer_sync.networks.counting import count
from publer_sync.networks.limits.text import TextLimit, text_limit
from publer_sync.networks.limits.types import TextUse, limits

ID = "text-length"
PURPOSE = "A text is not longer than the network takes."
WHY = "It would be refused or cut."
FIX = "Shorten it, or write a section for that network."


def check(post: Post, policy: Policy) -> Findings:
    """An error above what every source allows, a warning where sources disagree or are weak."""
    limit = limit_of(post)
    if limit is None:
        return
    index = length_of(post, limit)
    if index > limit.max:
        yield over_length(ID, post, "text", index, limit, what="texts", advice=_advice(post))
    in_bytes = count("bytes", post.text) if limit.max_bytes else 0
    if limit.max_bytes and in_bytes > limit.max_bytes:
        yield _bytes(post, limit, limit.max_bytes, in_bytes)


def limit_of(post: Post) -> TextLimit | None:
    """The limit of the text of a post; None where the text is not shown or no limit is known."""
    allowed = limits(post.network).types.get(post.type)
    if allowed is None or allowed.text is TextUse.IGNORED:
        return None
    return text_limit(post.network, post.type, post.options)


def length_of(post: Post, limit: TextLimit) -> int:
    """Return the length of the text as the network counts it. On Mastodon a content warning is part of it."""
    warning = post.options.get("content_warning") if limit.count == "mastodon" else None
    return count(limit.count, post.text) + (count("graphemes", str(warning)) if warning else 0)


def _bytes(post: Post, limit: TextLimit, most: int, index: int) -> Diagnostic:
    return Diagnostic(
        severity=limit.severity(index),
        rule=ID,
        message=f"{post.network.label} takes texts of up to {most:,} UTF-8 bytes, this one has {index:,}"
        f" ({limit.sources[0]})",
        location=post.source.at("text"),
        hint=f"cut at least {number_of(index - most, 'byte')}{_advice(post)}",
        address=str(post.address),
    )


def _advice(post: Post) -> str:
    label, name = post.network.label, post.network.value
    return f", or give {label} its own text under `networks: {name}:`"
