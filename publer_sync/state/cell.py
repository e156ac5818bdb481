"""The text of a backend as it was seen last, and writes that follow it."""

from __future__ import annotations

from publer_sync.state.backend import Backend, Moved
from publer_sync.state.leased import Leased, leased_of

RACES = 10
"""How often something is tried again that others got ahead of."""


class Cell:
    """What stands in a backend, looked at again only when asked."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._version: str | None = None
        self.stands = Leased()

    @property
    def where(self) -> str:
        return self._backend.where

    def look(self) -> Leased:
        """Reads what stands there; all that is written afterwards follows it."""
        found = self._backend.read()
        self._version = found.version if found else None
        self.stands = leased_of(found.text if found else None)
        return self.stands

    def swap(self, leased: Leased, reason: str) -> None:
        """Puts this in the place of what was seen last; raises Moved if something else stands there.

        Where that is this very text, it was written, and only the answer got lost.
        """
        text = leased.to_text()
        try:
            version = self._backend.swap(text, self._version, reason)
        except Moved:
            found = self._backend.read()
            if found is None or found.text != text:
                raise
            version = found.version
        self._version, self.stands = version, leased
