"""Find what was named on the command line among the addresses that a state remembers."""

from __future__ import annotations

from difflib import get_close_matches

from publer_sync.errors import Hint, InvalidUsageError, PlanRefusedError
from publer_sync.model.address import Address
from publer_sync.model.state import Intent, State


def known_address(state: State, text: str) -> Address:
    """The address that the state remembers anything of; raises InvalidUsageError if that is nothing."""
    known_values = _addresses(state)
    if text not in known_values:
        raise InvalidUsageError(
            f"Nothing is recorded for {text!r}.",
            location="ADDRESS",
            reason=None if known_values else "the state is empty: nothing was applied yet",
            hint=_hint(text, known_values),
        )
    return known_values[text]


def _addresses(state: State) -> dict[str, Address]:
    intents = (intent.address for intent in state.intents)
    tombstones = (tombstone.address for tombstone in state.tombstones)
    return {str(a): a for a in (*state.records, *intents, *state.failures, *tombstones)}


def _hint(text: str, known_values: dict[str, Address]) -> Hint | str:
    close = get_close_matches(text, known_values, 1)
    listed = Hint("`{}` lists what is", (("state", "list"),))
    return f"did you mean {close[0]}?" if close else listed


def refuse_open_writes(intents: tuple[Intent, ...]) -> None:
    """Raise PlanRefusedError if there are any: what they note is all that keeps a post from being made
    twice."""
    if not intents:
        return
    named = ", ".join(sorted({f"{intent.address} ({intent.kind})" for intent in intents}))
    raise PlanRefusedError(
        "It is not known yet what came of a write, so its address must not be touched.",
        reason=f"open: {named}",
        hint="apply first, which finds out what became of it; nothing was changed",
    )
