"""The findings that a text is too long, or that there is too much of something, in the same words."""

from __future__ import annotations

from publer_sync.diagnostics import Diagnostic
from publer_sync.model.post import Post
from publer_sync.networks.checks.phrases import as_number, number_of
from publer_sync.networks.counting import count, in_words
from publer_sync.networks.limits.bounds import Bound
from publer_sync.networks.limits.text import TextLimit


def too_long(
    rule: str,
    post: Post,
    path: str,
    text: str,
    limit: TextLimit | None,
    *,
    what: str,
    advice: str = "",
) -> Diagnostic | None:
    """A finding about the text at a path of the post, or None if it fits; `what` is its plural."""
    if limit is None or len(text) * _MOST_PER_CODE_POINT <= limit.max:
        return None
    found = count(limit.count, text)
    if found <= limit.max:
        return None
    return over_length(rule, post, path, found, limit, what=what, advice=advice)


_MOST_PER_CODE_POINT = 6
"""What a code point counts at most: four bytes, or the share of a short link on X."""


def over_length(
    rule: str, post: Post, path: str, found: int, limit: TextLimit, *, what: str, advice: str = ""
) -> Diagnostic:
    """The finding about a text of that length, which is above the limit."""
    unit = "byte" if limit.count == "bytes" else "character"
    most = f"up to {number_of(limit.max, unit)}"
    if limit.hard:
        most += f" for sure, {limit.hard:,} at most"
    return Diagnostic(
        severity=limit.severity(found),
        rule=rule,
        message=f"{post.network.label} takes {what} of {most}, this one has {found:,}"
        f" ({in_words(limit.count)}; {limit.sources[0]})",
        location=post.source.at(path),
        hint=f"cut at least {number_of(found - limit.max, unit)}{advice}",
        address=str(post.address),
    )


# The finding that a post has too many of something.


def too_many(
    rule: str, post: Post, path: str, found: int, limit: Bound, *, thing: str
) -> Diagnostic | None:
    """A finding about the text at a path of the post, or None; `thing` is a singular."""
    severity = limit.severity(found)
    if severity is None or limit.most is None:
        return None
    most = f"up to {number_of(int(limit.most), thing)}"
    if limit.hard:
        most += f" for sure, {as_number(limit.hard)} at most"
    return Diagnostic(
        severity=severity,
        rule=rule,
        message=f"{post.network.label} takes {most}, there are {found} ({limit.sources[0]})",
        location=post.source.at(path),
        hint=f"leave out {found - int(limit.most)}",
        address=str(post.address),
    )
