"""Create posts, one request per batch, from the look before to the results."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from publer_sync.api.decode.posts import Job, JobStatus
from publer_sync.api.errors import ApiError, NotSentError, RateLimitError
from publer_sync.errors import UserInterruptError
from publer_sync.execution.context import HOPELESS, ApplyContext
from publer_sync.execution.events import (
    ChangeResult,
    Event,
    Outcome,
    Stage,
    StageAdvanced,
    StageStarted,
)
from publer_sync.execution.polling import job_outcome, poll_delays
from publer_sync.execution.preconditions import check_time, create_obstacle
from publer_sync.execution.recording import record_of_post
from publer_sync.execution.recovery import abandon_write, absence_reason, open_reason, would_show
from publer_sync.identity.content import ComparableContent, compare, content_of
from publer_sync.identity.recognise import Claims, Match, MatchGrade, recognise
from publer_sync.lookup.around_writes import Baseline
from publer_sync.model.address import Address
from publer_sync.model.batching import batches
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.note import Note, NoteCode, quoted
from publer_sync.model.post import Post
from publer_sync.model.post_windows import deadline_of, places_of
from publer_sync.model.remote import Phase, RemoteView
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import Now
from publer_sync.model.state import Intent, IntentKind, State
from publer_sync.planning.change import Change, Reason

LOOKS = 2
"""How often a look that waiting for the limit has made old is taken again."""

ATTEMPTS = 3
QUICK = timedelta(seconds=6)
"""How long a post is looked for that Publer says it did not make: it has been seen to be wrong."""


def create_posts(
    context: ApplyContext, changes: Sequence[Change], resources: Resources
) -> Generator[Event, None, frozenset[Address]]:
    """Create the posts of these changes; return the addresses whose post certainly exists."""
    created: set[Address] = set()
    if changes:
        yield StageStarted(Stage.CREATE, len(changes))
    by_address = {change.address: change for change in changes}
    for posts in batches([_desired(change) for change in changes]):
        batch = _Batch(context, [by_address[post.address] for post in posts], resources)
        results, free, before = batch.check()
        if free:
            request = NewPosts([_desired(change) for change in free], resources)
            intents = [batch.intent(change, before) for change in free]
            outcomes = Attempt(context, intents, request, batch.patience).run()
            results += [outcomes[change.address].result(change) for change in free]
        created |= {result.address for result in results if result.outcome is Outcome.DONE}
        yield from results
        yield StageAdvanced(Stage.CREATE, len(results))
    return frozenset(created)


@dataclass(frozen=True, slots=True)
class NewPosts:
    """The posts of one request, and the media and names that they refer to."""

    posts: Sequence[Post]
    resources: Resources

    @property
    def deadlines(self) -> Iterator[datetime | None]:
        return map(deadline_of, self.posts)


@dataclass(frozen=True, slots=True)
class SavedRequest:
    """The request that creates an old post once more, as it was saved before that was deleted."""

    envelope: Mapping[str, Any]
    scheduled_at: datetime | None

    @property
    def deadlines(self) -> Iterator[datetime | None]:
        yield self.scheduled_at


@dataclass(frozen=True, slots=True)
class _Batch:
    """The changes of one request, before it is sent."""

    context: ApplyContext
    changes: Sequence[Change]
    resources: Resources

    def check(self) -> tuple[list[ChangeResult], list[Change], RemoteView]:
        """Look once more: results of what must not be created now, what may be, and what was seen."""
        lookup = self.context.lookup
        look = lookup.whole_accounts if self.patience else lookup.places
        before = look(self._places())
        for _ in range(LOOKS):
            if not self.context.writer.wait_for_turn():
                break
            before = look(self._places())
        hindrances = {c.address: create_obstacle(self.context, c, before) for c in self.changes}
        skipped = [
            ChangeResult(c.address, c.action, Outcome.SKIPPED, notes=(hindrance,))
            for c in self.changes
            if (hindrance := hindrances[c.address])
        ]
        free = [change for change in self.changes if not hindrances[change.address]]
        return skipped, free, before

    @property
    def state(self) -> State:
        return self.context.journal.state

    @property
    def patience(self) -> bool:
        """Return whether an old post was deleted for one of them, so that a refusal is not believed at
        once."""
        return any(self.state.kept_for(change.address) for change in self.changes)

    def _places(self) -> Iterator[LookupWindow]:
        """The places of the new posts, and of the posts that they replace."""
        for change in self.changes:
            yield from places_of(_desired(change), self.context.now())
            if previous := self.state.records.get(change.address):
                yield from previous.places

    def intent(self, change: Change, view: RemoteView) -> Intent:
        """The intent to be saved before the request is sent."""
        post = _desired(change)
        previous = self.state.records.get(change.address)
        # Even a post that counts as gone is remembered: it must be deleted if it shows up again.
        replaces = previous if previous and previous.status != Phase.FAILED else None
        now = self.context.now()
        places = places_of(post, now)
        content = content_of(post, self.resources.media, self.resources.signature_of(post))
        baseline = self.context.lookup.baseline_of("" if post.standing.is_idea else post.account.id)
        return Intent(
            kind=IntentKind.CREATE,
            address=change.address,
            account_id=post.account.id,
            network=post.network,
            scheduled_at=places[-1].since,
            until=None if places[-1].slot else places[-1].until,
            shelf=post.shelf,
            standing=post.standing,
            since=now,
            post_id=replaces.post_id if replaces else None,
            fingerprint=change.fingerprint or "",
            fields=digests_of(post),
            type=post.type,
            text=post.text,
            title=post.title,
            signature=content.signature,
            media=content.media,
            known_ids=tuple(sorted(self._known(post.address, content, places, view, baseline))),
            read_since=baseline.since if baseline else None,
            read_until=baseline.until if baseline else None,
            source=post.source.location.file,
            protect=post.protect,
            series=post.series,
            recycling=post.recycling,
        )

    def _known(
        self,
        address: Address,
        content: ComparableContent,
        places: Sequence[LookupWindow],
        view: RemoteView,
        baseline: Baseline | None,
    ) -> Iterator[str]:
        """The posts in its places, and those of the account with its text, that exist before the write."""
        yield from (other.id for place in places for other in view.at(place))
        yield from self.context.lookup.missing_ids
        if intent := self.state.kept_for(address):
            yield intent.post_id or ""
        hosts = self.context.policy.short_links
        before = baseline.posts if baseline else ()
        for other in (*before, *view.posts):
            on_account = other.account_id == content.account_id
            if on_account and compare(content, other, short_links=hosts).words_match:
                yield other.id


def _desired(change: Change) -> Post:
    if change.desired is None:
        raise ValueError(f"{change.address}: nothing to create")
    return change.desired


_OPEN = {
    Reason.TWO_CANDIDATES: NoteCode.TWO_CANDIDATES,
    Reason.PERHAPS_EDITED: NoteCode.PERHAPS_EDITED,
    Reason.PERHAPS_MOVED: NoteCode.PERHAPS_MOVED,
}


@dataclass(frozen=True, slots=True)
class CreateResult:
    """The outcome for one post: its id if it exists, and why if it does not."""

    outcome: Outcome
    post_id: str | None = None
    note: Note | None = None

    def result(self, change: Change) -> ChangeResult:
        notes = (self.note,) if self.note else ()
        return ChangeResult(change.address, change.action, self.outcome, self.post_id, notes)


@dataclass(slots=True)
class Attempt:
    """A request for the posts of these intents, from saving them to the look after: sent once, and then only
    what Publer lists is believed.

    A post is first looked for in its own place. Before an attempt is closed as failed, its whole account is
    read: a colleague may have moved the new post meanwhile, or Publer may list another time than was sent.
    `view` has what any of its looks showed, `listed` the ids of the last one. With `patience`, not even a
    refusal is believed before the settling time is over: something else is going to be created where a post
    is not there.
    """

    context: ApplyContext
    intents: Sequence[Intent]
    request: NewPosts | SavedRequest
    patience: bool = False
    matches: dict[Address, Match] = field(default_factory=dict)
    view: RemoteView = RemoteView()
    listed: frozenset[str] = frozenset()
    job: Job | None = None

    def run(self) -> Mapping[Address, CreateResult]:
        """Send it; raise ApiError if nothing more can work, or it is not known why it did not."""
        self.context.writer.wait_for_turn()
        now = self.context.now()
        self._keep(self.state.with_intents(replace(i, since=now) for i in self.intents))
        try:
            job_id = self._send()
        except ApiError as error:
            if not error.not_done:
                raise
            if isinstance(error, NotSentError):
                self._forget(error)
            if isinstance(error, HOPELESS):
                raise
            self._look_briefly()
            self._forget(error)
            return {each.address: self._judge_refused(each, error) for each in self.intents}
        job = self._job(job_id) if job_id else None
        self._look_for_posts(job)
        return {each.address: self._judge(each, job) for each in self.intents}

    @property
    def state(self) -> State:
        return self.context.journal.state

    def _keep(self, state: State) -> None:
        self.context.journal.keep(state)

    def _send(self) -> str | None:
        """The id of the started job, or None if it is not known whether one was started.

        Raises an ApiError that is `not_done` if Publer certainly did nothing. Even after a 429
        Publer is looked at before the request is sent again, and not a single post of it may show.
        """
        writer, request = self.context.writer, self.request
        for attempt in range(1, ATTEMPTS + 1):
            check_time(self.context, request.deadlines)
            try:
                if isinstance(request, SavedRequest):
                    return writer.create_again(request.envelope)
                if isinstance(request.posts[0].schedule, Now):
                    return writer.publish_now(request.posts[0], request.resources)
                return writer.create(request.posts, request.resources)
            except UserInterruptError as stopped:
                if attempt == 1 and not stopped.in_flight:
                    self._keep(self.state.without_intents(self._open()))
                raise
            except RateLimitError:
                if attempt == ATTEMPTS:
                    raise
                if self._find():
                    return None
                writer.wait_for_turn()
                self._since_now()
            except ApiError as error:
                if error.not_done:
                    raise
                self._since_now()
                return None
        raise AssertionError("the last attempt returns or raises")

    def _job(self, job_id: str) -> Job:
        self._keep(self.state.with_intents(replace(i, job_id=job_id) for i in self._open()))
        job = self.job = job_outcome(self.context, job_id)
        named = (replace(i, job_post_ids=job.post_ids) for i in self._open())
        self._keep(self.state.with_intents(named))
        self._since_now()
        return job

    def _since_now(self) -> None:
        """The settling delay counts from the moment at which Publer may have been done."""
        now = self.context.now()
        self._keep(self.state.with_intents(replace(i, since=now) for i in self._open()))

    def _open(self) -> list[Intent]:
        ours = {intent.address for intent in self.intents}
        return [i for i in self.state.intents if i.kind is IntentKind.CREATE and i.address in ours]

    def _forget(self, error: ApiError) -> None:
        """Close what Publer refused, except where a new post says the same: that stays open."""
        now = self.context.now()
        after = self.state
        for intent in self._open():
            if not self._may_be_made(intent):
                after = abandon_write(after, replace(intent, message=error.line), now)
        self._keep(after)

    def _may_be_made(self, intent: Intent) -> bool:
        match = self.matches.get(intent.address)
        if match is None or match.grade is not MatchGrade.LIKELY:
            return False
        return open_reason(intent, match).reason is not Reason.PERHAPS_EDITED

    def _look_for_posts(self, job: Job | None) -> None:
        """Look until each post was found, or the settling delay is over; finds become records."""
        early = False  # whether the whole account was looked at already: one look may leave the post out
        for last in poll_delays(self.context, self.context.policy.settle):
            is_everywhere = last or (not early and self._looked_long(self._open()))
            early |= is_everywhere
            self._find(is_everywhere=is_everywhere)
            open_items = self._open()
            if not open_items or last:
                return
            enough = not self.patience and self._all_refused(open_items, job)
            if enough and self._looked_long(open_items):
                self._find(is_everywhere=True)
                return

    def _look_briefly(self) -> None:
        """Even a refusal is not believed at once: what was made takes a moment to show."""
        for last in poll_delays(
            self.context, self.context.policy.settle if self.patience else QUICK
        ):
            self._find(is_everywhere=last)
            if not self._open():
                return

    def _looked_long(self, intents: Sequence[Intent]) -> bool:
        return bool(intents) and self.context.now() - intents[0].since >= QUICK

    def _find(self, *, is_everywhere: bool = False) -> bool:
        """One look; what is found becomes a record. Says whether anything showed at all."""
        open_items = self._open()
        if not open_items:
            return True
        look = self.context.lookup.whole_accounts if is_everywhere else self.context.lookup.places
        view = look(place for i in open_items for place in i.places)
        self.listed = frozenset(view.by_id)
        # What one look showed and the next one leaves out was there all the same.
        seen_values = {post.id: post for post in (*self.view.posts, *view.posts)}
        view = self.view = replace(view, posts=tuple(seen_values.values()))
        after = self.state
        # What has a slot is sure of its place; the others may only take what is left.
        for intent in sorted(open_items, key=lambda intent: intent.slot is None):
            attempt = replace(intent, message=self._message(self.job, intent))
            hosts = self.context.policy.short_links
            match = recognise(attempt, view, Claims.of(after), hosts)
            self.matches[intent.address] = match
            if match.grade is MatchGrade.CERTAIN:
                after = record_of_post(after, intent, match.candidates[0], self.context.now())
        self._keep(after)
        return any(match.grade is not MatchGrade.NONE for match in self.matches.values())

    def _all_refused(self, intents: Sequence[Intent], job: Job | None) -> bool:
        """Return whether the job names at least as many failures as there are posts still to be seen: which
        of an account's posts a failure speaks of is not told."""
        failures = job.failures if job else ()
        return len(failures) >= len(intents) and all(
            self._message(job, intent) for intent in intents
        )

    def _message(self, job: Job | None, intent: Intent) -> str | None:
        """Return the job's message about an account; a message without an account of ours concerns all."""
        failures = job.failures if job else ()
        accounts = {each.account_id for each in self.intents}
        own = [f.message for f in failures if f.account_id == intent.account_id]
        general = [f.message for f in failures if f.account_id not in accounts]
        return "; ".join(dict.fromkeys(own or general)) or None

    def _judge_refused(self, intent: Intent, error: ApiError) -> CreateResult:
        match = self.matches[intent.address]
        if match.grade is MatchGrade.CERTAIN:
            return CreateResult(Outcome.DONE, match.candidates[0].id)
        if self._may_be_made(intent):
            return self._still_open(intent, match)
        return CreateResult(Outcome.FAILED, note=quoted(error.line))

    def _still_open(self, intent: Intent, match: Match) -> CreateResult:
        """The outcome of an attempt that only a person can end, with the command that does."""
        because = open_reason(intent, match)
        if not any(post.id in self.listed for post in match.candidates):
            return CreateResult(Outcome.UNKNOWN, note=Note(NoteCode.LISTED_NO_MORE, (match.ids,)))
        note = Note(_OPEN[because.reason], (match.ids,), command=because.command)
        return CreateResult(Outcome.UNKNOWN, note=note)

    def _judge(self, attempt: Intent, job: Job | None) -> CreateResult:
        match = self.matches[attempt.address]
        if match.grade is MatchGrade.CERTAIN:
            return CreateResult(Outcome.DONE, match.candidates[0].id)
        intent = next(intent for intent in self._open() if intent.address == attempt.address)
        if match.by_words:
            self._keep(
                self.state.with_intents([replace(intent, message=self._message(job, intent))])
            )
            appeared = Note(NoteCode.FAILED_BUT_APPEARED, (match.candidates[0].id,))
            return CreateResult(Outcome.UNKNOWN, note=appeared)
        if match.grade is not MatchGrade.NONE:
            return self._still_open(intent, match)
        if job and job.status is JobStatus.WORKING:
            return CreateResult(Outcome.UNKNOWN, note=Note(NoteCode.STILL_WORKING))
        intent = replace(intent, message=self._message(job, intent))
        self._close(intent)
        if not would_show(intent, self.view):
            return CreateResult(Outcome.UNKNOWN, note=Note(NoteCode.NONE_LISTED))
        return CreateResult(Outcome.FAILED, note=absence_reason(intent))

    def _close(self, intent: Intent) -> None:
        """Give up an attempt; too early to be sure, it stays open for the next run to look again."""
        now = self.context.now()
        too_early = now - intent.since < self.context.policy.settle
        if too_early or not would_show(intent, self.view):
            self._keep(self.state.with_intents([intent]))
        else:
            self._keep(abandon_write(self.state, intent, now))
