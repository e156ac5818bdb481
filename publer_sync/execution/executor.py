"""Apply a plan, as a generator of events. A caller that stops iterating stops the run safely."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from publer_sync.execution.context import ApplyContext
from publer_sync.execution.create import create_posts
from publer_sync.execution.delete import DeleteRequest, DeleteResult, delete_posts, delete_request
from publer_sync.execution.events import ChangeResult, Event, Outcome
from publer_sync.execution.preconditions import edit_obstacle, slot_obstacle
from publer_sync.execution.record_changes import keep_records, rename_records
from publer_sync.execution.recording import remove_record
from publer_sync.execution.restore import is_without_post, restore_posts, to_restore
from publer_sync.execution.schedule_steps import next_step
from publer_sync.execution.update import update_posts
from publer_sync.execution.upload_media import Library, upload_media
from publer_sync.model.address import Address
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.post_windows import place_of
from publer_sync.model.remote import Phase
from publer_sync.model.state import FailedAttempt, IntentKind
from publer_sync.planning.change import HELD, Action, Change
from publer_sync.planning.plan import Plan
from publer_sync.planning.repeating import goes_along


def execute(context: ApplyContext, plan: Plan) -> Generator[Event, None, None]:
    """Do what the plan says: records, uploads, posts made and deleted, updates.

    Yields what happens. Raises ApiError when nothing more can work, StateError when the state
    cannot be saved, UserInterruptError when the user asked to stop; all that was done is saved by then.
    """
    context.journal.keep(rename_records(context.journal.state, plan.changes))
    yield from keep_records(context, plan)
    creating = plan.of(Action.CREATE, Action.REPLACE)
    library = yield from upload_media(context, creating)
    context.lookup.read_baseline(_new_places(creating, context.now()))
    without_post = []
    for event in _ReplaceQueue(context, library, creating, plan.of(Action.DELETE)).run():
        if isinstance(event, ChangeResult) and is_without_post(context.journal.state, event):
            without_post.append(event)
        else:
            yield event
    # The old posts are restored last: until then another post may need their slot.
    files = {change.address: change.desired for change in plan.changes}
    yield from restore_posts(context, without_post, files)
    yield from update_posts(context, plan.of(Action.UPDATE))
    for change in plan.of(HELD):
        yield ChangeResult(change.address, change.action, Outcome.SKIPPED, is_held=True)


@dataclass(slots=True)
class _ReplaceQueue:
    """Posts to create and posts to delete, worked off step by step until nothing is left."""

    context: ApplyContext
    library: Library
    creating: Sequence[Change]
    deleting: Sequence[Change]
    waiting: list[Change] = field(default_factory=list)
    to_delete: list[Change] = field(default_factory=list)

    def run(self) -> Generator[Event, None, None]:
        """Create and delete in the order of `next_step`, and yield what happens."""
        self.to_delete = list(self.deleting)
        for change in self.creating:
            failure = self.library.failure_of(change)
            if failure:
                yield ChangeResult(change.address, change.action, Outcome.FAILED, notes=(failure,))
                continue
            self.waiting.append(change)
            if change.action is Action.REPLACE:
                self.to_delete.append(change)
        while self.waiting or self.to_delete:
            repeat_text, ahead = self.context.policy.repeat_text, self._listed_ahead()
            step = next_step(self.waiting, self.to_delete, repeat_text, ahead)
            if step.make:
                resources = self.library.resources(self.context)
                created = yield from create_posts(self.context, step.make, resources)
                yield from self._delete_replaced(step.make, created)
            elif step.delete:
                yield from self._clear(step.delete)
            else:
                yield from self._give_up()

    def _listed_ahead(self) -> frozenset[Address]:
        """The series that can be restored, and of which Publer listed coming posts before the first write."""
        befores = ((c, self.context.lookup.baseline_of(c.account_id)) for c in self.to_delete)
        listed = [
            change
            for change, before in befores
            if before and any(goes_along(change, post) for post in before.posts)
        ]
        resources = self.library.resources(self.context)
        points = {change.address: to_restore(self.context, change, resources) for change in listed}
        return frozenset(address for address, point in points.items() if point and point.request)

    def _delete_replaced(
        self, tried: Sequence[Change], created: Set[Address]
    ) -> Generator[Event, None, None]:
        """Delete the old halves of new posts that exist, or the new ones where the old must stay."""
        self.waiting = _without(self.waiting, tried)
        addresses = {change.address for change in tried}
        replaced = [
            c for c in self.to_delete if c.action is Action.REPLACE and c.address in addresses
        ]
        self.to_delete = _without(self.to_delete, replaced)  # the old half of a failed one stays
        replaced = [change for change in replaced if change.address in created]
        view = self.context.lookup.posts(
            {old.post_id: old.place for old in map(delete_request, replaced)}
        )
        to_keep = [change for change in replaced if edit_obstacle(self.context, change, view)]
        going = _without(replaced, to_keep)
        deletions = yield from self._delete([delete_request(change) for change in going])
        for change in going:
            deletion = deletions[_key(change)[1] or ""]
            if deletion.note and deletion.note.code is NoteCode.PUBLISHED_BEFORE_DELETE:
                yield from self._roll_back(change, Phase.PUBLISHED)
            elif deletion.remaining:
                yield _ended(change, deletion)
            elif not deletion.gone:
                stays = Note(NoteCode.OLD_POST_STAYS, because=deletion.note)
                yield replace(_ended(change, deletion), notes=(stays,))
        for change in to_keep:
            existing = view.by_id.get(_key(change)[1] or "")
            yield from self._roll_back(change, existing.phase if existing else Phase.PENDING)

    def _roll_back(self, change: Change, old_phase: Phase) -> Generator[Event, None, None]:
        """Delete the new half of a replacement whose old half must stay, so that both are not published."""
        state, old = self.context.journal.state, change.recorded
        new = state.records.get(change.address)
        if new is None or old is None or change.network is None:
            return
        ended = [
            i for i in state.intents if i.kind is IntentKind.DELETE and i.post_id == old.post_id
        ]
        # The record is the old one's again before the new one goes: died in between, neither is forgotten.
        back = state.without_intents(ended).with_record(
            replace(old, address=change.address, status=old_phase)
        )
        self.context.journal.keep(back.with_intents([remove_record(new, self.context.now())]))
        request = DeleteRequest(
            address=new.address,
            post_id=new.post_id,
            account_id=new.account_id,
            network=change.network,
            place=new.place,
        )
        deletion = (yield from delete_posts(self.context, [request]))[new.post_id]
        if deletion.gone:
            note = Note(NoteCode.NEW_POST_DELETED)
        else:
            note = Note(NoteCode.NEW_POST_STAYS, (new.post_id,), because=deletion.note)
        yield ChangeResult(change.address, change.action, Outcome.FAILED, old.post_id, (note,))

    def _clear(self, changes: Sequence[Change]) -> Generator[Event, None, None]:
        """Delete what has to go, or what is in the way of posts that wait for each other."""
        self.to_delete = _without(self.to_delete, changes)
        changes = yield from self._those_that_may(changes)
        resources = self.library.resources(self.context)
        deletions = yield from self._delete(
            [
                delete_request(c, self._gap_marker(c), to_restore(self.context, c, resources))
                for c in changes
            ]
        )
        for change in changes:
            deletion = deletions[change.remote.id] if change.remote else DeleteResult(Outcome.DONE)
            if change.action is Action.DELETE:
                yield _ended(change, deletion)
            elif deletion.outcome is not Outcome.DONE:
                self.waiting = _without(self.waiting, [change])
                yield _ended(change, deletion)

    def _those_that_may(
        self, changes: Sequence[Change]
    ) -> Generator[Event, None, Sequence[Change]]:
        """Those of the changes whose old post may still go now."""
        leaving = frozenset(change.remote.id for change in changes if change.remote)
        olds = {old.post_id: old.place for old in map(delete_request, changes)}
        new_halves = (c for c in changes if c.action is Action.REPLACE)
        view = self.context.lookup.posts(olds, _new_places(new_halves, self.context.now()))
        fine = []
        for change in changes:
            hindrance = slot_obstacle(self.context, change, view, leaving)
            if hindrance is None:
                fine.append(change)
                continue
            self.waiting = _without(self.waiting, [change])
            yield ChangeResult(change.address, change.action, Outcome.SKIPPED, notes=(hindrance,))
        return fine

    def _delete(
        self, posts: Sequence[DeleteRequest]
    ) -> Generator[Event, None, dict[str, DeleteResult]]:
        deletions = yield from delete_posts(self.context, posts)
        return dict(deletions)

    def _gap_marker(self, change: Change) -> FailedAttempt | None:
        """A note that a post is missing from now on until its new half stands."""
        if change.action is not Action.REPLACE:
            return None
        now = self.context.now()
        return FailedAttempt(
            address=change.address,
            fingerprint=change.fingerprint or "",
            note=Note(NoteCode.OLD_POST_DELETED),
            at=now,
        )

    def _give_up(self) -> Generator[Event, None, None]:
        for change in self.waiting:
            note = Note(NoteCode.SLOT_NEVER_FREE)
            yield ChangeResult(change.address, change.action, Outcome.SKIPPED, notes=(note,))
        self.waiting, self.to_delete = [], []


def _new_places(changes: Iterable[Change], now: datetime) -> Iterator[LookupWindow]:
    """Return the lookup windows of the posts to create."""
    for change in changes:
        if change.action.makes_post and change.desired:
            yield place_of(change.desired, now)


def _without(changes: Iterable[Change], finished: Iterable[Change]) -> list[Change]:
    over = {_key(change) for change in finished}
    return [change for change in changes if _key(change) not in over]


def _key(change: Change) -> tuple[Address, str | None]:
    return (change.address, change.remote.id if change.remote else None)


def _ended(change: Change, deletion: DeleteResult) -> ChangeResult:
    post_id = change.remote.id if change.remote else None
    notes = (deletion.note,) if deletion.note else ()
    return ChangeResult(change.address, change.action, deletion.outcome, post_id, notes)
