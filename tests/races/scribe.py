"""A process that shares a store with others: it takes the lock, writes one record more, and lets go.

`python -m tests.races.scribe STORE FOLDER NAME ROUNDS LOG` writes a line to the log when it enters and when
it leaves, so that afterwards it can be told whether two were in at the same time.
"""

from __future__ import annotations

import os
import random
import sys
import time
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.errors import LockedError, StateError
from publer_sync.model.state import State
from publer_sync.state.store import StateStore, StoreContext, open_store
from tests.support.planning import a_record, a_state, wanted


def main() -> None:
    store_name, folder, name, rounds, log = sys.argv[1:]
    around = StoreContext(
        root=Path(folder),
        environment=None,
        environ=os.environ,
        now=lambda: datetime.now(UTC),
        sleep=time.sleep,
        random=random.random,
        new_token=lambda: str(uuid.uuid4()),
    )
    store = open_store(StateStoreConfig(store=store_name), around)
    for number in range(int(rounds)):
        while not _wrote(store, f"{name}-{number}", Path(log)):
            time.sleep(random.uniform(0, 0.05))


def _wrote(store: StateStore, entry: str, log: Path) -> bool:
    try:
        with store.lock({"command": entry}):
            _note(log, f"in {entry}")
            before = store.load() or a_state(serial=0)
            store.save(_with(before, entry))
            _note(log, f"out {entry}")
            return True
    except LockedError:
        return False
    except StateError as problem:
        if "changes faster" in problem.what:
            return False
        raise


def _with(state: State, entry: str) -> State:
    return replace(state, serial=state.serial + 1).with_record(a_record(wanted(entry)))


def _note(log: Path, line: str) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


if __name__ == "__main__":
    main()
