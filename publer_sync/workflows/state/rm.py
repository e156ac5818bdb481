"""State rm: forgets posts, which stay in Publer and are no one's of ours from then on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from publer_sync.config.project import Project
from publer_sync.errors import PlanRefusedError
from publer_sync.media.hashing import hash_file
from publer_sync.model.address import Address
from publer_sync.model.post import Post
from publer_sync.model.state import State
from publer_sync.planning.context import PlanContext
from publer_sync.planning.plan import PlanOptions
from publer_sync.planning.state_edits.edits import (
    RemovedAddress,
    RemovePreview,
    open_writes,
    removal_preview,
)
from publer_sync.planning.state_edits.impact import EditImpact, preview_edit
from publer_sync.planning.tombstones import without_tombstones
from publer_sync.state.store import Holder, StateStore
from publer_sync.workflows.plan import of_this_workspace
from publer_sync.workflows.state.addresses import known_address, refuse_open_writes


def forget(
    project: Project,
    posts: Sequence[Post],
    store: StateStore,
    addresses: Sequence[str],
    *,
    now: datetime,
    holder: Holder,
    confirm: Callable[[RemovePreview], bool],
) -> RemovePreview:
    """Take the addresses out of the state; raise PlanRefusedError where a post could be made twice over
    it."""
    desired = hash_file(posts, project.root)
    with store.lock(holder):
        state = of_this_workspace(store.load(), project)
        choice = tuple(dict.fromkeys(known_address(state, text) for text in addresses))
        refuse_open_writes(open_writes(state, choice))
        after = removal_preview(state, choice)
        moment = PlanContext(now=now, policy=project.policy, options=PlanOptions())
        # A tombstone is dropped so that its text may go out again: that is no post made by mistake.
        before = without_tombstones(state, choice)
        foresight = preview_edit(desired, before, after, moment, project.timezone)
        _refuse_doubles(foresight)
        results = tuple(_forgotten(address, state, foresight) for address in choice)
        coming = RemovePreview(addresses=results, location=store.where, serial=after.serial)
        if not confirm(coming):
            return RemovePreview(
                addresses=results, location=store.where, serial=state.serial, declined=True
            )
        saved = store.save(after)
    return RemovePreview(addresses=results, location=store.where, serial=saved.serial)


def _forgotten(address: Address, state: State, foresight: EditImpact) -> RemovedAddress:
    wanting = foresight.wanting(address)
    return RemovedAddress(
        address=address,
        record=state.records.get(address),
        failure=state.failures.get(address),
        coming=foresight.after.get(wanting) if wanting else None,
        tombstones=state.tombstones_of(address),
    )


def _refuse_doubles(foresight: EditImpact) -> None:
    if foresight.doubled:
        raise PlanRefusedError(
            "Without its record the next apply would make a second post.",
            reason="a file still wants it, with another time or other words than are in Publer: "
            + ", ".join(str(address) for address in foresight.doubled),
            hint="remove it from its file first, or put the file back as it was; nothing was changed",
        )
