"""Makes the posts that the files want, one request per batch, from the look before to the results."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from publer_sync.execution.attempt import Attempt
from publer_sync.execution.events import Advanced, Event, Outcome, Result, Stage, Started
from publer_sync.execution.still_right import check_time, why_not_make
from publer_sync.execution.tools import Baseline, Tools
from publer_sync.identity.content import Content, compare, content_of
from publer_sync.model.address import Address
from publer_sync.model.batching import batches
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.lookup_window import Place
from publer_sync.model.post import Post
from publer_sync.model.post_windows import deadline_of, places_of
from publer_sync.model.remote import Phase, RemoteView
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import Now
from publer_sync.model.state import Intent, IntentKind, State
from publer_sync.planning.change import Change

Made = frozenset[Address]

LOOKS = 2
"""How often a look that waiting for the limit has made old is taken again."""


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


@dataclass(frozen=True, slots=True)
class _Batch:
    """One request's worth of posts."""

    tools: Tools
    changes: Sequence[Change]
    resources: Resources

    def run(self) -> list[Result]:
        patience = any(self.state.kept_for(change.address) for change in self.changes)
        look = self.tools.look_everywhere if patience else self.tools.look
        before = look(self._places())
        for _ in range(LOOKS):
            if not self.tools.writer.wait_for_turn():
                break
            before = look(self._places())
        hindrances = {c.address: why_not_make(self.tools, c, before) for c in self.changes}
        results = [
            Result(c.address, c.action, Outcome.SKIPPED, notes=(hindrance,))
            for c in self.changes
            if (hindrance := hindrances[c.address])
        ]
        free = [change for change in self.changes if not hindrances[change.address]]
        if not free:
            return results
        intents = [self._intent(change, before) for change in free]
        verdicts = Attempt(self.tools, intents, lambda: self._send(free), patience).run()
        for change in free:
            found = verdicts[change.address]
            results.append(
                Result(change.address, change.action, found.outcome, found.post_id, found.notes)
            )
        return results

    @property
    def state(self) -> State:
        return self.tools.journal.state

    def _send(self, changes: Sequence[Change]) -> str | None:
        posts = [_desired(change) for change in changes]
        check_time(self.tools, map(deadline_of, posts))
        if isinstance(posts[0].schedule, Now):
            return self.tools.writer.publish_now(posts[0], self.resources)
        return self.tools.writer.create(posts, self.resources)

    def _places(self) -> Iterator[Place]:
        """Where the posts shall stand, and where those stood whose place they take."""
        for change in self.changes:
            yield from places_of(_desired(change), self.tools.now())
            if previous := self.state.records.get(change.address):
                yield from previous.places

    def _intent(self, change: Change, view: RemoteView) -> Intent:
        post = _desired(change)
        previous = self.state.records.get(change.address)
        # Even a post that counts as gone is remembered: it must be deleted if it shows up again.
        replaces = previous if previous and previous.status != Phase.FAILED else None
        now = self.tools.now()
        places = places_of(post, now)
        content = content_of(post, self.resources.media, self.resources.signature_of(post))
        baseline = self.tools.baseline_of("" if post.standing.is_idea else post.account.id)
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
        )

    def _known(
        self,
        address: Address,
        content: Content,
        places: Sequence[Place],
        view: RemoteView,
        baseline: Baseline | None,
    ) -> Iterator[str]:
        """The posts in its places, and those of the account with its text, that exist before the write."""
        yield from (other.id for place in places for other in view.at(place))
        yield from self.tools.gone
        if kept := self.state.kept_for(address):
            yield kept.post_id or ""
        hosts = self.tools.policy.short_links
        before = baseline.posts if baseline else ()
        for other in (*before, *view.posts):
            on_account = other.account_id == content.account_id
            if on_account and compare(content, other, short_links=hosts).spoken:
                yield other.id


def _desired(change: Change) -> Post:
    if change.desired is None:
        raise ValueError(f"{change.address}: nothing to create")
    return change.desired
