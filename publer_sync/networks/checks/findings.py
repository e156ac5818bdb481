"""Findings that several rules share, and the phrases of their messages."""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.diagnostics import Diagnostic
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Post
from publer_sync.networks.counting import count, count_in_words
from publer_sync.networks.limits.bounds import Bound
from publer_sync.networks.limits.text import TextLimit

_NAMES = {
    MediaKind.PHOTO: "photo",
    MediaKind.VIDEO: "video",
    MediaKind.GIF: "GIF",
    MediaKind.DOCUMENT: "document",
}


def post_type_finding(post: Post) -> str:
    """For example `A photo post on X`."""
    article = "An" if post.type[0] in "aeo" else "A"
    return f"{article} {post.type} post on {post.network.label}"


def one(kind: MediaKind) -> str:
    """For example `photo`."""
    return _NAMES[kind]


def any_of_kinds(kinds: Iterable[MediaKind], number: int = 2) -> str:
    """For example `photos or videos`, or `photo or video` when `number` is 1."""
    ending = "" if number == 1 else "s"
    return " or ".join(_NAMES[kind] + ending for kind in kinds)


def number_of(number: int, thing: str) -> str:
    """For example `1 byte` or `2,100 characters`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def as_number(number: float) -> str:
    """A number as people write it: `1,440`, `0.8`, `1.33`."""
    if number == int(number):
        return f"{number:,.0f}"
    return f"{number:,.4g}" if number < 100 else f"{number:,.2f}".rstrip("0").rstrip(".")


def in_bytes(number: float) -> str:
    """A size in decimal units, for example `2 GB`, `16.8 MB` or `75 kB`."""
    units = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000))
    unit, size = next((each for each in units if number >= each[1]), units[-1])
    return f"{round(number / size, 1):,g} {unit}"


def in_seconds(number: float) -> str:
    """A duration, for example `0.5 s`, `140 s` or `15 min`."""
    if number >= 600 and number % 60 == 0:
        return f"{as_number(number / 60)} min"
    return f"{as_number(round(number, 2))} s"


def as_ratio(number: float) -> str:
    """Width through height, with the name that people know it by: `0.5625 (9:16)`."""
    names = {0.5625: "9:16", 0.8: "4:5", 1: "1:1"}
    name = names.get(number)
    return f"{as_number(round(number, 4))} ({name})" if name else as_number(round(number, 3))


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
    index = count(limit.count, text)
    if index <= limit.max:
        return None
    return over_length(rule, post, path, index, limit, what=what, advice=advice)


_MOST_PER_CODE_POINT = 6
"""What a code point counts at most: four bytes, or the share of a short link on X."""


def over_length(
    rule: str, post: Post, path: str, index: int, limit: TextLimit, *, what: str, advice: str = ""
) -> Diagnostic:
    """The finding about a text of that length, which is above the limit."""
    unit = "byte" if limit.count == "bytes" else "character"
    most = f"up to {number_of(limit.max, unit)}"
    if limit.hard:
        most += f" for sure, {limit.hard:,} at most"
    return Diagnostic(
        severity=limit.severity(index),
        rule=rule,
        message=f"{post.network.label} takes {what} of {most}, this one has {index:,}"
        f" ({count_in_words(limit.count)}; {limit.sources[0]})",
        location=post.source.at(path),
        hint=f"cut at least {number_of(index - limit.max, unit)}{advice}",
        address=str(post.address),
    )


def too_many(
    rule: str, post: Post, path: str, index: int, limit: Bound, *, thing: str
) -> Diagnostic | None:
    """A finding about the text at a path of the post, or None; `thing` is a singular."""
    severity = limit.severity(index)
    if severity is None or limit.most is None:
        return None
    most = f"up to {number_of(int(limit.most), thing)}"
    if limit.hard:
        most += f" for sure, {as_number(limit.hard)} at most"
    return Diagnostic(
        severity=severity,
        rule=rule,
        message=f"{post.network.label} takes {most}, there are {index} ({limit.sources[0]})",
        location=post.source.at(path),
        hint=f"leave out {index - int(limit.most)}",
        address=str(post.address),
    )
