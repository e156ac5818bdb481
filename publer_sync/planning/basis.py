"""What a plan was made from, as digests: apply refuses a saved plan when any of it has moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publer_sync.model.address import SlotIndex
from publer_sync.model.fingerprint import digest, digests_of, instant
from publer_sync.model.media_walk import every_medium
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import State
from publer_sync.model.workspace_names import Directory
from publer_sync.planning.change import Change
from publer_sync.planning.naming import meanings
from publer_sync.planning.plan import Basis


def basis_of(
    changes: Sequence[Change],
    state: State,
    unmanaged: SlotIndex[RemotePost],
    names: Directory,
    *,
    commit: str | None,
    environment: str | None,
) -> Basis:
    """The basis of the changes that apply would act on; posts that stay as they are may move freely."""
    acting = [change for change in changes if change.action.acts]
    return Basis(
        lineage=state.lineage,
        serial=state.serial,
        remote=digest([_remote(change, unmanaged) for change in acting]),
        desired=digest([_desired(change) for change in acting]),
        media=digest(sorted(_hashes(acting))),
        names=meanings(acting, names),
        commit=commit,
        environment=environment,
    )


def _desired(change: Change) -> list[object]:
    fields = digests_of(change.desired) if change.desired else {}
    said = {name: value for name, value in fields.items() if name != "media"}
    return [str(change.address), said]


def _hashes(changes: Iterable[Change]) -> set[str]:
    posts = (change.desired for change in changes if change.desired)
    return {item.sha256 for post in posts for item in every_medium(post) if item.sha256}


def _remote(change: Change, unmanaged: SlotIndex[RemotePost]) -> list[object]:
    slot = change.incoming
    near = sorted(post.id for post in unmanaged.near(slot)) if slot else []
    return [str(change.address), _shown(change.remote), near]


def _shown(post: RemotePost | None) -> list[object] | None:
    if post is None:
        return None
    when = instant(post.scheduled_at) if post.scheduled_at else None
    return [post.id, post.state, when, post.seen()]
