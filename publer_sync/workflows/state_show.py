"""State show: all that is remembered of one address, without asking anybody."""

from __future__ import annotations

from difflib import get_close_matches

from publer_sync.errors import UsageProblem
from publer_sync.model.address import Address
from publer_sync.model.memory import Memory
from publer_sync.model.state import State
from publer_sync.state.store import Store


def look_up(store: Store, address: str) -> Memory:
    """What the state holds for an address; raises UsageProblem if that is nothing."""
    state = store.load()
    known = _addresses(state) if state else {}
    if state is None or address not in known:
        raise UsageProblem(
            f"Nothing is recorded for {address!r}.",
            where="ADDRESS",
            why=None if state else "there is no state yet: nothing was applied from here",
            hint=_hint(address, known),
        )
    wanted = known[address]
    return Memory(
        address=wanted,
        record=state.records.get(wanted),
        intents=tuple(intent for intent in state.intents if intent.address == wanted),
        failure=state.failures.get(wanted),
    )


def _addresses(state: State) -> dict[str, Address]:
    intents = (intent.address for intent in state.intents)
    return {str(a): a for a in (*state.records, *intents, *state.failures)}


def _hint(address: str, known: dict[str, Address]) -> str:
    close = get_close_matches(address, known, 1)
    return f"did you mean {close[0]}?" if close else "`publer-sync state list` lists what is"
