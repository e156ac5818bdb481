"""Recognise posts: the one that an open write of ours made, and the one that a file describes.

*Has our own write arrived?* A post that the job of the write named is certain wherever it is. Otherwise it
is certain in its own place (slot, window or listing), if it was not there before, its text is equal, and
nothing else differs. A post with an equal or loosely equal text elsewhere on the account, and one with
another text in the slot, are likely: a colleague may have moved or edited ours, or written one alike. Only
a person decides those, or a file that says what Publer shows.

*Is this existing post the one that a file describes?* Only if it is in the place that the file gives and
everything comparable is equal. A text that is only loosely equal is no answer.

Posts that are recorded under another address, about to be deleted, or named by the job of another write are
never candidates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from publer_sync.identity.content import (
    ComparableContent,
    ContentComparison,
    TraitDifference,
    compare,
    content_sent,
    same_kind,
)
from publer_sync.identity.text import TextMatch
from publer_sync.model.fingerprint import digest
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.post import Post
from publer_sync.model.post_windows import SLACK
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Listing
from publer_sync.model.state import Intent, IntentKind, State

AT_ONCE = digest({"now": {}})
"""The digest of `schedule: now` among the fields of a write."""


class MatchGrade(StrEnum):
    """Certainty that a post is the one. Only a certain one is acted upon."""

    CERTAIN = "certain"
    LIKELY = "likely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """The posts that an open write may have made.

    `by_words`: a single one is equal and in its place, but Publer named a failure, so that it may be a
    colleague's. `is_ambiguous`: several are equal and in its place.
    """

    grade: MatchGrade
    candidates: tuple[RemotePost, ...] = ()
    differences: tuple[TraitDifference, ...] = ()
    by_words: bool = False
    is_ambiguous: bool = False

    @property
    def ids(self) -> str:
        return ", ".join(post.id for post in self.candidates)


@dataclass(frozen=True, slots=True)
class Claims:
    """The posts that are claimed already: recorded, about to be deleted, or named by a job."""

    recorded: frozenset[str] = frozenset()
    creates: tuple[Intent, ...] = ()

    @classmethod
    def of(cls, state: State) -> Claims:
        going = {i.post_id for i in state.intents if i.kind is IntentKind.DELETE and i.post_id}
        return cls(
            frozenset({record.post_id for record in state.records.values()} | going),
            tuple(i for i in state.intents if i.kind is IntentKind.CREATE),
        )

    def against(self, intent: Intent) -> frozenset[str]:
        """The posts that the write of an intent cannot have made."""
        named = {
            post_id
            for other in self.creates
            if other.job_id != intent.job_id
            for post_id in other.job_post_ids
        }
        return self.recorded | (named - set(intent.job_post_ids))

    def is_alone(self, intent: Intent) -> bool:
        """Return whether no other open write of the same job is about the same account."""
        return not any(
            other.key != intent.key
            and other.job_id == intent.job_id
            and other.account_id == intent.account_id
            for other in self.creates
        )


def recognise(
    intent: Intent,
    view: RemoteView,
    claims: Claims = Claims(),
    short_links: Collection[str] = frozenset(),
) -> Match:
    """Find the post that a create intent made among those of a view."""
    search = _Search(intent, view, claims.against(intent), frozenset(short_links))
    if named := search.named(single=claims.is_alone(intent)):
        return Match(MatchGrade.CERTAIN, (named,))
    existing_posts = search.in_place()
    same = tuple(post for post in existing_posts if search.is_same(post))
    if len(same) > 1:
        return Match(MatchGrade.LIKELY, same, is_ambiguous=True)
    if same and intent.slot is None and intent.message:
        return Match(MatchGrade.LIKELY, same, by_words=True)
    if same:
        return Match(MatchGrade.CERTAIN, same)
    if intent.slot is None and not _may_read_otherwise(intent):
        # In a listing, or a window of days, a post with another text has nothing to do with this write.
        existing_posts = tuple(
            post for post in existing_posts if search.comparison(post).text > TextMatch.NONE
        )
    candidates = existing_posts
    if not any(search.comparison(post).text > TextMatch.NONE for post in existing_posts):
        # One with its text, wherever it is, comes before one with another text in its place.
        candidates = (*search.elsewhere(), *existing_posts)
    if not candidates:
        return Match(MatchGrade.NONE)
    trait_differences = search.comparison(candidates[0]).differences if len(candidates) == 1 else ()
    return Match(MatchGrade.LIKELY, candidates, trait_differences)


@dataclass(frozen=True, slots=True)
class _Search:
    """The posts of a view that one write may have made."""

    intent: Intent
    view: RemoteView
    used_ids: frozenset[str]
    short_links: frozenset[str]

    def named(self, *, single: bool) -> RemotePost | None:
        """The post that the job of this write named. Where it made several on the account, the text tells
        them apart."""
        named_posts = [
            post
            for post_id in self.intent.job_post_ids
            if (post := self.view.by_id.get(post_id)) and self._is_on_account(post)
            and post.id not in self.used_ids and post.phase is not Phase.REMOVED
        ]  # fmt: skip
        if not single:
            named_posts = [
                post for post in named_posts if self.comparison(post).text > TextMatch.NONE
            ]
        return named_posts[0] if len(named_posts) == 1 else None

    def in_place(self) -> tuple[RemotePost, ...]:
        """The new posts in the first of the write's places that has one with its text, else in the last."""
        existing_posts: tuple[RemotePost, ...] = ()
        for place in self.intent.places:
            existing_posts = tuple(post for post in self.view.at(place) if self._may_be_ours(post))
            if any(self.is_same(post) for post in existing_posts):
                break
        # A post that comes again may be listed together with its next run, which says the same.
        returning = tuple(post for post in existing_posts if post.recycles)
        return returning if returning and "recycle" in self.intent.fields else existing_posts

    def elsewhere(self) -> tuple[RemotePost, ...]:
        """The new posts that say what it says, in any grade, anywhere else on the account."""
        oldest = self.intent.since - SLACK
        return tuple(
            post
            for post in self.view.posts
            if self._is_on_account(post) and self._may_be_ours(post)
            and not _went_out_before(post, oldest)
            and self.comparison(post).words_match > TextMatch.NONE
        )  # fmt: skip

    def is_same(self, post: RemotePost) -> bool:
        return self.comparison(post).is_same

    def comparison(self, post: RemotePost) -> ContentComparison:
        content = content_sent(self.intent)
        if content.text is None and self.intent.slot is None:
            content = replace(
                content, text=""
            )  # nothing but its text could tell such an article apart
        return compare(content, post, short_links=self.short_links, media_may_lag=True)

    def _is_on_account(self, post: RemotePost) -> bool:
        idea = self.intent.shelf is Listing.IDEAS
        return post.account_id == ("" if idea else self.intent.account_id)

    def _may_be_ours(self, post: RemotePost) -> bool:
        if post.id in self.intent.known_ids or post.id in self.used_ids:
            return False
        if post.phase is Phase.REMOVED:
            return False
        return same_kind(content_sent(self.intent).kind, post)


