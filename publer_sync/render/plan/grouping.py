"""Posts of one entry that are alike in all that is shown of them but their account, to be shown once."""

from __future__ import annotations

import json
from collections.abc import Iterable

from publer_sync.planning.change import Change
from publer_sync.render.plan.view import file_of, text_of

Group = tuple[Change, ...]
"""Changes that differ in their account only; never empty."""


def groups(changes: Iterable[Change]) -> list[Group]:
    """The changes put together, each group where the first of it stands."""
    found: dict[object, list[Change]] = {}
    for change in changes:
        found.setdefault(_key(change), []).append(change)
    return [tuple(group) for group in found.values()]


def _key(change: Change) -> object:
    fields = {name: (field.before, field.after) for name, field in change.fields.items()}
    post = change.desired
    return (
        change.address.entry,
        change.action,
        change.cause,
        change.reasons,
        change.scheduled_at,
        change.moved_from,
        file_of(change),
        text_of(change),
        post and (post.title, post.media, post.schedule, post.standing),
        json.dumps(fields, sort_keys=True, default=str),
    )
