"""Everything one emulator holds, and its way back to the seed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import RLock

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.faults import Fault
from publer_sync.emulator.store.rate_limit import RateLimiter
from publer_sync.emulator.store.storage import Storage
from publer_sync.emulator.store.times import iso

# The log of every API request, answered or not.


@dataclass(slots=True)
class LoggedRequest:
    """One request; its status stays None when the connection was dropped."""

    method: str
    path: str
    query: str
    time: float
    status: int | None = None
    fault: str | None = None

    def as_json(self) -> dict[str, object]:
        """The entry as the control call shows it."""
        return {
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "status": self.status,
            "time": iso(self.time),
            "fault": self.fault,
        }


# Ids that look like those of production and repeat under the same seed.

_FIRST_NUMBER = 195306517


class Ids:
    """A counter behind a hash: the n-th id is the same in every run."""

    def __init__(self, seed: int, used: int = 0) -> None:
        self._seed = seed
        self.used = used

    def next(self) -> str:
        """A new id of 24 hex characters."""
        self.used += 1
        return self.derived(str(self.used))

    def next_number(self) -> int:
        """A new id as archived posts have it."""
        self.used += 1
        return _FIRST_NUMBER + self.used

    def derived(self, name: str) -> str:
        """An id that belongs to `name` for good."""
        return sha256(f"{self._seed}:{name}".encode()).hexdigest()[:24]


# The emulator's own time: the caller's clock, moved by an offset.


class EmulatorClock:
    """Time that can be moved without waiting."""

    def __init__(self, base: Callable[[], float], offset: float = 0.0) -> None:
        self._base = base
        self.offset = offset

    def now(self) -> float:
        """The present instant of the emulator."""
        return self._base() + self.offset

    def offset_for(self, instant: float) -> float:
        """The offset that makes `instant` the present."""
        return instant - self._base()


@dataclass(slots=True)
class World:
    """One emulator; a request holds `lock` from beginning to end."""

    initial_options: Mapping[str, str]
    settings: Settings
    storage: Storage
    clock: EmulatorClock
    sleep: Callable[[float], None]
    seed: int
    ids: Ids
    limiter: RateLimiter = field(default_factory=RateLimiter)
    faults: list[Fault] = field(default_factory=list)
    log: list[LoggedRequest] = field(default_factory=list)
    listings: int = 0
    lock: RLock = field(default_factory=RLock)

    def now(self) -> float:
        """The present instant."""
        return self.clock.now()

    def commit(self) -> None:
        """Make what a request wrote last, with the facts that go along."""
        if self.storage.dirty:
            self.storage.set_fact("ids_used", self.ids.used)
            self.storage.commit()

    def move_clock(self, offset: float) -> None:
        """Keep the clock's offset over restarts."""
        self.clock.offset = offset
        self.storage.set_fact("clock_offset", offset)

    def reset(self) -> None:
        """Back to the seed: no posts, no media, no faults, the options of the start."""
        self.storage.clear()
        self.settings = Settings(self.initial_options)
        self.ids = Ids(self.seed)
        self.limiter = RateLimiter()
        self.move_clock(0.0)
        self.faults.clear()
        self.log.clear()
        self.listings = 0


def make_world(
    *,
    options: Mapping[str, str],
    database: str | Path,
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    seed: int,
) -> World:
    """A world as its database left it."""
    storage = Storage(database)
    return World(
        initial_options=dict(options),
        settings=Settings(options),
        storage=storage,
        clock=EmulatorClock(clock, storage.fact("clock_offset")),
        sleep=sleep,
        seed=seed,
        ids=Ids(seed, int(storage.fact("ids_used"))),
    )
