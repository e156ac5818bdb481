"""Everything one emulator holds, and its way back to the seed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.clock import EmulatorClock
from publer_sync.emulator.store.faults import Fault
from publer_sync.emulator.store.ids import Ids
from publer_sync.emulator.store.rate_limit import RateLimiter
from publer_sync.emulator.store.request_log import LoggedRequest
from publer_sync.emulator.store.storage import Storage


@dataclass(slots=True)
class World:
    """One emulator; a request holds `lock` from beginning to end."""

    given: Mapping[str, str]
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
        self.settings = Settings(self.given)
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
        given=dict(options),
        settings=Settings(options),
        storage=storage,
        clock=EmulatorClock(clock, storage.fact("clock_offset")),
        sleep=sleep,
        seed=seed,
        ids=Ids(seed, int(storage.fact("ids_used"))),
    )
