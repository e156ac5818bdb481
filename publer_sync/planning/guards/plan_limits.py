"""Guards that refuse a whole plan: many deletes, an empty folder, many replacements, posts that are too late.

Each says what it found and the word that lifts it; the renderers say how to go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publer_sync.config.project import MissedPolicy, Policy
from publer_sync.model.remote import Phase
from publer_sync.model.state import Record
from publer_sync.planning.change import Action, Change, ChangeStatus
from publer_sync.planning.plan import AllowWord, PlanGuard, PlanOptions, Refusal

FEW_LEFT = 5
"""So many old posts of interrupted replacements are deleted even where a team allows fewer replacements:
their new posts stand already, and both would be published."""


def plan_refusals(
    changes: Sequence[Change],
    records: Iterable[Record],
    *,
    desired_count: int,
    left_out: frozenset[str] = frozenset(),
    policy: Policy,
    options: PlanOptions,
) -> tuple[Refusal, ...]:
    """The guards that stop the whole plan."""
    refusals = [*_deletes(changes, records, desired_count, policy)]
    leaving = [c.recorded for c in changes if c.section in {Action.DELETE, Action.FORGET}]
    # A sparse checkout leaves out files that are still wanted, be they ever so few.
    files = sorted({r.source for r in leaving if r and r.source in left_out})
    if files:
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        detail = f"a sparse checkout leaves out files with posts: {files[0]}{more}"
        refusals.append(Refusal(PlanGuard.LEFT_OUT, detail, AllowWord.DELETES))
    # Each replacement takes a post of ours away and makes another one, and not all can be undone.
    replaced = sum(change.section == Action.REPLACE for change in changes)
    if replaced > policy.max_replaces:
        detail = f"posts to replace: {replaced}, allowed: {policy.max_replaces}"
        refusals.append(Refusal(PlanGuard.MAX_REPLACES, detail, AllowWord.REPLACES))
    # Of an old post that an interrupted replacement has left only the state tells, and that may be edited.
    remaining_count = sum(c.section == Action.DELETE and c.recorded is None for c in changes)
    most = max(policy.max_replaces, FEW_LEFT)
    if remaining_count > most:
        detail = (
            f"old posts of interrupted replacements to delete: {remaining_count}, allowed: {most}"
        )
        refusals.append(Refusal(PlanGuard.MAX_REPLACES, detail, AllowWord.REPLACES))
    missed = sum(change.section == ChangeStatus.MISSED for change in changes)
    if missed and policy.missed is MissedPolicy.ERROR:
        refusals.append(
            Refusal(PlanGuard.MISSED, f"posts whose time has passed: {missed}", AllowWord.PAST)
        )
    return tuple(refusal for refusal in refusals if refusal.allow not in options.allow)


def _deletes(
    changes: Sequence[Change], records: Iterable[Record], desired_count: int, policy: Policy
) -> Iterator[Refusal]:
    going = [c.recorded for c in changes if c.section == Action.DELETE and c.recorded]
    deleted = sum(map(_is_from_a_file, going))
    # What was taken to be deleted is no surprise, but only the state tells that it was.
    number = len(going) - deleted
    if number > policy.max_deletes:
        detail = f"taken posts to delete: {number}, allowed: {policy.max_deletes}"
        yield Refusal(PlanGuard.MAX_DELETES, detail, AllowWord.DELETES)
    waiting = sum(
        record.status in {Phase.PENDING, Phase.DRAFT} and _is_from_a_file(record)
        for record in records
    )
    goes = any(change.section in {Action.DELETE, Action.FORGET} for change in changes)
    if desired_count == 0 and waiting and goes:
        yield Refusal(
            PlanGuard.EMPTY,
            f"there are no post files, but waiting managed posts: {waiting}",
            AllowWord.DELETES,
        )
    elif deleted > policy.max_deletes:
        yield Refusal(
            PlanGuard.MAX_DELETES,
            f"posts to delete: {deleted}, allowed: {policy.max_deletes}",
            AllowWord.DELETES,
        )
    elif allowed := _less_than_that(deleted, waiting, policy.max_delete_share):
        yield Refusal(
            PlanGuard.MAX_DELETE_SHARE,
            f"posts to delete: {deleted} of {waiting} waiting ones, allowed: {allowed}",
            AllowWord.DELETES,
        )


FEW = 10
"""So many waiting posts have a share: of three, one is a third, and taking it back is no accident."""


def _less_than_that(deleted: int, waiting: int, share: float) -> str | None:
    """Return how many scheduled posts may be deleted if the plan deletes more; None if it does not.

    Below `FEW` posts half of them may go, or the share where that is more, and of two or three not all.
    """
    most = share if waiting >= FEW else max(share, 0.5)
    if waiting < 4:
        return "not all of them" if 1 < waiting == deleted and share < 1 else None
    return f"{most:.0%}" if deleted > most * waiting else None


def _is_from_a_file(record: Record) -> bool:
    return record.taken is None
