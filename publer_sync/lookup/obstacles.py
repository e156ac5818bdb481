"""Ask Publer why posts are not published, with its filters, where its list shows the plain state only.

Only `status` and `drift` ask. While nothing is overdue, one request asks for all obstacles at once, and
mostly finds none; each obstacle is asked for by itself only if one was found, or if a post is overdue.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from publer_sync.api.errors import IncompleteListError, RejectedError
from publer_sync.api.reader import Reader
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.planning.change import Reason
from publer_sync.planning.overdue import OBSTACLE_WORDS


def find_obstacles(
    reader: Reader, waiting: Sequence[RemotePost], overdue: Collection[str]
) -> Mapping[str, Reason]:
    """The obstacles of posts that Publer has still to publish, by post id; `overdue` are ids among them.

    A post that no answer names has none that Publer tells of. A filter that Publer refuses tells nothing.
    """
    requests = [post for post in waiting if post.phase is Phase.PENDING]
    times = [post.scheduled_at for post in requests if post.scheduled_at]
    if not times:
        return {}
    ids = {post.id for post in requests}
    accounts = sorted({post.account_id for post in requests})
    kinds = (
        ("scheduled", "recycling") if any(post.recycles for post in requests) else ("scheduled",)
    )

    def named(*words: str) -> frozenset[str]:
        states = [f"{kind}_{word}" for kind in kinds for word in words]
        try:
            return reader.in_states(accounts, min(times), max(times), states) & ids
        except (IncompleteListError, RejectedError):
            return frozenset()

    obstacles: dict[str, Reason] = {}
    if ids.isdisjoint(overdue) and not named(*OBSTACLE_WORDS.values()):
        return obstacles
    for reason, word in OBSTACLE_WORDS.items():
        obstacles |= dict.fromkeys(named(word), reason)
    return obstacles
