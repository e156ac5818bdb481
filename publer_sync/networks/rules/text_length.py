"""Texts that are longer than their network takes, counted as the network counts."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Severity
from publer_sync.model.post import Post
from publer_sync.networks.counting import count, in_words
from publer_sync.networks.limits import TextLimit, TextUse, limits, text_limit
from publer_sync.networks.rules.wording import number_of
from publer_sync.networks.sources import Confidence

ID = "text-length"
PURPOSE = "A text is not longer than the network takes."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """An error above what every source allows, a warning where sources disagree or are weak."""
    limit = _limit_of(post)
    if limit is None:
        return
    found = count(limit.count, post.text)
    if found > limit.max:
        yield _characters(post, limit, found)
    in_bytes = count("bytes", post.text) if limit.max_bytes else 0
    if limit.max_bytes and in_bytes > limit.max_bytes:
        yield _bytes(post, limit, limit.max_bytes, in_bytes)


def _limit_of(post: Post) -> TextLimit | None:
    allowed = limits(post.network).types.get(post.type)
    if allowed is None or allowed.text is TextUse.IGNORED:
        return None
    return text_limit(post.network, post.type)


def _characters(post: Post, limit: TextLimit, found: int) -> Diagnostic:
    unit = "byte" if limit.count == "bytes" else "character"
    most = f"up to {number_of(limit.max, unit)}"
    if limit.hard:
        most += f" for sure, {limit.hard:,} at most"
    return _finding(
        post,
        f"{post.network.label} takes texts of {most}, this one has {found:,}"
        f" ({in_words(limit.count)}; {limit.sources[0]})",
        over=number_of(found - limit.max, unit),
        severity=_severity(limit, found),
    )


def _bytes(post: Post, limit: TextLimit, most: int, found: int) -> Diagnostic:
    return _finding(
        post,
        f"{post.network.label} takes texts of up to {most:,} UTF-8 bytes, this one has {found:,}"
        f" ({limit.sources[0]})",
        over=number_of(found - most, "byte"),
        severity=_severity(limit, found),
    )


def _severity(limit: TextLimit, found: int) -> Severity:
    disputed = limit.hard is not None and found <= limit.hard
    if disputed or limit.confidence is Confidence.LOW:
        return Severity.WARNING
    return Severity.ERROR


def _finding(post: Post, message: str, *, over: str, severity: Severity) -> Diagnostic:
    label, name = post.network.label, post.network.value
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=message,
        location=post.source.at("text"),
        hint=f"cut at least {over}, or give {label} its own text under `networks: {name}:`",
        address=str(post.address),
    )
