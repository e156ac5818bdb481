"""Find the posts that the files want among those in Publer, when the state that knew them is lost.

Each match has a grade. *Certain* is a post in the very minute of an account, with the words of the file:
Publer allows one there. Everything else is a question for a person. In the same minute with other words
stands what someone edited, or a colleague's. The same words elsewhere, or on a shelf where no minute tells
posts apart, are our post that was moved, or words that a colleague used too. Of two posts of one grade none
is guessed, and no post goes to two addresses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from publer_sync.identity.content import ComparableContent, compare, content_of, same_kind
from publer_sync.identity.recognise import is_in, unclaimed_posts
from publer_sync.identity.text import TextMatch
from publer_sync.model.address import Address
from publer_sync.model.post import Post
from publer_sync.model.post_windows import EVER, search_of
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Now, Recurring
from publer_sync.model.state import IntentKind, Record, State, StoredMedia
from publer_sync.planning.adopted_record import fields_as_shown, record_of_found
from publer_sync.planning.change import Change
from publer_sync.planning.plan import SAME_TEXT


class RebuildMatchGrade(StrEnum):
    """Match between a post in Publer and the one that a file describes."""

    CERTAIN = "certain"
    SAME_TIME = "same_time"
    SAME_TEXT = "same_text"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post in Publer that may be the one that is wanted."""

    post: RemotePost
    grade: RebuildMatchGrade


