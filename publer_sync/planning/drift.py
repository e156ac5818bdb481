"""Which posts people changed in Publer, taken from a plan: the comparison itself stands in `differ`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from publer_sync.model.remote import Phase
from publer_sync.planning.change import Change, FieldChange, Reason
from publer_sync.planning.fields import drifted, field_changes, needed
from publer_sync.planning.plan import Plan


class DriftKind(StrEnum):
    """What was done to a post: text, title or media edited; its time moved; removed; or a draft made a
    post."""

    EDITED = "edited"
    MOVED = "moved"
    REMOVED = "removed"
    TAKEN_OVER = "taken_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A post that was changed in Publer. `fields` have Publer's version before, the file's after."""

    change: Change
    kind: DriftKind
    fields: Mapping[str, FieldChange] = field(default_factory=dict)


def drift_in(plan: Plan) -> tuple[Drift, ...]:
    """The drift of the posts of a plan; what the files already say too is none."""
    return tuple(drift for change in plan.changes for drift in _of(change))


def _of(change: Change) -> Iterator[Drift]:
    reasons = {because.reason for because in change.reasons}
    if change.recorded is None:
        return
    if Reason.GONE in reasons:
        yield Drift(change=change, kind=DriftKind.REMOVED)
    elif Reason.TAKEN_OVER in reasons:
        yield Drift(change=change, kind=DriftKind.TAKEN_OVER)
    elif change.remote and change.remote.phase in {Phase.PENDING, Phase.DRAFT}:
        names = drifted(change.recorded, change.remote)
        post = change.desired
        if post:
            names = needed(post, change.remote, names)
        if names:
            kind = DriftKind.MOVED if names == {"scheduled_at"} else DriftKind.EDITED
            shown = field_changes(post, change.remote, names) if post else _unwanted(names)
            yield Drift(change=change, kind=kind, fields=shown)


def _unwanted(names: frozenset[str]) -> dict[str, FieldChange]:
    """No file says any more what they should be."""
    return {name: FieldChange(None, None) for name in sorted(names)}
