"""The guard against posts that a network would refuse because another one has the same text.

X does that (see `publer_sync.model.likeness`). There a post that is only moved is deleted before it is
made again; were the new one then refused, the post would be lost. So the refusal is foreseen here, before
anything is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publer_sync.model.likeness import DISTINCT_TEXTS, words_of
from publer_sync.model.network import Network
from publer_sync.model.remote import RemotePost
from publer_sync.planning.change import Change, Reason


def guard_twins(changes: Sequence[Change], unmanaged: Iterable[RemotePost]) -> list[Change]:
    """Blocks each post that would have the text of another one that stays or comes before it."""
    networks = {c.account_id: c.network for c in changes if c.network in DISTINCT_TEXTS}
    taken: dict[tuple[Network | None, str], str] = {}
    for post in unmanaged:
        if post.account_id in networks and post.phase.holds_slot and post.text:
            taken.setdefault((networks[post.account_id], words_of(post.text)), post.id)
    for change in changes:
        if change.staying and change.network in DISTINCT_TEXTS and change.remote:
            text = words_of(change.remote.text or "")
            taken.setdefault((change.network, text), str(change.address))
    return [_alone(change, taken) for change in changes]


def _alone(change: Change, taken: dict[tuple[Network | None, str], str]) -> Change:
    text = words_of(change.desired.text) if change.desired else ""
    if not change.makes or change.network not in DISTINCT_TEXTS or not text:
        return change
    twin = taken.setdefault((change.network, text), str(change.address))
    return change if twin == str(change.address) else change.blocked(Reason.SAME_TEXT, twin)
