"""A state store whose process can die, or whose disk can fail, at one of its saves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from publer_sync.model.state import State
from publer_sync.state.local import LocalStore
from publer_sync.state.signature import Signing
from tests.support.wire import Killed


@dataclass
class Deaths:
    """How often the state was saved, and at which save the process dies, or the disk fails."""

    saves: int = 0
    saved: Callable[[State], object] = lambda state: None
    """What happens right after each save."""
    fail_save: int | None = None
    before_save: int | None = None
    after_save: int | None = None


class MortalStore(LocalStore):
    """The local store, with a process that can die before or after one of its saves."""

    def __init__(self, root: Path, deaths: Deaths, signing: Signing | None = None) -> None:
        super().__init__(root, signing=signing)
        self._deaths = deaths

    def save(self, state: State) -> State:
        number = self._deaths.saves
        self._deaths.saves += 1
        if number == self._deaths.before_save:
            raise Killed
        with self._no_place() if number == self._deaths.fail_save else nullcontext():
            super().save(state)
        self._deaths.saved(state)
        if number == self._deaths.after_save:
            raise Killed
        return state

    @contextmanager
    def _no_place(self) -> Iterator[None]:
        """A folder stands where the state has to go, so that it cannot be saved."""
        aside = self.path.with_suffix(".aside")
        if self.path.exists():
            self.path.rename(aside)
        self.path.mkdir(parents=True)
        try:
            yield
        finally:
            self.path.rmdir()
            if aside.exists():
                aside.rename(self.path)
