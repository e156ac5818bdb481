"""Holds back posts that name a signature, watermark, location or album that the workspace has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.workspace_names import (
    NamedResource,
    NameIndex,
    NameKind,
    NameRef,
    UnresolvedName,
    names_used_by,
)
from publer_sync.planning.change import Change, ChangeStatus, Reason

_MOST = 10
"""Candidates that a reason lists; a Pinterest account may have hundreds of boards."""


def check_names(changes: Iterable[Change], names: NameIndex) -> list[Change]:
    """The changes, with those held whose new post uses a name that means nothing, or two things.

    A name that Publer was not asked for says nothing either way; one that it would not speak of holds it too.
    """
    if names == NameIndex():
        return list(changes)
    return [_checked(change, names) for change in changes]


def meanings(changes: Iterable[Change], names: NameIndex) -> dict[str, str]:
    """The id that each name of the posts to be made stands for, by what it is, its text and account."""
    found = {}
    for post in (change.desired for change in changes if change.creates_post and change.desired):
        for wanted in names_used_by(post):
            thing = names.find(wanted) if names.knows(wanted) else None
            if isinstance(thing, NamedResource):
                found[f"{_named(wanted, post.network)} of {post.account.alias}"] = thing.id
    return dict(sorted(found.items()))


def users_of_names(changes: Iterable[Change]) -> list[Post]:
    """The posts to be made that use names, also those that something else holds back just now."""
    making = (c for c in changes if c.action.makes_post and c.status is not ChangeStatus.MISSED)
    posts = (change.desired for change in making if change.desired)
    return [post for post in posts if any(names_used_by(post))]


def _checked(change: Change, names: NameIndex) -> Change:
    if not change.creates_post or change.desired is None:
        return change
    refused = [said for w in names_used_by(change.desired) if (said := names.refused.get(w))]
    if refused:
        return change.hold(Reason.NAMES_REFUSED, "; ".join(dict.fromkeys(refused)))
    problems = "; ".join(_problems(change.desired, names))
    return change.hold(Reason.UNKNOWN_NAME, problems) if problems else change


def _problems(post: Post, names: NameIndex) -> Iterator[str]:
    for wanted in names_used_by(post):
        if not names.knows(wanted):
            continue
        found = names.find(wanted)
        if isinstance(found, UnresolvedName):
            yield _said(wanted, found, post.network)


def _said(wanted: NameRef, found: UnresolvedName, network: Network) -> str:
    listed = ", ".join(_shown(thing, found.ambiguous) for thing in found.candidates[:_MOST])
    more = len(found.candidates) - _MOST
    listed += f" and {more} more" if more > 0 else ""
    verb = "could be" if found.ambiguous else "is not among"
    return f"{_named(wanted, network)} " + (f"{verb} {listed}" if listed else "(there is none)")


def _named(wanted: NameRef, network: Network) -> str:
    board = wanted.kind is NameKind.ALBUM and network is Network.PINTEREST
    return f'{"board" if board else wanted.kind.value} "{wanted.text}"'


def _shown(thing: NamedResource, with_id: bool) -> str:
    word = thing.also[0] if with_id and thing.also else thing.name
    return f'"{word}" ({thing.id})' if with_id else f'"{word}"'
