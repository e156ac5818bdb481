"""State show: all that is remembered of one address, without asking anybody."""

from __future__ import annotations

from publer_sync.model.state import State
from publer_sync.model.state_views import StateEntry
from publer_sync.state.store import Store
from publer_sync.workflows.state.addresses import known_address


def look_up(store: Store, address: str) -> StateEntry:
    """What the state holds for an address; raises UsageProblem if that is nothing."""
    state = store.load() or State(lineage="", workspace="")
    wanted = known_address(state, address)
    return StateEntry(
        address=wanted,
        record=state.records.get(wanted),
        intents=tuple(intent for intent in state.intents if intent.address == wanted),
        failure=state.failures.get(wanted),
        tombstones=state.tombstones_of(wanted),
    )
