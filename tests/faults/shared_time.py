"""One clock for several processes that moves only when one of them sleeps: eight bytes of a mapped file."""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime
from pathlib import Path

from publer_sync.cli.global_options import Time
from tests.support.fake_time import START, FakeTime

_SECONDS = struct.Struct("d")


class SharedTime(FakeTime):
    """The time of a fake clock, in a file that other processes map too."""

    def __init__(self, path: Path) -> None:
        fresh = not path.exists()
        if fresh:
            path.write_bytes(_SECONDS.pack(START.timestamp()))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _SECONDS.size)
        self.path = path
        self.slept = 0.0
        self.checkpoint = lambda: None

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(_SECONDS.unpack(self._shared[:])[0], UTC)

    @now.setter
    def now(self, value: datetime) -> None:
        self._shared[:] = _SECONDS.pack(value.timestamp())

    def source(self) -> Time:
        """The time as a command takes it."""
        return Time(self.current, self.seconds, self.sleep)
