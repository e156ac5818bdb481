"""Writes of which the answer may get lost: look first, write, and look again before writing once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from publer_sync.github.client import GitHub
from publer_sync.github.errors import MaybeDone

TRIES = 3
SETTLE = 5.0
"""Seconds, about, until what was written shows in what is read."""

_Result = TypeVar("_Result")


def settled(github: GitHub, step: Callable[[], _Result]) -> _Result:
    """What a step gives that looks what is there, and then writes only what is missing.

    If the answer to a write is lost, the whole step is done again: so nothing is written twice that is
    seen to be there. Raises MaybeDone if the answers keep getting lost.
    """
    for _ in range(1, TRIES):
        try:
            return step()
        except MaybeDone:
            github.wait(SETTLE)
    return step()
