"""Hold back posts that name a signature, watermark, location or album that the workspace has not."""

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
    result = {}
    for post in (change.desired for change in changes if change.creates_post and change.desired):
        for ref in names_used_by(post):
            thing = names.find(ref) if names.knows(ref) else None
            if isinstance(thing, NamedResource):
                result[f"{_named(ref, post.network)} of {post.account.alias}"] = thing.id
    return dict(sorted(result.items()))


def users_of_names(changes: Iterable[Change]) -> list[Post]:
    """The posts to be made that use names, also those that something else holds back just now."""
    making = (c for c in changes if c.action.makes_post and c.status is not ChangeStatus.MISSED)
    posts = (change.desired for change in making if change.desired)
    return [post for post in posts if any(names_used_by(post))]


def _checked(change: Change, names: NameIndex) -> Change:
    if not change.creates_post or change.desired is None:
        return change
    refused = [message for w in names_used_by(change.desired) if (message := names.refused.get(w))]
    if refused:
        return change.hold(Reason.NAMES_REFUSED, "; ".join(dict.fromkeys(refused)))
    problems = "; ".join(_problems(change.desired, names))
    return change.hold(Reason.UNKNOWN_NAME, problems) if problems else change


def _problems(post: Post, names: NameIndex) -> Iterator[str]:
    for ref in names_used_by(post):
        if not names.knows(ref):
            continue
        result = names.find(ref)
        if isinstance(result, UnresolvedName):
            yield _said(ref, result, post.network)


def _said(ref: NameRef, unresolved_name: UnresolvedName, network: Network) -> str:
    listed = ", ".join(
        _shown(thing, unresolved_name.ambiguous) for thing in unresolved_name.candidates[:_MOST]
    )
    more = len(unresolved_name.candidates) - _MOST
    listed += f" and {more} more" if more > 0 else ""
    verb = "could be" if unresolved_name.ambiguous else "is not among"
    return f"{_named(ref, network)} " + (f"{verb} {listed}" if listed else "(there is none)")


def _named(ref: NameRef, network: Network) -> str:
    board = ref.kind is NameKind.ALBUM and network is Network.PINTEREST
    return f'{"board" if board else ref.kind.value} "{ref.text}"'


def _shown(thing: NamedResource, with_id: bool) -> str:
    word = thing.also[0] if with_id and thing.also else thing.name
    return f'"{word}" ({thing.id})' if with_id else f'"{word}"'
