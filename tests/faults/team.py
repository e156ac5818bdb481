"""People who run the command, with the promises looked at after each step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from publer_sync.api.errors import ApiError
from publer_sync.emulator.store.seed import API_KEY
from publer_sync.errors import PublerSyncError, StateError
from publer_sync.model.schedule import Listing
from publer_sync.model.state import IntentKind, State
from publer_sync.planning.change import Change, Reason
from publer_sync.planning.plan import Plan
from publer_sync.planning.plan_document import plan_document
from publer_sync.render.text.notes import note_text, notes_text
from publer_sync.state.format import to_text
from publer_sync.state.merge import merge
from publer_sync.workflows.apply import ApplyResult
from publer_sync.workflows.saved_plan import SavedPlan, save_plan
from tests.faults import judging
from tests.faults.entries import ACCOUNTS, instant, mark_in, mark_of
from tests.faults.people import People
from tests.faults.promises import BrokenPromiseError, Promise
from tests.support.tampering import point_at, swap_media, swap_posts, tamper
from tests.support.wire import Killed

LATE = timedelta(minutes=2)
ALLOWED = frozenset({"deletes"})


class Team(People):
    """The commands as people run them; each is watched, and what it did is judged."""

    def plan(self) -> Plan | None:
        """A plan, which must not write anything; None if it died or gave up."""
        before, state = len(self.world.wire.requests), self._state_bytes()
        plan = None
        with suppress(Killed, ApiError):
            plan = self.world.plan()
        methods = {request.method for request in self.world.wire.requests[before:]}
        self.ledger.check(Promise.READS, methods <= {"GET"}, methods)
        self.ledger.check(Promise.READS, self._state_bytes() == state, "the state was written")
        return plan

    def apply(self, **options: Any) -> ApplyResult | None:
        """An apply as a person runs it; None if it died, was refused, or gave up."""
        return self._watched(lambda: self.world.apply(**options), allow=options.get("allow", ()))

    def apply_saved(self, between: Callable[[], None]) -> ApplyResult | None:
        """Save a plan, lets something happen, and apply what was saved."""
        shown, file = self.plan(), self.folder / "plan.json"
        if shown is None:
            return None
        save_plan(shown, file, note_text)
        between()
        applied = self._watched(lambda: self.world.apply(saved=SavedPlan(file)))
        if applied is None:
            return None
        same = _steps(applied.plan) == _steps(shown)
        self.ledger.check(
            Promise.SHOWN, same, f"{_steps(shown)} shown, {_steps(applied.plan)} done"
        )
        done = {(str(r.address), r.action.value) for r in applied.results if r.outcome != "skipped"}
        self.ledger.check(Promise.SHOWN, done <= set(_steps(shown)), f"{done} were done as well")
        return applied

    def apply_by_a_wrong_clock(self, ahead: timedelta) -> None:
        """An apply on a machine whose clock is wrong: by more than two minutes, it writes nothing."""
        time, sent = self.world.time, self._writes()
        time.ahead = ahead
        try:
            self.apply(allow=ALLOWED)
        finally:
            time.ahead = timedelta()
        if abs(ahead) > LATE:
            self.ledger.check(Promise.CLOCK, self._writes() == sent, f"written {ahead} ahead")

    def _writes(self) -> int:
        return sum(request.method != "GET" for request in self.world.wire.requests)

    def put_an_older_state_back(self, back: int) -> None:
        """Put back the state as it was some applies ago."""
        if len(self.copies) > back and not self.open:
            self.world.store.path.write_bytes(self.copies[-1 - back])
            self.forgetful = True

    def two_clones_apply(self, name: str, after: str, words: int) -> bool:
        """Two clones start from one state: one edits a file and applies, the other renames it and applies.

        Returns whether the file has its new name.
        """
        base, entry = self._load(), self.entries[name]
        if base is None or base.intents or self.open:
            return False
        self.write(entry.edited(words=words))
        self.apply(allow=ALLOWED)
        ours = self._load()
        self.write(entry)
        self.world.store.path.write_text(self.world.signing.signed(to_text(base)))
        self.rename(name, after)
        self.apply(allow=ALLOWED)
        theirs = self._load()
        self.write(self.entries[after].edited(words=words))
        self.forgetful = True
        if ours and theirs and not self.open:
            merged = to_text(merge(base, ours, theirs).state)
            self.world.store.path.write_text(self.world.signing.signed(merged))
        return True

    def apply_with_tampered_state(self, how: str) -> None:
        """An apply over a state that someone changed: with the key it is not used, and without it, no post
        of a colleague's is touched."""
        if (state := self._load()) is None or len(state.records) < 2:
            self.apply(allow=ALLOWED)
        state, path, was_open = self._load(), self.world.store.path, self.open
        if state is None or len(state.records) < 2 or not (self.signed or how == "hers"):
            return
        pairs = [
            (str(record.address), post["id"])
            for record in state.records.values()
            for post in judging.living(self.posts())
            if not mark_of(post)
            and post["account_id"] != record.account_id
            and instant(post) != record.scheduled_at
        ]
        if how == "hers" and not (pairs and (self.signed or not was_open)):
            return
        changes = {"hers": point_at(*pairs[0]) if pairs else swap_posts}
        changes |= {"posts": swap_posts, "media": swap_media}
        whole, sent = path.read_bytes(), self._writes()
        tamper(self.world, changes[how])
        tampered = path.read_bytes()
        # Its file is gone for the moment, so that what the state names would be deleted.
        named = self.entries.get(pairs[0][0].partition("@")[0]) if how == "hers" else None
        if named:
            self.remove(named.name)
        applied = self.apply(allow=ALLOWED)
        if named:
            self.write(named)
        if not self.signed:
            self.forgetful = True
            return
        is_same = json.loads(tampered) == json.loads(whole)
        unused = applied is None and path.read_bytes() == tampered and self._writes() == sent
        self.ledger.check(Promise.SIGNED, unused or is_same, f"{how} were changed, and used")
        if not is_same:
            path.write_bytes(whole)
            self.open = was_open

    def apply_with_broken_state(self) -> None:
        """An apply over a state that cannot be read: it must be left as it is, and nothing be sent."""
        path = self.world.store.path
        if not path.exists():
            return
        whole, broken = path.read_bytes(), path.read_bytes()[:-20]
        path.write_bytes(broken)
        before = len(self.world.requests("POST") + self.world.requests("DELETE"))
        applied = self.apply()
        after = len(self.world.requests("POST") + self.world.requests("DELETE"))
        fine = applied is None and path.read_bytes() == broken and before == after
        self.ledger.check(Promise.STATE, fine, "a broken state was used or overwritten")
        path.write_bytes(whole)

    def apply_without_disk(self, number: int, *, push: bool) -> None:
        """An apply whose state cannot be saved at some point: it must be in a rescue file then."""
        deaths, state = self.world.deaths, self.world.store.path
        deaths.before_save = deaths.after_save = None
        deaths.fail_save = deaths.saves + number
        applied = self.apply()
        failed, deaths.fail_save = deaths.saves > deaths.fail_save, None
        rescues = sorted(self.folder.glob("publer-sync-rescue-*.json"))
        self.ledger.check(Promise.STATE, failed == bool(rescues), f"{failed=}, {rescues}")
        self.ledger.check(Promise.STATE, not (failed and applied), "a lost state went unnoticed")
        for rescue in rescues:
            if push:
                rescue.replace(state)
            else:
                rescue.unlink()

    def recover(self) -> None:
        """No more faults: applies as often as a person would, and looks whether all is right."""
        self.world.wire.die_before = self.world.wire.die_after = None
        deaths = self.world.deaths
        deaths.before_save = deaths.after_save = deaths.fail_save = None
        self.world.wire.interjections.clear()
        self.world.control.delete("/_emulator/faults")
        self.publer_lets_go()
        for _ in range(5):
            self.world.time.now += timedelta(minutes=3)
            applied = self.apply(allow=ALLOWED, retry_failed=True)
            state = self._load()
            if applied and not self.open and not (state and state.intents):
                break
        try:
            self.judge_end()
        except BrokenPromiseError as broken:
            broken.add_note(self._shown())
            raise

    # What a judge sees.

    def judge_end(self) -> None:
        posts, state = self.posts(), self.world.store.load()
        if self.forgetful:
            judging.judge_texts_once(self.ledger, posts, self.touched)
            return
        intents = state.intents if state else ()
        left_over = state.leftovers if state else ()
        undecided = {mark for i in intents if (mark := mark_in(i.text)) in self.touched}
        # A file that came back may wait for a person while a post that was left over stands.
        waits_for = [p["text"] for p in posts if p["id"] in left_over]
        if self.omits:
            # A colleague's post that a list left out before a write looks new, and like ours edited.
            hers = {(p["account_id"], instant(p)) for p in posts if not mark_of(p)}
            waits_for += [i.text for i in intents if (i.account_id, i.scheduled_at) in hers]
        waiting = {mark for text in waits_for if (mark := mark_in(text)) is not None}
        judging.judge_once(
            self.ledger,
            judging.without_leftovers(posts, left_over),
            settled=True,
            again=self.again,
            undecided=undecided,
        )
        failed = state.failures if state and self.omits else ()
        entries = self.entries
        held = {(entries[a.entry].mark, ACCOUNTS[a.alias]) for a in failed if a.entry in entries}
        waiting |= {mark for mark, _ in held if mark in self.touched}
        judging.judge_known(self.ledger, posts, state, held)
        # What a colleague took away or published holds its minute, and others may wait for that.
        marks = {entry.mark for entry in self.entries.values()}
        lenient = marks if self.lenient or undecided else waiting
        judging.judge_wanted(
            self.ledger,
            posts,
            self.entries.values(),
            self.now,
            lenient,
            left_over,
        )
        # Where Publer does not list drafts without a time, nothing can ever settle them.
        left = [
            i
            for i in intents
            if i.shelf is not Listing.UNDATED
            and i.kind is not IntentKind.RESTORE
            and mark_in(i.text) not in undecided | waiting
        ]
        self.ledger.check(Promise.ONCE, not left, f"intents are still open: {left}")

    def _watched(self, run: Callable[[], ApplyResult], allow: Any = ()) -> ApplyResult | None:
        stood, wire = judging.living(self.posts()), self.world.wire
        before, visits = len(wire.exchanges), len(wire.interjections)
        state, applied, began = self._load(), None, self.now
        try:
            applied = run()
            self.open = any(result.outcome != "done" for result in applied.results)
        except Killed:
            self.open = True
        except PublerSyncError as error:
            self.open = True
            self.ledger.check(Promise.SECRET, API_KEY not in str(error), str(error))
            self.ledger.check(Promise.SILENCE, error.what and error.hint, repr(error))
        self._judge_after(stood, before)
        if not allow and not self.forgetful:
            judging.judge_deletes(
                self.ledger, stood, self.posts(), state, self.entries, self.lenient
            )
        if applied:
            judging.judge_results(self.ledger, applied.plan, applied.results)
            told = " ".join(notes_text(result.notes) for result in applied.results)
            self.ledger.check(Promise.SECRET, API_KEY not in told, told)
        if applied and not self.open:
            self.copies.append(self._state_bytes())
        if applied and len(wire.interjections) == visits and began - self.meddled > LATE:
            self._judge_empty(applied)
        return applied

    def _judge_after(self, stood: Sequence[judging.Post], before: int) -> None:
        posts = self.posts()
        judging.judge_foreign(self.ledger, stood, posts)
        judging.judge_requests(self.ledger, self.world.wire, before)
        judging.judge_punctual(self.ledger, posts, self.published_by_hand)
        if not self.forgetful:
            judging.judge_once(self.ledger, posts, settled=False, again=self.again)
        state = self._state_bytes()
        self.ledger.check(Promise.SECRET, API_KEY.encode() not in state, "in the state")

    def _judge_empty(self, applied: ApplyResult) -> None:
        if (
            self.forgetful
            or self.world.wire.interjections
            or any(result.outcome != "done" for result in applied.results)
            or not applied.plan.can_apply
        ):
            return
        plan = self.plan()
        if plan is None:
            return
        waits = {c.address for c in applied.plan.changes if Reason.SETTLING in _codes(c)}
        # A list that leaves posts out may show later what can be adopted, which writes nothing, and what was
        # to be deleted and seemed to be gone: the intent stands until the post is seen.
        if self.omits and (state := self._load()):
            waits |= {i.address for i in state.intents if i.kind is IntentKind.DELETE}
        left = [
            change
            for change in plan.changes
            if (_certainly_writes(change) if self.omits else change.is_actionable)
            and change.address not in waits
        ]
        self.ledger.check(Promise.EMPTY, not left, [f"{c.action} {c.address}" for c in left])
        secret = json.dumps(plan_document(plan))
        self.ledger.check(Promise.SECRET, API_KEY not in secret, "in the plan")

    def _shown(self) -> str:
        """What a plan says of the world in which a promise was broken, and what is there."""
        try:
            changes = self.world.plan(allow=ALLOWED).changes
        except PublerSyncError as error:
            return f"no plan can be made: {error}"
        told = [f"{c.action} {c.address} {[str(r.reason) for r in c.all_reasons]}" for c in changes]
        stands = [
            f"{p['state']} {p['text']} {p['account_alias']} {p['scheduled_at']}"
            for p in self.posts()
        ]
        return "\n".join([f"now {self.now}", *told, *stands])

    @property
    def omits(self) -> bool:
        """Whether lists leave out posts that exist."""
        names = ("list_omission", "omission_seconds")
        return any(self.options.get(name, "off") != "off" for name in names)

    def _state_bytes(self) -> bytes:
        path = self.world.store.path
        return path.read_bytes() if path.exists() else b""

    def _load(self) -> State | None:
        try:
            return self.world.store.load()
        except StateError:
            return None


def _codes(change: Change) -> set[Reason]:
    return {because.reason for because in change.all_reasons}


def _steps(plan: Plan) -> list[tuple[str, str]]:
    return sorted((str(c.address), c.action.value) for c in plan.changes if c.is_actionable)


def _certainly_writes(change: Change) -> bool:
    """Whether a change writes, also where a list leaves posts out: a plan does not wait to see whether one
    that is missing shows up again, as an apply does."""
    return change.writes and Reason.GONE not in _codes(change)
