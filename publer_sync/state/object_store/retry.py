"""Wait for an answer of an object store, but neither for ever nor deaf to Ctrl-C.

The library waits where no signal of Python is heard, and looking for credentials has limits of its own. So
it is asked in a thread, which is left behind when it takes too long: what it may still write is a write of
unknown outcome, as any that is not answered.
"""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

Answer = TypeVar("Answer")

DEADLINE = 45.0
"""Seconds for one answer with all its tries; the library gives up earlier, if it knows what it waits for."""


class ObjectRequestError(Exception):
    """There is no good answer; `cause` is what the library said."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


def call_with_retries(
    ask: Callable[[], Answer],
    *,
    passing: tuple[type[Exception], ...] = (),
    deadline: float = DEADLINE,
) -> Answer:
    """Return the result of `ask`; raise its error as it is if it is `passing`, and else as
    ObjectRequestError."""
    outcome: SimpleQueue[_Outcome[Answer]] = SimpleQueue()
    Thread(target=lambda: outcome.put(_Outcome(ask)), daemon=True).start()
    try:
        results = outcome.get(timeout=deadline)
    except Empty:
        raise ObjectRequestError(TimeoutError(f"no answer within {deadline:.0f} s")) from None
    if results.error is None:
        return results.answers[0]
    if isinstance(results.error, passing):
        raise results.error
    raise ObjectRequestError(results.error)


class _Outcome(Generic[Answer]):
    def __init__(self, ask: Callable[[], Answer]) -> None:
        self.answers: list[Answer] = []
        self.error: BaseException | None = None
        try:
            self.answers.append(ask())
        except BaseException as error:  # a panic of the library is no Exception
            self.error = error
