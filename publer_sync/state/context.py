"""What a store is given of the world that it is used in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a store needs to know of where it is used.

    `root` is the project, `environment` what --env names. `now` is the real time, also where a command
    pretends another; `sleep` takes seconds; `random` gives numbers from 0 to 1 and `new_token` random
    words. `tell` says to the user what an error would be too much for. `when_empty` is called where a
    shared store holds no state, and raises where that is not to be believed.
    """

    root: Path
    environment: str | None
    environ: Mapping[str, str]
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    random: Callable[[], float]
    new_token: Callable[[], str]
    tell: Callable[[str], None] = lambda text: None
    when_empty: Callable[[], None] = lambda: None

    @property
    def file(self) -> str:
        """What the state of the environment is called, wherever it is kept."""
        return f"state.{self.environment}.json" if self.environment else "state.json"
