"""Applies a plan, as a generator of events: whoever stops listening stops the run, safely."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from publer_sync.execution.context import Tools
from publer_sync.execution.create import create_posts
from publer_sync.execution.delete import Doomed, Fate, delete_posts, doomed
from publer_sync.execution.events import Event, Outcome, Result
from publer_sync.execution.preconditions import why_not_clear, why_not_touch
from publer_sync.execution.record_changes import keep_records, renamed
from publer_sync.execution.restore import is_bereft, restore_posts, to_restore
from publer_sync.execution.rollback import take_back
from publer_sync.execution.schedule_steps import next_step
from publer_sync.execution.update import update_posts
from publer_sync.execution.upload_media import Library, upload_media
from publer_sync.model.address import Address
from publer_sync.model.lookup_window import Place
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.post_windows import place_of
from publer_sync.model.remote import Phase
from publer_sync.model.state import Failure
from publer_sync.planning.change import Action, Change
from publer_sync.planning.plan import Plan


def execute(tools: Tools, plan: Plan) -> Generator[Event, None, None]:
    """Does what the plan says: records, uploads, posts made and deleted, updates.

    Yields what happens. Raises ApiError when nothing more can work, StateProblem when the state
    cannot be saved, Interrupted when the user asked to stop; all that was done is saved by then.
    """
    tools.journal.keep(renamed(tools.journal.state, plan.changes))
    yield from keep_records(tools, plan)
    making = plan.of(Action.CREATE, Action.REPLACE)
    library = yield from upload_media(tools, making)
    tools.lookup.read_baseline(_new_places(making, tools.now()))
    yield from _Exchange(tools, library, making, plan.of(Action.DELETE)).run()
    yield from update_posts(tools, plan.of(Action.UPDATE))
    for change in plan.of(Action.BLOCKED):
        yield Result(change.address, change.action, Outcome.SKIPPED)


@dataclass(slots=True)
class _Exchange:
    """Posts to make and posts to delete, worked off step by step until nothing is left."""

    tools: Tools
    library: Library
    making: Sequence[Change]
    removing: Sequence[Change]
    waiting: list[Change] = field(default_factory=list)
    leaving: list[Change] = field(default_factory=list)

    def run(self) -> Generator[Event, None, None]:
        """The old posts are restored last: until then a slot may be needed by another one."""
        bereft = []
        for event in self._exchange():
            if isinstance(event, Result) and is_bereft(self.tools.journal.state, event):
                bereft.append(event)
            else:
                yield event
        yield from restore_posts(self.tools, bereft)

    def _exchange(self) -> Generator[Event, None, None]:
        self.leaving = list(self.removing)
        for change in self.making:
            failure = self.library.failure_of(change)
            if failure:
                yield Result(change.address, change.action, Outcome.FAILED, notes=(failure,))
                continue
            self.waiting.append(change)
            if change.action is Action.REPLACE:
                self.leaving.append(change)
        while self.waiting or self.leaving:
            step = next_step(self.waiting, self.leaving, self.tools.policy.repeat_text)
            if step.make:
                yield from self._make(step.make)
            elif step.delete:
                yield from self._clear(step.delete)
            else:
                yield from self._give_up()

    def _make(self, changes: Sequence[Change]) -> Generator[Event, None, None]:
        made = yield from create_posts(self.tools, changes, self.library.resources(self.tools))
        self.waiting = _without(self.waiting, changes)
        tried = {change.address for change in changes}
        replaced = [c for c in self.leaving if c.action is Action.REPLACE and c.address in tried]
        self.leaving = _without(self.leaving, replaced)  # the old half of a failed one stays
        yield from self._replace([change for change in replaced if change.address in made])

    def _replace(self, stood: Sequence[Change]) -> Generator[Event, None, None]:
        """Deletes the old halves of new posts that stand, or the new ones where the old must stay."""
        view = self.tools.lookup.posts({old.post_id: old.place for old in map(doomed, stood)})
        staying = [change for change in stood if why_not_touch(self.tools, change, view)]
        going = _without(stood, staying)
        fates = yield from self._delete([doomed(change) for change in going])
        for change in going:
            fate = fates[_key(change)[1] or ""]
            if fate.note and fate.note.code is NoteCode.PUBLISHED_BEFORE_DELETE:
                yield from take_back(self.tools, change, Phase.PUBLISHED)
            elif not fate.gone:
                stays = Note(NoteCode.OLD_POST_STAYS, because=fate.note)
                yield replace(_ended(change, fate), notes=(stays,))
        for change in staying:
            there = view.by_id.get(_key(change)[1] or "")
            yield from take_back(self.tools, change, there.phase if there else Phase.PENDING)

    def _clear(self, changes: Sequence[Change]) -> Generator[Event, None, None]:
        """Deletes what has to go, or what is in the way of posts that wait for each other."""
        self.leaving = _without(self.leaving, changes)
        changes = yield from self._those_that_may(changes)
        resources = self.library.resources(self.tools)
        fates = yield from self._delete(
            [doomed(c, self._gap(c), to_restore(self.tools, c, resources)) for c in changes]
        )
        for change in changes:
            fate = fates[change.remote.id] if change.remote else Fate(Outcome.DONE)
            if change.action is Action.DELETE:
                yield _ended(change, fate)
            elif not fate.gone:
                self.waiting = _without(self.waiting, [change])
                yield _ended(change, fate)

    def _those_that_may(
        self, changes: Sequence[Change]
    ) -> Generator[Event, None, Sequence[Change]]:
        """Those of the changes whose old post may still go now."""
        leaving = frozenset(change.remote.id for change in changes if change.remote)
        olds = {old.post_id: old.place for old in map(doomed, changes)}
        new_halves = (c for c in changes if c.action is Action.REPLACE)
        view = self.tools.lookup.posts(olds, _new_places(new_halves, self.tools.now()))
        fine = []
        for change in changes:
            hindrance = why_not_clear(self.tools, change, view, leaving)
            if hindrance is None:
                fine.append(change)
                continue
            self.waiting = _without(self.waiting, [change])
            yield Result(change.address, change.action, Outcome.SKIPPED, notes=(hindrance,))
        return fine

    def _delete(self, posts: Sequence[Doomed]) -> Generator[Event, None, dict[str, Fate]]:
        fates = yield from delete_posts(self.tools, posts)
        return dict(fates)

    def _gap(self, change: Change) -> Failure | None:
        """A note that a post is missing from now on until its new half stands."""
        if change.action is not Action.REPLACE:
            return None
        now = self.tools.now()
        return Failure(
            address=change.address,
            fingerprint=change.fingerprint or "",
            note=Note(NoteCode.OLD_POST_DELETED),
            at=now,
        )

    def _give_up(self) -> Generator[Event, None, None]:
        for change in self.waiting:
            taken = Note(NoteCode.SLOT_NEVER_FREE)
            yield Result(change.address, change.action, Outcome.SKIPPED, notes=(taken,))
        self.waiting, self.leaving = [], []


def _new_places(changes: Iterable[Change], now: datetime) -> Iterator[Place]:
    """Where the new posts of the changes will be."""
    for change in changes:
        if change.action.makes_post and change.desired:
            yield place_of(change.desired, now)


def _without(changes: Iterable[Change], done: Iterable[Change]) -> list[Change]:
    over = {_key(change) for change in done}
    return [change for change in changes if _key(change) not in over]


def _key(change: Change) -> tuple[Address, str | None]:
    return (change.address, change.remote.id if change.remote else None)


def _ended(change: Change, fate: Fate) -> Result:
    post_id = change.remote.id if change.remote else None
    notes = (fate.note,) if fate.note else ()
    return Result(change.address, change.action, fate.outcome, post_id, notes)
