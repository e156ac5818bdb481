"""State pull: a copy of the state, as `state push` takes it back."""

from __future__ import annotations

from pathlib import Path

from publer_sync.errors import InvalidUsageError, StateError
from publer_sync.model.state import State
from publer_sync.state.atomic_write import write_output
from publer_sync.state.format import to_text
from publer_sync.state.store import StateStore


def pull(store: StateStore) -> tuple[State, str]:
    """The state, and its text with the signature; raises StateError if there is none yet."""
    state = store.load()
    if state is None:
        raise StateError(
            "There is no state yet.",
            location=store.where,
            reason="nothing was applied yet",
            hint="if posts were, look at `state:` in publer-sync.yaml, and at --env",
        )
    return state, store.text or to_text(state)


def save_copy(text: str, path: Path) -> None:
    """Write the copy whole or not at all, readable by its owner only; raise InvalidUsageError."""
    try:
        write_output(path, text, mark='"lineage"')
    except OSError as error:
        raise InvalidUsageError(
            "The copy cannot be written.",
            location=str(path),
            reason=str(error),
            hint="choose another file",
        ) from None
