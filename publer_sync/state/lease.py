"""The lock of a store that many share, and the text that holds it beside the state.

No one can tell from afar whether a holder lives. So the lock ends by itself, unless its holder makes it
last longer, and one that has ended may be taken.

State and lease are one text, so that whoever takes the lease makes every older save fail. It is the state
itself with one more key, `lease`, while someone holds it. So `state push` takes a copy of it as it is, and
whoever looks at it in the store sees both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.model.sign_review import LEASE
from publer_sync.state.format import FORMAT_VERSION
from publer_sync.state.json_values import moment, parsed, word
from publer_sync.state.store import Backend, Holder, StoredText, WriteConflictError

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """`token` is random, and tells two leases of the same holder apart. `expires` is an aware UTC
    datetime by the clock of the holder."""

    token: str
    holder: Holder
    expires: datetime

    def ended(self, now: datetime) -> bool:
        return now > self.expires

    def until(self, expires: datetime) -> Lease:
        return replace(self, expires=expires)

    @property
    def words(self) -> Holder:
        """The holder, and when the lease ends."""
        if self.expires == _NEVER:
            return self.holder
        return {**self.holder, "expires": instant(self.expires)}


def lease_data(lease: Lease) -> dict[str, Any]:
    return {"token": lease.token, "expires": instant(lease.expires), "holder": dict(lease.holder)}


def lease_of(data: Any) -> Lease:
    """The lease that `lease_data` wrote. Anything else is someone's who never lets go: better a lock that
    has to be cleared by hand than one that is overlooked."""
    try:
        holder = data["holder"]
        return Lease(
            token=word(data["token"]),
            holder=dict(holder) if isinstance(holder, Mapping) else {},
            expires=moment(data["expires"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return Lease(token="", holder={}, expires=_NEVER)


def lasting(now: datetime, duration: timedelta) -> datetime:
    """When a lease ends that is taken or renewed now, to the second."""
    return (now + duration).replace(microsecond=0)


# State and lease as one text.

_BROKEN = "broken"
_VERSION = "format_version"


@dataclass(frozen=True, slots=True)
class LeasedState:
    """`state` is the text of the state as it is there, also a broken one; None if there never was one."""

    state: str | None = None
    lease: Lease | None = None

    def to_text(self) -> str:
        """The text for the store; without a lease that of the state, byte for byte."""
        if self.state is None:
            return _json({_VERSION: FORMAT_VERSION}, self.lease)
        if self.lease is None:
            return self.state
        document = _mapping(self.state)
        if document is None:
            return _json({_VERSION: FORMAT_VERSION, _BROKEN: self.state}, self.lease)
        return _json(document, self.lease)


def leased_of(text: str | None) -> LeasedState:
    """Read the content of a store; None stands for nothing. What is no state at all is kept as it is."""
    document = _mapping(text) if text is not None else None
    if document is None:
        return LeasedState(state=text)
    lease = lease_of(document.pop(LEASE)) if document.get(LEASE) is not None else None
    if _BROKEN in document:
        return LeasedState(state=str(document[_BROKEN]), lease=lease)
    if document == {_VERSION: FORMAT_VERSION}:
        return LeasedState(lease=lease)
    return LeasedState(state=text if lease is None else _json(document, None), lease=lease)


def _mapping(text: str) -> dict[str, Any] | None:
    try:
        results = parsed(text)
    except (ValueError, RecursionError):
        return None
    return results if isinstance(results, dict) else None


def _json(document: dict[str, Any], lease: Lease | None) -> str:
    """As `format.to_text` writes it, with the lease on top where a reader sees it first."""
    version = {_VERSION: document[_VERSION]} if _VERSION in document else {}
    held_reasons = {LEASE: lease_data(lease)} if lease else {}
    whole = json.dumps(version | held_reasons | document, indent=2, ensure_ascii=False) + "\n"
    return whole.encode("utf-8", "replace").decode("utf-8")


# The text of a backend as it was seen last, and writes that follow it.

RACES = 10
"""How often something is tried again that others got ahead of."""


class VersionedText:
    """Text in a backend, read again only on demand."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._version: str | None = None
        self.current = LeasedState()

    @property
    def where(self) -> str:
        return self._backend.where

    def read(self) -> LeasedState:
        """Read what is there; all that is written afterwards follows it."""
        stored_text = self._backend.read()
        self._version = stored_text.version if stored_text else None
        self.current = leased_of(stored_text.text if stored_text else None)
        return self.current

    def earlier(self) -> Iterator[StoredText]:
        """Return the texts before the one that was read last, the newest first, where a history is kept."""
        return self._backend.earlier()

    def swap(self, leased: LeasedState, reason: str) -> None:
        """Put this in the place of what was seen last; raise WriteConflictError if something else stands
        there.

        Where that is this very text, it was written, and only the answer got lost.
        """
        text = leased.to_text()
        try:
            version = self._backend.swap(text, self._version, reason)
        except WriteConflictError:
            stored_text = self._backend.read()
            if stored_text is None or stored_text.text != text:
                raise
            version = stored_text.version
        self._version, self.current = version, leased
