"""A file that is being sent: each time a piece of it is asked for, there is time to keep the lock alive.

A large video takes longer than a lease lasts. Nobody else would notice that its sender still works, and would
take the lock over in the midst of it.
"""

from __future__ import annotations

import io
from collections.abc import Callable


class Sending(io.BytesIO):
    """The bytes of a file; `beat` is called before each piece, and what it raises ends the sending."""

    def __init__(self, content: bytes, beat: Callable[[], None]) -> None:
        super().__init__(content)
        self._beat = beat

    def read(self, size: int | None = -1, /) -> bytes:
        """The next piece, at most `size` bytes."""
        self._beat()
        return super().read(size)
