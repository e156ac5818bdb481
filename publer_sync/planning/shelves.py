"""Adopts what already stands where a post without a slot would be made, so that it is not made twice.

Such a post has no minute that names it. When its state was lost, it can only be told by what it says: one
post of nobody's with the same text is taken for it, two are a question for a person.

A post that goes out at once is taken for one that did only by a state that remembers nothing at all. A state
with a history would know it, had we sent it; so its words are somebody else's or of a time that the state
lost. Then it is neither recorded, which would keep an editor's new post from ever being sent, nor sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from publer_sync.model.fingerprint import instant, plain
from publer_sync.model.placing import search_of
from publer_sync.model.remote import RemotePost
from publer_sync.model.schedule import Now, Standing
from publer_sync.planning.change import Action, Change, Reason
from publer_sync.planning.recognising import says_the_same, stands_there

Adoption = Callable[[Change, RemotePost], Change]


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the time before `now`: Publer was read from `since` on; `has_history` says whether
    the state remembers any apply."""

    now: datetime
    since: datetime
    has_history: bool


def guard_shelves(
    changes: Sequence[Change], unmanaged: Iterable[RemotePost], past: Past, adopted: Adoption
) -> list[Change]:
    """The changes, with creates turned into adoptions, or blocked where two posts may be the one."""
    by_words: dict[tuple[str, str], list[RemotePost]] = {}
    for post in unmanaged:
        by_words.setdefault((post.account_id, plain(post.text)), []).append(post)
    taken: set[str] = set()
    result = []
    for change in changes:
        after = _with_what_stands(change, by_words, past, adopted)
        if after.action is Action.ADOPT and after.remote:
            if after.remote.id in taken:
                after = change.blocked(Reason.TWO_CANDIDATES, after.remote.id)
            taken.add(after.remote.id if after.remote else "")
        result.append(after)
    return result


def _with_what_stands(
    change: Change,
    by_words: dict[tuple[str, str], list[RemotePost]],
    past: Past,
    adopted: Adoption,
) -> Change:
    post = change.desired
    # What is recorded and gone may have been made anew by an apply that an older state does not know.
    may_stand = change.action in {Action.CREATE, Action.MISSED} and change.remote is None
    if post is None or not may_stand:
        return change
    if post.slot and post.standing is Standing.SCHEDULED and not post.recycling:
        return change  # its minute names it
    found = by_words.get((post.account.id, plain(post.text)), [])
    place = search_of(post, past.now, past.since)
    alike = [o for o in found if stands_there(post, o, place) and says_the_same(post, o)]
    if alike and isinstance(post.schedule, Now) and (past.has_history or len(alike) > 1):
        return change.blocked(Reason.SAID_BEFORE, "; ".join(_shown(other) for other in alike))
    if len(alike) == 1:
        return adopted(change, alike[0])
    if alike and change.action is Action.CREATE:
        return change.blocked(Reason.TWO_CANDIDATES, ", ".join(other.id for other in alike))
    return change


def _shown(other: RemotePost) -> str:
    when = f" of {instant(other.scheduled_at)}" if other.scheduled_at else ""
    return f"{other.post_link or other.id}{when}"
