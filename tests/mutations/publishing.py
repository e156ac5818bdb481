"""What is still valid goes on: planned, applied to the emulator, read back, planned again."""

from __future__ import annotations

from pathlib import Path

from publer_sync.emulator.app import create_app
from publer_sync.errors import PublerSyncError
from publer_sync.execution.events import Outcome
from publer_sync.render.text.notes import notes_text
from tests.support.fake_time import FakeTime
from tests.support.world import World


class UnsettledError(AssertionError):
    """After an apply that went well there is still something to do."""


def publish(root: Path) -> str:
    """How far the valid project in `root` came: `settled`, what became of the first change that
    was not done, or the name of a known error."""
    time = FakeTime()
    world = World(root, time, create_app(options={}, clock=time.seconds, sleep=time.sleep))
    try:
        applied = world.apply()
        undone = [one for one in applied.results if one.outcome is not Outcome.DONE]
        for one in sorted(undone, key=lambda one: one.outcome is Outcome.SKIPPED):
            return f"{one.outcome.value}: {notes_text(one.notes)[:90]}"
        plan = world.plan()
    except PublerSyncError as known:
        str(known)
        return type(known).__name__
    if plan.has_work:
        raise UnsettledError([(str(c.address), c.action.value) for c in plan.changes][:5])
    return "settled"
