"""The guard that lets one post of an account go out at once; the next one follows with the next apply.

Publer allows one post of an account in a minute, and two that are sent together stand in the same one.
"""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.model.address import Address
from publer_sync.model.schedule import Now
from publer_sync.planning.change import Change, Reason


def guard_at_once(changes: Iterable[Change]) -> list[Change]:
    """Blocks each post that would go out at once after another one of its account."""
    first: dict[str, Address] = {}
    result = []
    for change in changes:
        post = change.desired
        if not change.makes or post is None or not isinstance(post.schedule, Now):
            result.append(change)
            continue
        ahead = first.setdefault(post.account.id, change.address)
        in_turn = ahead == change.address
        result.append(change if in_turn else change.blocked(Reason.IN_TURN, str(ahead)))
    return result