def _went_out_before(post: RemotePost, moment: datetime) -> bool:
    """Return whether a post was published before the write was sent, so that it cannot be its result."""
    time = post.scheduled_at
    return post.phase is Phase.PUBLISHED and time is not None and time < moment


def _may_read_otherwise(intent: Intent) -> bool:
    """Return whether Publer may show quite another text than was sent, so that any new post may be the one.

    It shows none of an article, and what goes out at once with its signature and one of its variations.
    """
    return "content" in intent.fields or intent.fields.get("schedule") == AT_ONCE


def is_described(
    post: Post,
    other: RemotePost,
    content: ComparableContent,
    place: LookupWindow,
    short_links: Collection[str] = frozenset(),
) -> bool:
    """Decide whether an existing post is the one a file describes: in its place, and equal in everything."""
    if other.phase in {Phase.REMOVED, Phase.FAILED} or unclaimed_posts(post, other):
        return False
    return is_in(place, other) and compare(content, other, short_links=short_links).is_same


def is_in(place: LookupWindow, post: RemotePost) -> bool:
    """Return whether a post is in a place: a span of an account's timeline, or one of its listings."""
    if place.shelf is Listing.TIMELINE:
        return post.slot is not None and place.encloses(post.slot)
    return post.shelf is place.shelf and post.account_id == place.account_id


def unclaimed_posts(post: Post, other: RemotePost) -> bool:
    """Return whether it can only be what a recycled post left behind; the one that comes again is at its next
    time."""
    return bool(post.recycling) and other.phase is Phase.PUBLISHED and not other.recycles


def agreeing_posts(
    post: Post,
    candidates: Iterable[RemotePost],
    places: Iterable[LookupWindow],
    content: ComparableContent,
) -> Iterator[RemotePost]:
    """The candidates of an open write that its file describes by now: Publer shows what the file says."""
    names = tuple(places)
    for other in candidates:
        if any(is_described(post, other, content, place) for place in names):
            yield other