@dataclass(frozen=True, slots=True)
class RebuildMatch:
    """A wanted post and the one in Publer that it is; `is_by_hand` if a person said so."""

    desired: Post
    post: RemotePost
    grade: RebuildMatchGrade
    is_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class UnmatchedPost:
    """A wanted post that is not found, and what it may be; nothing, if there are no candidates."""

    desired: Post
    candidates: tuple[Candidate, ...] = ()

    @property
    def must_be_decided(self) -> bool:
        """Return whether it may have gone out at once: a state that does not know it would send it again."""
        if SAME_TEXT in self.desired.off_by_entry:
            return False
        return bool(self.candidates) and isinstance(self.desired.schedule, Now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Matches of each desired post, in the order of the files, and the posts in Publer that none of them
    may be. `recorded_addresses` are the addresses that were recorded anyway."""

    matches: tuple[RebuildMatch, ...]
    open: tuple[UnmatchedPost, ...]
    surplus: tuple[RemotePost, ...]
    recorded_addresses: frozenset[Address] = frozenset()

    @property
    def undecided(self) -> tuple[UnmatchedPost, ...]:
        return tuple(each for each in self.open if each.candidates)

    @property
    def missing(self) -> tuple[Post, ...]:
        return tuple(each.desired for each in self.open if not each.candidates)

    def taking(self, takes: Mapping[Address, str]) -> Matching:
        """The same with these candidates taken; each must be one of its address, and stand once."""
        matches = {
            each.desired.address: RebuildMatch(
                each.desired, candidate.post, candidate.grade, is_by_hand=True
            )
            for each in self.undecided
            for candidate in each.candidates
            if takes.get(each.desired.address) == candidate.post.id
        }
        ids = {match.post.id for match in matches.values()}
        still_open = [e for e in self.open if e.desired.address not in matches]
        after = replace(
            self,
            matches=(*self.matches, *matches.values()),
            open=tuple(replace(e, candidates=_without(e.candidates, ids)) for e in still_open),
        )
        candidate_ids = {c.post.id for e in after.open for c in e.candidates} | ids
        dropped = (
            c.post for e in self.open for c in e.candidates if c.post.id not in candidate_ids
        )
        surplus_posts = {post.id: post for post in (*self.surplus, *dropped)}
        return replace(after, surplus=tuple(surplus_posts.values()))


def match(
    desired: Sequence[Post],
    state: State,
    view: RemoteView,
    now: datetime,
    short_links: frozenset[str] = frozenset(),
) -> Matching:
    """Match what the files want with what Publer shows; what is `state` is left to its address."""
    ours = {record.post_id for record in state.records.values()}
    going = {i.post_id for i in state.intents if i.kind is IntentKind.DELETE and i.post_id}
    named = {post_id for intent in state.intents for post_id in intent.job_post_ids}
    free = [post for post in view.posts if post.id not in ours | going | named]
    required = [post for post in desired if post.address not in state.records]
    judge = _Judge(state.media, short_links)
    certain_matches = tuple(_certain(required, _in_slots(free), judge))
    certain = {each.post.id for each in certain_matches}
    others = _Others([post for post in free if post.id not in certain], judge, now)
    names = {each.desired.address for each in certain_matches}
    still_open = tuple(
        UnmatchedPost(post, others.candidates(post))
        for post in required
        if post.address not in names
    )
    candidate_ids = certain | {c.post.id for each in still_open for c in each.candidates}
    return Matching(
        matches=certain_matches,
        open=still_open,
        surplus=tuple(post for post in free if post.id not in candidate_ids),
        recorded_addresses=frozenset(state.records),
    )


def state_of(matching: Matching, other_state: State, now: datetime) -> State:
    """The state that records what was found, beside what was known.

    What a person takes is theirs to answer for, so it is managed like any other post; what Publer shows
    otherwise than the file is left for the next plan to say.
    """
    state = other_state
    for match in matching.matches:
        fields = fields_as_shown(match.desired, match.post)
        record = record_of_found(match.desired, match.post, now, by_words=False, fields=fields)
        address = match.desired.address
        creates = [i for i in state.intents if i.kind is IntentKind.CREATE and i.address == address]
        state = state.without_intents(creates).without_kept(address).with_record(record)
    return state


def _without(candidates: Iterable[Candidate], ids: set[str]) -> tuple[Candidate, ...]:
    return tuple(each for each in candidates if each.post.id not in ids)


_BySlot = Mapping[object, Sequence[RemotePost]]


def _in_slots(posts: Iterable[RemotePost]) -> _BySlot:
    by_slot: dict[object, list[RemotePost]] = {}
    for post in posts:
        by_slot.setdefault(post.slot, []).append(post)
    by_slot.pop(None, None)
    return by_slot


@dataclass(frozen=True, slots=True)
class _Judge:
    """Compare wanted posts with existing ones; `media` are the library files that are known."""

    media: Mapping[str, StoredMedia]
    short_links: frozenset[str]

    def content(self, post: Post) -> ComparableContent:
        return content_of(post, self.media)

    def may_be(self, post: Post, other: RemotePost) -> bool:
        """Return whether one may be the other by its kind and state."""
        return same_kind(self.content(post).kind, other) and not unclaimed_posts(post, other)

    def is_same(self, post: Post, other: RemotePost) -> bool:
        """Return whether everything comparable is equal; of an article, Publer shows nothing that could
        be."""
        content = self.content(post)
        if content.text is None or not self.may_be(post, other):
            return False
        return compare(content, other, short_links=self.short_links).is_same

    def text(self, post: Post, other: RemotePost) -> TextMatch:
        content = self.content(post)
        if not content.text:
            return TextMatch.NONE
        return compare(content, other, short_links=self.short_links).text


def _certain(desireds: Iterable[Post], by_slot: _BySlot, judge: _Judge) -> Iterator[RebuildMatch]:
    pairs = [
        (post, matches[0])
        for post in desireds
        if post.slot and len(matches := _alike(post, by_slot.get(post.slot, ()), judge)) == 1
    ]
    claims = Counter(other.id for _, other in pairs)
    for post, other in pairs:
        if claims[other.id] == 1:
            yield RebuildMatch(post, other, RebuildMatchGrade.CERTAIN)


def _alike(post: Post, existing_items: Iterable[RemotePost], judge: _Judge) -> list[RemotePost]:
    """Those in the minute of a post that are equal to it. One that holds the minute goes before what failed
    or was taken down there: Publer allows a single one."""
    matches = [other for other in existing_items if judge.is_same(post, other)]
    return [other for other in matches if other.phase.holds_slot] or matches


class _Others:
    """The posts that nothing is certain of."""

    def __init__(self, posts: Sequence[RemotePost], judge: _Judge, now: datetime) -> None:
        self._judge = judge
        self._now = now
        self._by_slot = _in_slots(posts)
        self._by_account: dict[str, list[RemotePost]] = {}
        for post in posts:
            self._by_account.setdefault(post.account_id, []).append(post)

    def candidates(self, post: Post) -> tuple[Candidate, ...]:
        """Return the candidates of a post: first those in its minute, then those with the same text
        elsewhere."""
        candidates = [
            Candidate(
                other,
                RebuildMatchGrade.CERTAIN
                if self._judge.is_same(post, other)
                else RebuildMatchGrade.SAME_TIME,
            )
            for other in self._by_slot.get(post.slot, ())
            if self._judge.may_be(post, other)
        ]
        candidate_ids = {candidate.post.id for candidate in candidates}
        same_text = [o for o in self._saying_so(post) if o.id not in candidate_ids]
        return (
            *candidates,
            *(Candidate(other, RebuildMatchGrade.SAME_TEXT) for other in same_text),
        )

    def _saying_so(self, post: Post) -> list[RemotePost]:
        """The posts with its text; for what goes out at once, also with what Publer may make of its text."""
        at_once = isinstance(post.schedule, Now)
        least = TextMatch.LOOSE if at_once else TextMatch.NORMAL
        matches = [
            other
            for other in self._by_account.get(self._judge.content(post).account_id, ())
            if not _cannot_be(post, other) and self._judge.text(post, other) >= least
        ]
        if post.slot and not post.recycling:
            return matches
        place = search_of(post, self._now, self._now - EVER)
        in_window = [o for o in matches if is_in(place, o) and self._judge.may_be(post, o)]
        return in_window or matches


def _cannot_be(post: Post, other: RemotePost) -> bool:
    run = isinstance(post.schedule, Recurring) and other.phase is Phase.PUBLISHED
    return run or other.phase is Phase.REMOVED or unclaimed_posts(post, other)


# A state that is to be written again, with all that a person wants to know before it is.

_WAITING = {Phase.PENDING, Phase.DRAFT, Phase.BUSY}


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildPreview:
    """The state to be written and the present one: None if there is none, or it is `is_broken`.

    `next` is what the next plan says of each address, by the files and the new state.
    """

    state: State
    present: State | None
    is_broken: bool
    matching: Matching
    next: Mapping[Address, Change]

    @property
    def retained(self) -> tuple[Record, ...]:
        """The records of the present state that stay, because they name the very post."""
        before = self.present.records if self.present else {}
        return tuple(r for a, r in sorted(self.state.records.items()) if before.get(a) == r)

    @property
    def learned(self) -> tuple[Address, ...]:
        """Return the facts from writes that the present state noted before they were sent."""
        retained = {record.address for record in self.retained}
        return tuple(sorted(self.matching.recorded_addresses - retained))

    @property
    def without_file(self) -> tuple[Record, ...]:
        """Those of the retained records whose file is gone: the next plan deletes or forgets their posts."""
        changes = (self.next.get(record.address) for record in self.retained)
        missing_ids = {change.address for change in changes if change and change.desired is None}
        return tuple(record for record in self.retained if record.address in missing_ids)

    @property
    def forgotten(self) -> tuple[Address, ...]:
        """Return the records of the present state that the new one lacks."""
        before = self.present.records if self.present else {}
        return tuple(sorted(address for address in before if address not in self.state.records))

    @property
    def waiting(self) -> tuple[RemotePost, ...]:
        """Those of the posts that no file wants which may still go out."""
        return tuple(post for post in self.matching.surplus if post.phase in _WAITING)

    @property
    def replaces(self) -> bool:
        """Return whether something has to be kept aside first."""
        return self.is_broken or self.present is not None

    @property
    def is_idle(self) -> bool:
        """Return whether there is nothing to write: nothing was found, and nothing is to be put right."""
        return not self.state.records and not self.is_broken and not self.forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildResult:
    """Result of a rebuild. `backup` is the file of the state that was replaced."""

    rebuilding: RebuildPreview
    location: str
    is_saved: bool = False
    declined: bool = False
    backup: Path | None = None
