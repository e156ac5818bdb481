"""The journal: how a write is remembered before it is sent, and what it became after.

Publer has no idempotency key, its jobs report success for posts that were never made and failure for
posts that were, and a connection can break after the request was served. So no answer is believed. The
rule that makes this safe has four parts:

1. Before a request that writes, its *intents* are saved: what, for which address and slot, with which
   text, since when, and which posts stood in that slot already. A process that dies at any point leaves
   either no trace in Publer, or an intent that tells the next run what to look for.
2. After the request, Publer is read back. A post that appeared in the slot with the text of the intent
   is the one that was made: account and minute are unique in Publer, and what stood there before is
   known. Only then does the intent become a *record*, in one save.
3. A write whose outcome is unknown is never repeated before the settling delay is over and another look
   found nothing. Two candidates, or one with another text, are no one's guess: the intent stays open, the
   post is held, and both are shown.
4. Only a write that certainly was not sent is taken back: Ctrl-C came between the save and the request, or
   Publer refused whoever asked.

Every change of the state goes through `Journal.keep`, which saves before it returns. So what is in memory
is on disk, and stopping anywhere is the same as crashing there, which `recovery` handles.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from publer_sync.model.state import State


class StateSaver(Protocol):
    """Protocol of a place for a state; it returns the saved state."""

    def save(self, state: State) -> State: ...


class Journal:
    """The state of a run, always as it was saved last."""

    def __init__(self, state: State, store: StateSaver) -> None:
        self._state = state
        self._store = store

    @property
    def state(self) -> State:
        return self._state

    def keep(self, state: State) -> None:
        """Make `state` the current one and save it with the next serial; does nothing if it is
        the same as before. What someone else has saved meanwhile is in it afterwards. Raises StateError
        when it cannot be saved, and LockedError once the lock is another run's."""
        if state == self._state:
            return
        following = replace(state, serial=self._state.serial + 1)
        self._state = self._store.save(following)
