"""Dependencies of every step of an apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from publer_sync.api.errors import (
    ApiError,
    CredentialsError,
    FirewallError,
    NotSentError,
    RateLimitError,
    SubscriptionError,
    WorkspaceAccessError,
)
from publer_sync.api.reader import Reader
from publer_sync.api.writer import Writer
from publer_sync.config.project import Policy
from publer_sync.errors import UserInterruptError
from publer_sync.execution.events import Event
from publer_sync.execution.journal import Journal
from publer_sync.lookup.around_writes import Lookup
from publer_sync.model.clock import Clock
from publer_sync.model.note import Note, quoted
from publer_sync.model.workspace_names import NameIndex

HOPELESS = (CredentialsError, WorkspaceAccessError, SubscriptionError, FirewallError, NotSentError)
"""Errors after which no other request can work either: the run ends, with everything saved."""

ENDINGS = (*HOPELESS, UserInterruptError)
"""Errors that end the run."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyContext:
    """Both sides of the API, the journal, time and policy; `root` is the project folder.

    `names` are those that the plan resolved. `tell` hears of events in the midst of a step, which the step's
    own generator cannot yield.
    """

    reader: Reader
    writer: Writer
    lookup: Lookup
    journal: Journal
    clock: Clock
    policy: Policy
    root: Path
    names: NameIndex = NameIndex()
    tell: Callable[[Event], None] = lambda event: None

    def now(self) -> datetime:
        return self.clock.now()


def in_chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    everything = list(things)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]


def ensuring_lock(request: Callable[[], T], attempts: int = 3) -> T:
    """The answer of a request that does no harm when it is sent twice; a 429 is waited out."""
    for attempt in range(1, attempts):
        try:
            return request()
        except RateLimitError:
            continue  # the limiter holds the next request back until the reset
        except UserInterruptError as stopped:
            stopped.in_flight |= attempt > 1
            raise
    return request()


def certainly_unsent(error: Exception) -> bool:
    """Decide whether a request that met one of the `ENDINGS` has certainly changed nothing.

    Its intent is withdrawn then: the next apply need not wait for what it made.
    """
    return not (isinstance(error, UserInterruptError) and error.in_flight)


def publer_messages(error: ApiError) -> Note:
    """The note of an error of Publer, in its words."""
    return quoted(error.line)
