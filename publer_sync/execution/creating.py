"""Makes posts: intents first, one request per batch, then believes only what Publer lists."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from publer_sync.api.errors import ApiError, NeverSent, RateLimited
from publer_sync.api.wire import Job, JobStatus
from publer_sync.execution.events import Advanced, Event, Outcome, Result, Stage, Started
from publer_sync.execution.matching import Grade, Match, recognise, recorded, taken_ids
from publer_sync.execution.recovery import NOTHING_APPEARED, failure_of, would_show
from publer_sync.execution.still_right import why_not_make
from publer_sync.execution.tools import HOPELESS, Tools, said
from publer_sync.execution.waiting import job_outcome, looks
from publer_sync.model.address import Address
from publer_sync.model.batching import batches
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.place import Place
from publer_sync.model.placing import places_of
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemoteView
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import Now
from publer_sync.model.state import Intent, IntentKind, State
from publer_sync.planning.change import Change

ATTEMPTS = 3
QUICK = timedelta(seconds=6)
"""How long a post is looked for that Publer says it did not make: it has been seen to be wrong."""

NOT_LISTED = (
    "Publer lists nothing of this kind, so it is not known whether it was made; look there before "
    "you try again"
)

PERHAPS = (
    "Publer named a failure, but a post with these words appeared, perhaps a colleague's; the next apply "
    "takes it for this one and leaves it as it is"
)

Made = frozenset[Address]


def create_posts(
    tools: Tools, changes: Sequence[Change], resources: Resources
) -> Generator[Event, None, Made]:
    """Makes the posts of these changes; returns the addresses whose post certainly stands."""
    made: set[Address] = set()
    if changes:
        yield Started(Stage.CREATE, len(changes))
    by_address = {change.address: change for change in changes}
    for posts in batches([_desired(change) for change in changes]):
        batch = [by_address[post.address] for post in posts]
        results = _Batch(tools, batch, resources).run()
        made |= {result.address for result in results if result.outcome is Outcome.DONE}
        yield from results
        yield Advanced(Stage.CREATE, len(results))
    return frozenset(made)


@dataclass(slots=True)
class _Batch:
    """One request's worth of posts, from the look before to the look after."""

    tools: Tools
    changes: Sequence[Change]
    resources: Resources
    matches: dict[Address, Match] = field(default_factory=dict)
    view: RemoteView = RemoteView()
    named: frozenset[str] = frozenset()
    job: Job | None = None

    def run(self) -> list[Result]:
        before = self.tools.look(self._places())
        hindrances = {c.address: why_not_make(self.tools, c, before) for c in self.changes}
        results = [
            _result(change, Outcome.SKIPPED, hindrances[change.address])
            for change in self.changes
            if hindrances[change.address]
        ]
        free = [change for change in self.changes if not hindrances[change.address]]
        if not free:
            return results
        self._keep(self.state.with_intents(self._intent(change, before) for change in free))
        try:
            job_id = self._submit([_desired(change) for change in free])
        except ApiError as error:
            if not error.not_done:
                raise
            if isinstance(error, NeverSent):
                self._forget(error)
            if isinstance(error, HOPELESS):
                raise
            self._look_briefly()
            self._forget(error)
            return results + [self._judge_refused(change, error) for change in free]
        job = self._job(job_id) if job_id else None
        self._look_for_posts(job)
        return results + [self._judge(change, job) for change in free]

    def _places(self) -> Iterator[Place]:
        """Where the posts shall stand, and where those stood whose place they take."""
        for change in self.changes:
            yield from places_of(_desired(change), self.tools.now())
            if previous := self.state.records.get(change.address):
                yield from previous.places

    @property
    def state(self) -> State:
        return self.tools.journal.state

    def _keep(self, state: State) -> None:
        self.tools.journal.keep(state)

    def _intent(self, change: Change, view: RemoteView) -> Intent:
        post = _desired(change)
        previous = self.state.records.get(change.address)
        # Even a post that counts as gone is remembered: it must be deleted if it shows up again.
        replaces = previous if previous and previous.status != Phase.FAILED else None
        now = self.tools.now()
        places = places_of(post, now)
        known = {other.id for place in places for other in view.at(place)} | self.tools.gone
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
            text=post.text,
            title=post.title,
            media_count=len(post.media),
            known_ids=tuple(sorted(known)),
            source=post.source.location.file,
            protect=post.protect,
        )

    def _submit(self, posts: Sequence[Post]) -> str | None:
        """The id of the started job, or None if it is not known whether one was started.

        Raises an ApiError that is `not_done` if Publer certainly did nothing. Even after a 429
        Publer is looked at before the request is sent again, and not a single post of the batch
        may show.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                return self._send(posts)
            except RateLimited:
                if self._find():
                    return None
        return self._send(posts)

    def _send(self, posts: Sequence[Post]) -> str | None:
        try:
            if isinstance(posts[0].schedule, Now):
                return self.tools.writer.publish_now(posts[0], self.resources)
            return self.tools.writer.create(posts, self.resources)
        except ApiError as error:
            if error.not_done:
                raise
            self._since_now()
            return None

    def _job(self, job_id: str) -> Job:
        self._keep(self.state.with_intents(replace(i, job_id=job_id) for i in self._open()))
        job = job_outcome(self.tools, job_id)
        self.job, self.named = job, frozenset(job.post_ids)
        self._since_now()
        return job

    def _since_now(self) -> None:
        """The settling delay counts from the moment at which Publer may have been done."""
        now = self.tools.now()
        self._keep(self.state.with_intents(replace(i, since=now) for i in self._open()))

    def _open(self) -> list[Intent]:
        ours = {change.address for change in self.changes}
        return [i for i in self.state.intents if i.kind is IntentKind.CREATE and i.address in ours]

    def _forget(self, error: ApiError) -> None:
        now = self.tools.now()
        after = self.state
        for intent in self._open():
            failure = failure_of(replace(intent, message=said(error)), now)
            after = after.without_intents([intent]).with_failure(failure)
        self._keep(after)

    def _look_for_posts(self, job: Job | None) -> None:
        """Looks until each post was found, or the settling delay is over; finds become records."""
        for last in looks(self.tools, self.tools.policy.settle):
            self._find()
            still = self._open()
            if not still or last or (self._all_refused(still, job) and self._looked_long(still)):
                return

    def _look_briefly(self) -> None:
        """Even a refusal is not believed at once: what was made takes a moment to show."""
        for _ in looks(self.tools, QUICK):
            self._find()
            if not self._open():
                return

    def _looked_long(self, still: Sequence[Intent]) -> bool:
        return self.tools.now() - still[0].since >= QUICK

    def _find(self) -> bool:
        """One look; what is found becomes a record. Says whether anything showed at all."""
        still = self._open()
        if not still:
            return True
        view = self.view = self.tools.look(place for i in still for place in i.places)
        after = self.state
        # What has a slot is sure of its place; the others may only take what is left.
        for intent in sorted(still, key=lambda intent: intent.slot is None):
            sent = replace(intent, message=self._message(self.job, intent))
            match = self._certain_if_named(recognise(sent, view, taken_ids(after)))
            self.matches[intent.address] = match
            if match.grade is Grade.CERTAIN:
                after = recorded(after, intent, match.candidates[0], self.tools.now())
        self._keep(after)
        return any(match.grade is not Grade.NONE for match in self.matches.values())

    def _certain_if_named(self, match: Match) -> Match:
        """A job that makes one post may name it; then another text does not matter."""
        named = [post for post in match.candidates if post.id in self.named]
        alone = len(self.changes) == 1 and len(named) == 1
        return Match(Grade.CERTAIN, tuple(named)) if alone else match

    def _all_refused(self, still: Sequence[Intent], job: Job | None) -> bool:
        """Whether the job names at least as many failures as there are posts still to be seen: which
        of an account's posts a failure speaks of is not told."""
        failures = job.failures if job else ()
        return len(failures) >= len(still) and all(self._message(job, intent) for intent in still)

    def _message(self, job: Job | None, intent: Intent) -> str | None:
        """What the job says of an account; what it says of none that we know concerns all."""
        failures = job.failures if job else ()
        accounts = {change.account_id for change in self.changes}
        own = [f.message for f in failures if f.account_id == intent.account_id]
        general = [f.message for f in failures if f.account_id not in accounts]
        return "; ".join(dict.fromkeys(own or general)) or None

    def _judge_refused(self, change: Change, error: ApiError) -> Result:
        match = self.matches[change.address]
        if match.grade is Grade.CERTAIN:
            return _made(change, match)
        return _result(change, Outcome.FAILED, said(error))

    def _judge(self, change: Change, job: Job | None) -> Result:
        match = self.matches[change.address]
        if match.grade is Grade.CERTAIN:
            return _made(change, match)
        intent = next(intent for intent in self._open() if intent.address == change.address)
        if match.by_words:
            self._keep(
                self.state.with_intents([replace(intent, message=self._message(job, intent))])
            )
            return _result(change, Outcome.UNKNOWN, f"{PERHAPS}: {match.candidates[0].id}")
        if match.grade is not Grade.NONE:
            ids = ", ".join(post.id for post in match.candidates)
            return _result(change, Outcome.UNKNOWN, f"another post stands in its slot: {ids}")
        if job and job.status is JobStatus.WORKING:
            return _result(change, Outcome.UNKNOWN, "Publer is still working on it")
        intent = replace(intent, message=self._message(job, intent))
        self._close(intent)
        if not would_show(intent, self.view):
            return _result(change, Outcome.UNKNOWN, NOT_LISTED)
        return _result(change, Outcome.FAILED, intent.message or NOTHING_APPEARED)

    def _close(self, intent: Intent) -> None:
        """Gives up an attempt; too early to be sure, it stays open for the next run to look again."""
        now = self.tools.now()
        too_early = now - intent.since < self.tools.policy.settle
        if too_early or not would_show(intent, self.view):
            self._keep(self.state.with_intents([intent]))
        else:
            failure = failure_of(intent, now)
            self._keep(self.state.without_intents([intent]).with_failure(failure))


def _desired(change: Change) -> Post:
    if change.desired is None:
        raise ValueError(f"{change.address}: nothing to create")
    return change.desired


def _result(change: Change, outcome: Outcome, message: str | None = None) -> Result:
    return Result(change.address, change.action, outcome, message=message)


def _made(change: Change, match: Match) -> Result:
    return replace(_result(change, Outcome.DONE), post_id=match.candidates[0].id)
