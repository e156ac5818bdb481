"""The lock of a store that many share: who has it, and until when.

Nobody can tell from afar whether a holder lives. So the lock ends by itself, unless its holder makes it
last longer, and one that has ended may be taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.state.json_values import moment, word
from publer_sync.state.store import Holder

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
    """The lease that `lease_data` wrote. Anything else is somebody's who never lets go: better a lock that
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
