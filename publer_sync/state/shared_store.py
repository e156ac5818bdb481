"""The state in a store that many share: compare-and-swap of one text that holds state and lease.

Nothing is ever written over what someone else wrote: each write names the version that it follows. Because
the lease is in the same text, taking it makes every save of its former holder fail, however late that wakes
up. Before each write to Publer the holder makes sure that the lease is its own and will last
(`insist`), so two never write at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from publer_sync.errors import Hint, StateError
from publer_sync.model.state import State
from publer_sync.state.backups import FOLDER, backup, rescue_copy
from publer_sync.state.format import from_text, to_text
from publer_sync.state.last_seen import LastSeen
from publer_sync.state.lease import RACES, Lease, LeasedState, VersionedText, lasting, leased_of
from publer_sync.state.lease_errors import (
    contention_error,
    lock_lost_error,
    lock_taken_error,
    reason_of,
    record_conflict,
    recovery_hint,
    slow_store_error,
)
from publer_sync.state.lock import words_of
from publer_sync.state.merge import merge
from publer_sync.state.store import Backend, Holder, StoreContext, StoredText, WriteConflictError

FRESH = timedelta(seconds=60)
"""How long a lease that was seen to be ours is not looked at again before a write."""

RENEWALS = 3
"""How often a lease is renewed that is as good as over by then."""

ENOUGH = timedelta(minutes=2)
"""How long a lease has to last at least when a write begins."""


class SharedStore:
    """A state in a backend, and the lease that this process may have of it.

    `_base` is the text of the state that the holder knows: what it saves follows that.
    """

    def __init__(self, backend: Backend, context: StoreContext, lease: timedelta) -> None:
        """`lease` is how long a lock lasts that is not renewed."""
        self._store_text = VersionedText(backend)
        self._around = context
        self._lasts = lease
        self._base: str | None = None
        self._mine: Lease | None = None
        self._sure_at: datetime | None = None
        self._last_seen = LastSeen(context.root, backend.where)
        self._backend = backend
        self.signing = context.signing

    @property
    def where(self) -> str:
        return self._store_text.where

    @property
    def text(self) -> str | None:
        """The text of the state that was loaded last, with its signature."""
        return self._base

    def load(self, *, unchecked: bool = False) -> State | None:
        """The saved state, or None if there never was one. It is not read again under the lock."""
        current = self._store_text.current if self._mine else self._store_text.read()
        self._base = current.state
        state = self._believed(current, unchecked=unchecked, writing=self._mine is not None)
        if self._mine and state:
            self._last_seen.note(state)
        return state

    def earlier(self) -> Iterator[StoredText]:
        """The older texts of the state, the newest first, where the backend keeps them."""
        for each in self._store_text.earlier():
            if text := leased_of(each.text).state:
                yield StoredText(text, each.version)

    def last_seen(self, state: State | None) -> int | None:
        """The highest serial of the state's history that was seen before this run, if any is remembered."""
        return self._last_seen.before(state.lineage) if state else None

    def save(self, state: State) -> State:
        """Put the state in the place of the one it follows, and renew the lease with it."""
        text = self.signing.signed(to_text(state))
        try:
            if self._store_text.current.state == self._base:
                try:
                    self._put(LeasedState(text, self._renewed()), f"serial {state.serial}")
                    self._base = text
                    self._last_seen.note(state)
                    return state
                except WriteConflictError:
                    self._store_text.read()
            return self._save_beside_others(state)
        except StateError as error:
            root, way = self._around.root, recovery_hint(error)
            raise rescue_copy(text, root, self.where, reason_of(error), way) from None

    def put(self, text: str) -> None:
        """Put a text in the place of the state that is known, and renew the lease with it."""
        text = self.signing.signed(text)
        self._check_mine(self._store_text.read())
        try:
            if self._store_text.current.state == self._base:
                self._put(LeasedState(text, self._renewed()), "the state moves")
                self._base = text
                return
        except WriteConflictError:
            self._check_mine(self._store_text.read())
        raise contention_error(self.where)

    @contextmanager
    def lock(self, holder: Holder, *, over_broken: bool = False) -> Iterator[bool]:
        """Hold the lease, from one compare-and-swap to another."""
        taken_over = self._take(holder, over_broken=over_broken)
        try:
            yield taken_over
        finally:
            self._let_go()

    def insist(self) -> None:
        """Renew the lease unless that was done just now; raise LockedError if it is another run's.

        A store that answers late may have used up what it renewed: then this is tried again, and
        raises StateError if it stays so.
        """
        if self._sure(FRESH):
            return
        for _ in range(RENEWALS):
            self._renew()
            if self._sure(self._lasts - ENOUGH):
                return
        raise slow_store_error(self.where)

    def keep_alive(self) -> None:
        """Renew the lease when a third of it is over."""
        if self._sure(self._lasts / 3):
            return
        try:
            self._renew()
        except StateError as error:
            self._around.tell(
                f"The lock could not be renewed and is tried again: {reason_of(error)}"
            )

    def holder(self) -> Holder | None:
        """Whose lease has not ended, or None."""
        lease = self._store_text.read().lease
        return lease.words if lease and not lease.ended(self._around.now()) else None

    def unlock(self, confirm: Callable[[Holder], bool]) -> Holder | None:
        """Take the lease from its holder; one that has not ended only if `confirm` says so."""
        lease = self._store_text.read().lease
        if lease is None:
            return None
        if not lease.ended(self._around.now()) and not confirm(lease.words):
            raise lock_taken_error(self.where, lease)
        try:
            self._store_text.swap(replace(self._store_text.current, lease=None), "unlock")
        except WriteConflictError:
            raise StateError(
                "The state changed while the lock was being cleared, so its holder may live.",
                location=self.where,
                hint=Hint("look again with `{}`; nothing was changed", (("state", "unlock"),)),
            ) from None
        return lease.words

    def keep_aside(self) -> Path:
        """Copy the state to a new file of the project; return its path."""
        current = self._store_text.current if self._mine else self._store_text.read()
        return backup(
            self._around.root / FOLDER / self._around.file, (current.state or "").encode()
        )

    def _take(self, holder: Holder, *, over_broken: bool) -> bool:
        context = self._around
        for _ in range(RACES):
            current = self._store_text.read()
            if current.lease and not current.lease.ended(context.now()):
                raise lock_taken_error(self.where, current.lease)
            if not over_broken or current.state is None:
                self._believed(
                    current, writing=True
                )  # what cannot be read is not touched, not even to lock it
            until = lasting(context.now(), self._lasts)
            mine = Lease(token=context.new_token(), holder=holder, expires=until)
            try:
                self._put(
                    LeasedState(current.state, mine),
                    f"lock for {holder.get('command', 'a command')}",
                )
            except WriteConflictError:
                continue
            self._mine, self._base = mine, current.state
            if current.lease:
                who = words_of(current.lease.words)
                context.tell(f"Took over a lock that had expired ({who}).")
            return current.lease is not None
        raise contention_error(self.where)

    def _let_go(self) -> None:
        """End the lease. A failure is only told: the lock ends by itself."""
        mine, self._mine = self._mine, None
        try:
            for _ in range(RACES):
                current = self._store_text.current
                if mine is None or current.lease is None or current.lease.token != mine.token:
                    return
                try:
                    self._store_text.swap(replace(current, lease=None), "unlock")
                except WriteConflictError:
                    self._store_text.read()
        except StateError as error:
            self._around.tell(
                f"The lock could not be released; it expires by itself. {reason_of(error)}"
            )

    def _renew(self) -> None:
        for _ in range(RACES):
            try:
                self._put(
                    replace(self._store_text.current, lease=self._renewed()), "renew the lock"
                )
                return
            except WriteConflictError:
                self._check_mine(self._store_text.read())
        raise contention_error(self.where)

    def _save_beside_others(self, state: State) -> State:
        """Save after someone else has written: what both did by address, never over it."""
        base = None if self._base is None else from_text(self._base, self.where)
        for _ in range(RACES):
            current = self._store_text.current
            theirs = self._state(current.state, writing=True)
            if base is None or theirs is None or theirs.lineage != state.lineage:
                raise StateError("Another state is there that does not follow from ours.")
            merged = merge(base, state, theirs)
            text = self.signing.signed(to_text(merged.state))
            try:
                self._put(LeasedState(text, self._renewed_if_mine(current)), "merge by address")
            except WriteConflictError:
                self._store_text.read()
                continue
            self._base = text
            if merged.lost_posts and not self._is_mine(current):
                raise record_conflict(merged.lost_posts, also="the lock was lost")
            self._check_mine(current)
            self._last_seen.note(merged.state)
            if merged.conflicts:
                raise record_conflict(merged.conflicts)
            return merged.state
        raise contention_error(self.where)

    def _put(self, leased: LeasedState, reason: str) -> None:
        asked_at = self._around.now()
        self._store_text.swap(leased, reason)
        self._sure_at = asked_at

    def _check_mine(self, current: LeasedState) -> None:
        if not self._is_mine(current):
            raise lock_lost_error(self.where, current.lease)

    def _is_mine(self, current: LeasedState) -> bool:
        lease, mine = current.lease, self._mine
        return lease is not None and mine is not None and lease.token == mine.token

    def _renewed(self) -> Lease:
        if self._mine is None:
            raise ValueError("a state is written without the lock")
        return self._mine.until(lasting(self._around.now(), self._lasts))

    def _renewed_if_mine(self, current: LeasedState) -> Lease | None:
        return self._renewed() if self._is_mine(current) else current.lease

    def _sure(self, age: timedelta) -> bool:
        """Return whether the lease was ours that recently; a clock that was set back says nothing."""
        if self._sure_at is None:
            return False
        return timedelta(0) <= self._around.now() - self._sure_at < age

    def _believed(
        self, current: LeasedState, *, writing: bool, unchecked: bool = False
    ) -> State | None:
        if current.state is None:
            self._around.when_empty(self._backend.absence, self.where, self._last_seen.in_place())
        return self._state(current.state, writing=writing, unchecked=unchecked)

    def _state(self, text: str | None, *, writing: bool, unchecked: bool = False) -> State | None:
        if text is None:
            return None
        signing = None if unchecked else self.signing
        return from_text(text, self.where, signing, writing=writing)
