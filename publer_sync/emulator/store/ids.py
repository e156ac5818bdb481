"""Ids that look like those of production and repeat under the same seed."""

from hashlib import sha256

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
