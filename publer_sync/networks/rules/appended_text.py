"""Texts that are too long once Publer adds to them."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import number_of
from publer_sync.networks.counting import count, count_in_words
from publer_sync.networks.limits.features import link_is_appended
from publer_sync.networks.limits.text import TextLimit
from publer_sync.networks.rules.text_length import length_of, limit_of

ID = "appended-text"
PURPOSE = "A text has room for what is added to it: the link and the signature."
WHY = (
    "X and Mastodon know links only as part of the text; how long a signature is, only Publer "
    "knows."
)
FIX = "Shorten the text."


_ROOM = 100
"""Characters that a signature may well have; how many it has is only known to Publer."""


def check(post: Post, policy: Policy) -> Findings:
    """A warning when the link does not fit any more, a remark when a signature may not.

    A text that is too long by itself is the finding of another rule. Hashtags are part of the text.
    """
    if post.type is not PostType.LINK and not post.names.signature:
        return
    limit = limit_of(post)
    if limit is None:
        return
    index = length_of(post, limit)
    room = limit.max - index
    if room < 0:
        return
    added = _link(post, limit)
    if added > room:
        yield _no_room_for_link(post, limit, index, added)
    elif post.names.signature and room - added < _ROOM:
        yield _little_room(post, limit, room - added)


def _link(post: Post, limit: TextLimit) -> int:
    if post.type is not PostType.LINK or post.link is None or post.link.url in post.text:
        return 0
    if link_is_appended(post.network) is None:
        return 0
    return count(limit.count, f" {post.link.url}" if post.text else post.link.url)


def _no_room_for_link(post: Post, limit: TextLimit, index: int, added: int) -> Diagnostic:
    label = post.network.label
    return Diagnostic(
        severity=Severity.WARNING,
        rule=ID,
        message=f"{label} shows the link of a post in its text, where it counts {added:,}; with the"
        f" {index:,} of the text that is more than {limit.max:,} ({count_in_words(limit.count)};"
        f" {limit.sources[0]})",
        location=post.source.at("text"),
        hint=f"cut at least {number_of(index + added - limit.max, 'character')}",
        address=str(post.address),
    )


def _little_room(post: Post, limit: TextLimit, room: int) -> Diagnostic:
    return Diagnostic(
        severity=Severity.INFO,
        rule=ID,
        message=f"Publer adds the signature `{post.names.signature}`, and {post.network.label} takes"
        f" {number_of(room, 'character')} more ({limit.sources[0]})",
        location=post.source.at("signature"),
        hint="see that the signature is not longer",
        address=str(post.address),
    )
