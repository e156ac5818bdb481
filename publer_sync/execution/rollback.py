"""Deletes the new half of a replacement whose old half must stay after all, so that one does not follow
the other."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from publer_sync.execution.context import Tools
from publer_sync.execution.delete import Doomed, delete_posts
from publer_sync.execution.events import Event, Outcome, Result
from publer_sync.execution.recording import removal
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.remote import Phase
from publer_sync.model.state import IntentKind
from publer_sync.planning.change import Change


def take_back(tools: Tools, change: Change, phase: Phase) -> Generator[Event, None, None]:
    """Deletes the new post again; `phase` is that of the old one."""
    state, old = tools.journal.state, change.recorded
    new = state.records.get(change.address)
    if new is None or old is None or change.network is None:
        return
    leaving = [i for i in state.intents if i.kind is IntentKind.DELETE and i.post_id == old.post_id]
    # The record is the old one's again before the new one goes: died in between, neither is forgotten.
    back = state.without_intents(leaving).with_record(
        replace(old, address=change.address, status=phase.value)
    )
    tools.journal.keep(back.with_intents([removal(new, tools.now())]))
    yield from delete_posts(
        tools,
        [
            Doomed(
                address=new.address,
                post_id=new.post_id,
                account_id=new.account_id,
                network=change.network,
                place=new.place,
            )
        ],
    )
    deleted = Note(NoteCode.NEW_POST_DELETED)
    yield Result(change.address, change.action, Outcome.FAILED, old.post_id, (deleted,))
