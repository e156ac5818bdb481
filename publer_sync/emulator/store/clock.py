"""The emulator's own time: the caller's clock, moved by an offset."""

from collections.abc import Callable


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
