"""What every step of an apply needs at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from publer_sync.api.errors import (
    ApiError,
    CredentialRejected,
    EdgeRefusal,
    NeverSent,
    PlanLacking,
    RateLimited,
    WorkspaceRejected,
)
from publer_sync.api.reader import Reader
from publer_sync.api.writer import Writer
from publer_sync.config.project import Policy
from publer_sync.execution.events import Event
from publer_sync.execution.journal import Journal
from publer_sync.execution.remote_lookup import around, everywhere, whole_span, with_whole_accounts
from publer_sync.model.clock import Clock
from publer_sync.model.lookup_window import Place
from publer_sync.model.note import Note, quoted
from publer_sync.model.remote import RemotePost, RemoteView
from publer_sync.model.workspace_names import NameIndex

HOPELESS = (CredentialRejected, WorkspaceRejected, PlanLacking, EdgeRefusal, NeverSent)
"""Errors after which no other request can work either: the run ends, with everything saved."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Baseline:
    """All posts of some accounts before the first write of a run, and the span that was read of them."""

    posts: tuple[RemotePost, ...]
    account_ids: frozenset[str]
    since: datetime
    until: datetime

    @classmethod
    def of(cls, view: RemoteView, now: datetime) -> Baseline:
        """What a plan has read of the accounts that it read to their end."""
        since, until = whole_span((), now)
        return cls(view.posts, frozenset(view.whole), since, until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Both sides of the API, the journal, time and policy; `root` is the project folder.

    `gone` collects the ids of posts that were deleted in this run, because a list that lags behind may show
    them once more. `before` is what the accounts that are written to had before the first write. `names`
    are those that the plan resolved. `tell` hears of events in the midst of a step, which the step's own
    generator cannot yield.
    """

    reader: Reader
    writer: Writer
    journal: Journal
    clock: Clock
    policy: Policy
    root: Path
    names: NameIndex = NameIndex()
    tell: Callable[[Event], None] = lambda event: None
    gone: set[str] = field(default_factory=set)
    before: list[Baseline] = field(default_factory=list)

    def now(self) -> datetime:
        return self.clock.now()

    def look(self, places: Iterable[Place]) -> RemoteView:
        """What stands around these places just now, without posts that were deleted in this run."""
        return around(self.reader, places, self.gone)

    def look_for(self, posts: Mapping[str, Place], also: Iterable[Place] = ()) -> RemoteView:
        """The same, with these posts by id wherever they are: one that left its place may be public."""
        view = self.look([*posts.values(), *also])
        missing = [place for post_id, place in posts.items() if post_id not in view.by_id]
        if not missing:
            return view
        more = (p for p in everywhere(self.reader, missing, self.now()) if p.id not in self.gone)
        return replace(view, posts=tuple({p.id: p for p in (*view.posts, *more)}.values()))

    def look_everywhere(self, places: Iterable[Place]) -> RemoteView:
        """The same, with everything else on their accounts."""
        wanted = list(places)
        view = with_whole_accounts(self.reader, self.look(wanted), wanted, self.now())
        return replace(view, posts=tuple(p for p in view.posts if p.id not in self.gone))

    def read_baseline(self, places: Iterable[Place]) -> None:
        """Read the whole accounts of these places, to know later what was there before the first write."""
        known = {account_id for each in self.before for account_id in each.account_ids}
        wanted = [place for place in places if place.account_id not in known]
        if not wanted:
            return
        since, until = whole_span(wanted, self.now())
        posts = everywhere(self.reader, wanted, self.now())
        accounts = frozenset(place.account_id for place in wanted)
        self.before.append(Baseline(posts, accounts, since, until))

    def baseline_of(self, account_id: str) -> Baseline | None:
        """What an account had before the first write; None if it was not read."""
        return next((each for each in self.before if account_id in each.account_ids), None)


def in_chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most `size`."""
    everything = list(things)
    for start in range(0, len(everything), size):
        yield everything[start : start + size]


def insisting(request: Callable[[], T], attempts: int = 3) -> T:
    """The answer of a request that does no harm when it is sent twice; a 429 is waited out."""
    for _ in range(attempts - 1):
        try:
            return request()
        except RateLimited:
            continue  # the limiter holds the next request back until the reset
    return request()


def said(error: ApiError) -> Note:
    """The note of an error of Publer, in its words."""
    return quoted(error.line)
