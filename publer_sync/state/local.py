"""The state in a file of the project: written to a temporary file, flushed to disk, renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.errors import StateError
from publer_sync.model.state import State
from publer_sync.source.text import whole_text
from publer_sync.state.atomic_write import write_whole
from publer_sync.state.backups import FOLDER, backup, rescue_copy
from publer_sync.state.format import from_text, to_text
from publer_sync.state.last_seen import LastSeen
from publer_sync.state.lock import hold_lock, holder_of, note_of
from publer_sync.state.signature import Signing
from publer_sync.state.store import Holder, StoreContext, StoredText


def open_backend(settings: StateStoreConfig, context: StoreContext) -> LocalStore:
    """The store in the folder of the project."""
    return LocalStore(context.root, context.file, context.signing)


class LocalStore:
    """The state of one project (and environment) on this machine."""

    def __init__(
        self, root: Path, file: str = "state.json", signing: Signing | None = None
    ) -> None:
        self.path = root / FOLDER / file
        self.signing = signing or Signing()
        self.text: str | None = None
        self._lock = self.path.with_suffix(".lock")
        self._last_seen = LastSeen(root)
        self._is_locked = False

    @property
    def where(self) -> str:
        return str(self.path)

    def load(self, *, unchecked: bool = False) -> State | None:
        """The saved state, or None if there never was one; raises StateError if it is broken."""
        try:
            text = self.text = whole_text(self.path)
        except FileNotFoundError:
            self.text = None
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise StateError(
                "The state cannot be read.",
                location=self.where,
                reason=str(error),
                hint="check the file and its permissions; it was left as it is",
            ) from None
        signing = None if unchecked else self.signing
        state = from_text(text, self.where, signing, writing=self._is_locked)
        if self._is_locked:
            self._last_seen.note(state)
        return state

    def earlier(self) -> Iterator[StoredText]:
        """Nothing: a file has no history."""
        return iter(())

    def last_seen(self, state: State | None) -> int | None:
        """The highest serial of the state's history that was seen before this run, if any is remembered."""
        return self._last_seen.before(state.lineage) if state else None

    def save(self, state: State) -> State:
        """Put the state in the place of the older one, whole or not at all.

        Raises StateError if that fails; then the state is in a rescue file that the message
        names, unless not even that was possible.
        """
        text = self.signing.signed(to_text(state))
        try:
            self._write(text)
        except OSError as error:
            root = self.path.parent.parent
            raise rescue_copy(text, root, self.where, str(error)) from None
        self._last_seen.note(state)
        return state

    def put(self, text: str) -> None:
        """Put a text in the place of the state, whole or not at all."""
        try:
            self._write(self.signing.signed(text))
        except OSError as error:
            raise StateError(
                "The file of the state cannot be written.",
                location=self.where,
                reason=str(error),
                hint="check its permissions, and whether the disk is full; it was left as it is",
            ) from None

    @contextmanager
    def lock(self, holder: Holder, *, over_broken: bool = False) -> Iterator[bool]:
        """The lock of this state; raises LockedError when it is taken."""
        with hold_lock(self._lock, holder) as taken_over:
            self._is_locked = True
            try:
                yield taken_over
            finally:
                self._is_locked = False

    def insist(self) -> None:
        """Do nothing: the operating system takes the lock from no living process."""

    def keep_alive(self) -> None:
        """Do nothing: the lock does not end by itself."""

    def holder(self) -> Holder | None:
        """Who holds the lock just now, or None."""
        return holder_of(self._lock)

    def unlock(self, confirm: Callable[[Holder], bool]) -> Holder | None:
        """Take the lock and let go of it, which no living holder lets happen: no one has to be asked."""
        left_value = note_of(self._lock)
        with self.lock({}):
            return left_value

    def keep_aside(self) -> Path:
        """Copy the state as it is, also a broken one, to a new file beside it; return its path."""
        return backup(self.path, self.path.read_bytes())

    def _write(self, text: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, text)
