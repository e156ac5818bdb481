"""Interface of every store for a state; each kind is one file, and one line in `STORES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.model.state import State
from publer_sync.state.backups import ensure_inside
from publer_sync.state.signature import Signing

Holder = Mapping[str, Any]
"""What a process says of itself while it holds the lock: `command`, `host`, `pid`, `since`."""


class StateStore(Protocol):
    """Store of the state of one project (and environment).

    Everything here raises StateError if the store cannot be read or written, with nothing lost.
    """

    @property
    def where(self) -> str:
        """The place in words, as messages name it."""

    @property
    def signing(self) -> Signing:
        """The keys that sign what is saved, and check what is loaded."""

    def load(self, *, unchecked: bool = False) -> State | None:
        """The saved state, or None if there never was one. One that is broken is a StateError, as is the
        mark of one that moves (StateMoved, StateArriving), and one whose signature is not as it must be,
        unless it is loaded `unchecked` for someone to look at."""

    @property
    def text(self) -> str | None:
        """Text that was loaded last, with its signature; None if nothing was."""

    def earlier(self) -> Iterator[StoredText]:
        """Older texts of the place, the newest first, where it keeps any; `load` comes first."""

    def last_seen(self, state: State | None) -> int | None:
        """The highest serial of the state's history that this clone had seen before this run.

        None if none is remembered. What is loaded or saved under the lock is remembered for the next run.
        """

    def save(self, state: State) -> State:
        """Put the state in the place of the older one, whole or not at all; only under the lock.

        Returns what is there now: more than `state` where someone else has written meanwhile. Raises
        LockedError once the lock is another run's. When saving fails, the state is in a rescue file that
        the error names.
        """

    def put(self, text: str) -> None:
        """Put a text in the place of the state as it is, whole or not at all; only under the lock, and only
        while the state moves. Never over what someone else has written: then it raises."""

    def lock(self, holder: Holder, *, over_broken: bool = False) -> AbstractContextManager[bool]:
        """The lock of this state; raises LockedError when it is taken.

        Whoever has it is about to write, so a signed state is loaded under it only with the key.
        Gives whether it was someone's who did not let go of it, and who may live by a clock that is wrong.
        A state that cannot be read can be locked only by one who says so, to put another in its place.
        """

    def insist(self) -> None:
        """Make sure that the lock is ours still, and for a while; raise LockedError if it is not."""

    def keep_alive(self) -> None:
        """Make the lock last longer where it would end soon; a failure is told, not raised."""

    def holder(self) -> Holder | None:
        """Who holds the lock just now, or None."""

    def unlock(self, confirm: Callable[[Holder], bool]) -> Holder | None:
        """Clear what a dead holder left, and return what it wrote of itself, or None if there was nothing.

        Where it cannot be told whether the holder lives, `confirm` decides; raises LockedError if the lock
        stays.
        """

    def keep_aside(self) -> Path:
        """Copy the state as it is, also a broken one, to a new file of the project; return its path."""


# What a store is given of the world that it is used in.


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreContext:
    """Surroundings of a store.

    `root` is the project, `environment` what --env names. `now` is the real time, also where a command
    pretends another; `sleep` takes seconds; `random` gives numbers from 0 to 1 and `new_token` random
    words. `tell` says to the user what an error would be too much for. `when_empty` is called where a
    shared store holds no state, and raises where that is not to be believed: with what is missing, where,
    and the serial of the state that this clone saw there last, if it saw any.
    """

    root: Path
    environment: str | None
    environ: Mapping[str, str]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    random: Callable[[], float]
    new_token: Callable[[], str]
    tell: Callable[[str], None] = lambda text: None
    when_empty: Callable[[str, str, int | None], None] = lambda absence, place, last_seen: None
    signing: Signing = field(default_factory=Signing)

    @property
    def file(self) -> str:
        """Name of the environment's state file, wherever it is kept."""
        return f"state.{self.environment}.json" if self.environment else "state.json"


# The stores by the word or the scheme that names them.

STORES: Mapping[str, str] = {
    "local": "local",
    "git": "git.backend",
    "s3": "object_store.backend",
    "gs": "object_store.backend",
    "az": "object_store.backend",
}
"""For each kind the module of this package whose `open_backend` makes it; loaded only when it is used."""


def open_store(settings: StateStoreConfig, context: StoreContext) -> StateStore:
    """The store that the project names; nothing is read yet.

    Raise InvalidUsageError if an extra is missing, and PlanRefusedError if its folder in the project leads
    elsewhere.
    """
    ensure_inside(context.root)
    module = import_module(f"{__package__}.{STORES[settings.kind]}")
    store: StateStore = module.open_backend(settings, context)
    return store


# What an engine must offer to keep a state that many share: one text, and compare-and-swap.


@dataclass(frozen=True, slots=True)
class StoredText:
    """The text that is in a backend, with the version that the next one must follow."""

    text: str
    version: str


class WriteConflictError(Exception):
    """Another text is there by now, so that nothing was written."""


class Backend(Protocol):
    """One text somewhere else, which only takes the place of the text that it was made from.

    Raises StateError if the place cannot be reached, refuses, or does not say what became of a write.
    """

    @property
    def where(self) -> str:
        """The place in words, without secrets."""

    @property
    def absence(self) -> str:
        """Explain, as a sentence, how a text that was seen here can be missing now."""

    def read(self) -> StoredText | None:
        """Read the text, or None if there is none."""

    def swap(self, text: str, expected: str | None, reason: str) -> str:
        """Put the text in the place of the version `expected`, or of nothing; return its version.

        `reason` says in a few words what for, where the engine keeps a history. Raises WriteConflictError
        where something else is there, which may even be this text, if an answer got lost.
        """

    def earlier(self) -> Iterator[StoredText]:
        """Texts that stood there before what was read last, the newest first; none without a history.

        The version of each is what the engine shows it by: for git `COMMIT:FILE`.
        """
