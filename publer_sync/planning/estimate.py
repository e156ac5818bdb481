"""How many API requests an apply will need, so that nobody is surprised by a rate limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from publer_sync.model.batching import batches
from publer_sync.model.media_walk import every_medium
from publer_sync.model.state import StoredMedia
from publer_sync.planning.change import Action, Change
from publer_sync.planning.plan import Requests

PAGE = 15
"""Posts per page as seen in production; only an estimate depends on it."""

DELETES_PER_REQUEST = 50
POLLS_PER_JOB = 3
WINDOW = 90


def estimate(changes: Sequence[Change], listed: int, stored: Mapping[str, StoredMedia]) -> Requests:
    """Reads before and after, uploads, jobs with their polls, updates and deletes.

    `listed` is the number of posts that the plan had to read. A plan without work counts the reading.
    """
    reading = 1 + max(1, ceil(listed / PAGE))
    creates = [c.desired for c in changes if c.creates_post and c.desired]
    deletes = _count(changes, Action.DELETE, Action.REPLACE)
    total = reading + _uploads(changes, stored) + _count(changes, Action.UPDATE)
    total += ceil(deletes / DELETES_PER_REQUEST)
    if creates:
        total += len(batches(creates)) * (1 + POLLS_PER_JOB)
    if creates or deletes:
        total += max(1, ceil((listed + len(creates)) / PAGE))
    return Requests(total, max(1, ceil(total / WINDOW)))


def _count(changes: Iterable[Change], *actions: Action) -> int:
    return sum(change.section in actions for change in changes)


def _uploads(changes: Iterable[Change], stored: Mapping[str, StoredMedia]) -> int:
    making = (change.desired for change in changes if change.creates_post and change.desired)
    hashes = {item.sha256 for post in making for item in every_medium(post) if item.sha256}
    return len(hashes - set(stored)) + (1 if hashes & set(stored) else 0)
