"""Events of an apply, as facts; renderers turn them into words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from publer_sync.model.address import Address
from publer_sync.model.note import Note
from publer_sync.planning.change import Action


class Stage(StrEnum):
    """The steps of an apply."""

    UPLOAD = "upload"
    CREATE = "create"
    VERIFY = "verify"
    DELETE = "delete"
    UPDATE = "update"
    RESTORE = "restore"


class Outcome(StrEnum):
    """Outcome of a change. `unknown`: it was sent, and Publer has not shown the result yet."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class StageStarted:
    """A stage with `total` things to do begins."""

    stage: Stage
    total: int


@dataclass(frozen=True, slots=True)
class StageAdvanced:
    """`count` things of the running stage are through."""

    stage: Stage
    count: int


@dataclass(frozen=True, slots=True)
class LookupStarted:
    """Something does not show in Publer, and is looked for until then.

    What was just written is looked for again and again. `missing` counts recorded posts that one reading left
    out: they are looked for once more, at that time. `writes` counts those that an earlier run left open.
    """

    until: datetime
    missing: int = 0
    writes: int = 0


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """A change is over. `notes` say why where it did not end well, in the order of what happened.

    `is_held`: the plan held it, so nothing was tried.
    """

    address: Address
    action: Action
    outcome: Outcome
    post_id: str | None = None
    notes: tuple[Note, ...] = ()
    is_held: bool = False


Event = StageStarted | StageAdvanced | LookupStarted | ChangeResult
