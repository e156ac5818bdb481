"""Effect of an edit of the state on the next plan, by the planner's own rules.

Publer is not asked. It is supposed to show what the state records: each post where it was seen last, with
the words of its file as long as that says what was sent. A record that is forgotten makes its post
unmanaged, and a file that still wants it may then get a second one; that must be known before, not after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.post import Post
from publer_sync.model.remote import MediaItem, Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Listing
from publer_sync.model.state import Record, State
from publer_sync.planning.change import Action, Change
from publer_sync.planning.context import PlanContext
from publer_sync.planning.planner import PlanInputs, make_plan
from publer_sync.planning.read_window import span_to_read
from publer_sync.planning.three_way import pair_up


@dataclass(frozen=True, slots=True)
class EditImpact:
    """The next plan's word on each address, as the state is and as it will be."""

    before: Mapping[Address, Change]
    after: Mapping[Address, Change]

    def wanting(self, recorded: Address) -> Address | None:
        """The address under which a file wants the post of a record, perhaps renamed; None: no file does."""
        for address, change in self.before.items():
            if change.desired and recorded in {address, change.moved_from}:
                return address
        return None

    @property
    def doubled(self) -> tuple[Address, ...]:
        """Posts that would be made only because of what is done to the state: they stand already."""
        return self._new(Action.CREATE)

    @property
    def deleted(self) -> tuple[Address, ...]:
        """Posts that would be deleted only because of what is done to the state."""
        return self._new(Action.DELETE)

    def _new(self, action: Action) -> tuple[Address, ...]:
        return tuple(
            address
            for address, change in self.after.items()
            if change.section == action
            and (address not in self.before or self.before[address].section != action)
        )


def preview_edit(
    desired: Sequence[Post], state: State, after: State, moment: PlanContext, zone: ZoneInfo
) -> EditImpact:
    """The plans before and after, with Publer as the state records it; the posts must be hashed."""
    posts = assumed_posts(desired, state)

    def planned(one: State) -> Mapping[Address, Change]:
        supposed_state = _as_supposed(one, posts)
        view = _what_is_read(desired, supposed_state, posts, moment)
        inputs = PlanInputs(
            desired=desired, state=supposed_state, view=view, moment=moment, zone=zone
        )
        return {change.address: change for change in make_plan(inputs).changes}

    return EditImpact(planned(state), planned(after))


def assumed_posts(desired: Iterable[Post], state: State) -> tuple[RemotePost, ...]:
    """The recorded posts as Publer shows them, had no one touched them there."""
    three_ways = pair_up(desired, state, RemoteView()).three_ways
    return tuple(
        _supposed(three_way.recorded, three_way.desired)
        for three_way in three_ways
        if three_way.recorded
    )


def _supposed(record: Record, post: Post | None) -> RemotePost:
    expected = digests_of(post) if post else {}

    def says_the_same(*names: str) -> bool:
        return post is not None and all(expected.get(n) == record.fields.get(n) for n in names)

    media = post.media if post and says_the_same("media") else None
    return RemotePost(
        id=record.post_id,
        account_id=record.account_id,
        state=_word_of(record),
        text=post.text if post and says_the_same("text", "content") else _OTHER_WORDS,
        scheduled_at=record.scheduled_at,
        media=None if media is None else tuple(MediaItem(str(n)) for n in range(len(media))),
    )


_OTHER_WORDS = "\x00"
"""A text that no file can have."""


def _word_of(record: Record) -> str:
    """A word of Publer's that means the status of the record."""
    if record.status == Phase.PENDING and record.shelf is Listing.SERIES:
        return "recurring"
    if record.status == Phase.PENDING and "recycle" in record.fields:
        return "recycling"
    return _WORDS.get(record.status, _AT_WORK)


_AT_WORK = "working"
_WORDS: Mapping[str, str] = {
    Phase.PENDING: "scheduled",
    Phase.DRAFT: "draft",
    Phase.PUBLISHED: "published",
    Phase.FAILED: "failed",
    Phase.REMOVED: "published_deleted",
    Phase.BUSY: _AT_WORK,
}


def _as_supposed(state: State, posts: Iterable[RemotePost]) -> State:
    """The state with records that have seen the supposed posts, so that none of them looks edited."""
    data = {post.id: post.seen() for post in posts}
    records = {
        a: replace(r, seen=data[r.post_id]) if r.post_id in data else r
        for a, r in state.records.items()
    }
    return replace(state, records=records)


def _what_is_read(
    desired: Iterable[Post], state: State, posts: Iterable[RemotePost], moment: PlanContext
) -> RemoteView:
    """The part of the supposed posts that a plan would read: what it does not read, it cannot know."""
    span = span_to_read(desired, state, moment)
    if span is None:
        return RemoteView()
    view = RemoteView(
        account_ids=frozenset(span.account_ids),
        since=span.since,
        until=span.until,
        shelves=frozenset(span.shelves),
    )
    return replace(view, posts=tuple(post for post in posts if view.covers(post.place)))
