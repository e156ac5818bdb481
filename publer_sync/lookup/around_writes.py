"""Look at Publer around the writes of an apply: before one, after it, and for what a list leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.lookup.posts import (
    read_all_posts,
    read_around,
    read_whole_window,
    with_posts,
    with_whole_accounts,
)
from publer_sync.model.clock import Clock
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.remote import RemotePost, RemoteView


@dataclass(frozen=True, slots=True)
class Baseline:
    """All posts of some accounts before the first write of a run, and the span that was read of them."""

    posts: tuple[RemotePost, ...]
    account_ids: frozenset[str]
    since: datetime
    until: datetime

    @classmethod
    def of(cls, view: RemoteView, now: datetime) -> Baseline:
        """Build the lookup from what a plan has read of the accounts that it read to their end."""
        since, until = read_whole_window((), now)
        return cls(view.posts, frozenset(view.whole), since, until)


@dataclass(frozen=True, slots=True)
class Lookup:
    """View of Publer that an apply has read, and further looks.

    `missing_ids` collects the ids of posts that were deleted in this run, because a list that lags behind
    may show them once more. `before` is what the accounts that are written to had before the first write.
    """

    reader: Reader
    clock: Clock
    before: list[Baseline] = field(default_factory=list)
    missing_ids: set[str] = field(default_factory=set)

    def places(self, places: Iterable[LookupWindow]) -> RemoteView:
        """Read the posts around these places, without posts that were deleted in this run."""
        return read_around(self.reader, places, self.missing_ids)

    def posts(
        self, posts: Mapping[str, LookupWindow], also: Iterable[LookupWindow] = ()
    ) -> RemoteView:
        """The same, with these posts by id wherever they are: one that left its place may be public."""
        view = self.places([*posts.values(), *also])
        missing = [place for post_id, place in posts.items() if post_id not in view.by_id]
        if not missing:
            return view
        more = (
            p
            for p in read_all_posts(self.reader, missing, self.clock.now())
            if p.id not in self.missing_ids
        )
        return with_posts(view, more)

    def whole_accounts(self, places: Iterable[LookupWindow]) -> RemoteView:
        """The same, with everything else on their accounts."""
        names = list(places)
        view = with_whole_accounts(self.reader, self.places(names), names, self.clock.now())
        return replace(view, posts=tuple(p for p in view.posts if p.id not in self.missing_ids))

    def read_baseline(self, places: Iterable[LookupWindow]) -> None:
        """Read the whole accounts of these places, to know later what was there before the first write."""
        read_accounts = {account_id for each in self.before for account_id in each.account_ids}
        names = [place for place in places if place.account_id not in read_accounts]
        if not names:
            return
        since, until = read_whole_window(names, self.clock.now())
        posts = read_all_posts(self.reader, names, self.clock.now())
        accounts = frozenset(place.account_id for place in names)
        self.before.append(Baseline(posts, accounts, since, until))

    def baseline_of(self, account_id: str) -> Baseline | None:
        """Return the posts of an account before the first write; None if it was not read."""
        return next((each for each in self.before if account_id in each.account_ids), None)
