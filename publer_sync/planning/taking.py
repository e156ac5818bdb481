"""Take over a post that exists in Publer: for an address, by `state take` or by `take:` in a file.

A person has named the post by its id, so it is managed like any other, even if it differs from its file.
What Publer shows otherwise than the file counts as sent, so the next plan shows it as an edit of the file.
A post that was taken before a file for its address was seen is compared in the same way when a file
appears.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from publer_sync.identity.content import TraitDifference, compare, content_of
from publer_sync.model.account import Account
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digest, digests_of, fingerprint_of, instant
from publer_sync.model.plain_text import plain
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Listing, PublishMode
from publer_sync.model.state import IntentKind, Record, State, StoredMedia, TakenPostTreatment
from publer_sync.planning.adopted_record import fields_as_shown, record_of_found
from publer_sync.planning.change import Action, Change, ChangeStatus, Reason, ReasonDetail
from publer_sync.planning.guards.existing_posts import adoption
from publer_sync.planning.repeating import PostsToCome
from publer_sync.planning.three_way import ThreeWay

TEXT, TIME = "text", "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePreview:
    """A post that `state take` records, or is about to.

    `desired` is the post of the file, None if no file has the address. `differences` are those between the
    two. `coming` is what the next plan does with the address. `is_recorded`: it is recorded already, so
    there is nothing to do. `ends` is the number of open writes of the address that end.
    """

    address: Address
    post: RemotePost
    desired: Post | None
    treatment: TakenPostTreatment | None
    differences: tuple[TraitDifference, ...] = ()
    coming: Change | None = None
    ends: int = 0
    is_recorded: bool = False
    location: str
    serial: int
    declined: bool = False


def differences_of(
    post: Post,
    remote: RemotePost,
    stored: Mapping[str, StoredMedia],
    short_links: Collection[str] = frozenset(),
) -> tuple[TraitDifference, ...]:
    """Everything in which a post in Publer differs from its file, as far as Publer shows it."""
    comparison = compare(content_of(post, stored), remote, short_links=short_links)
    differences = list(comparison.differences)
    if _is_at_another_time(post, remote):
        times = (_instant(post.scheduled_at), _instant(remote.scheduled_at))
        differences.insert(0, TraitDifference(TIME, *times))
    if bool(post.recycling) is not remote.recycles:
        words = ("recycled", "not recycled")
        differences.append(
            TraitDifference("recycling", *(words if post.recycling else words[::-1]))
        )
    if not comparison.text.is_equal and remote.text is not None:
        differences.insert(0, TraitDifference(TEXT, post.text, remote.text))
    return tuple(differences)


def _is_at_another_time(post: Post, remote: RemotePost) -> bool:
    if post.has_own_time:
        return remote.slot != post.slot
    return post.shelf is Listing.UNDATED and remote.scheduled_at is not None


def _instant(moment: datetime | None) -> str:
    return instant(moment) if moment else "none"


def record_of_taken(
    post: Post,
    remote: RemotePost,
    now: datetime,
    *,
    stored: Mapping[str, StoredMedia],
    short_links: Collection[str] = frozenset(),
    taken_post_treatment: TakenPostTreatment | None = None,
) -> Record:
    """The record of a post that was taken for its file; what differs counts as sent as Publer shows it."""
    differences = {each.trait: each for each in differences_of(post, remote, stored, short_links)}
    fields, expected = fields_as_shown(post, remote), digests_of(post)
    if TEXT not in differences and TEXT in expected:
        fields[TEXT] = expected[TEXT]  # fields_as_shown knows exact texts only
    if TIME in differences:
        fields["scheduled_at"] = digest(_instant(remote.scheduled_at))
    if "media" in differences:
        fields["media"] = digest(list(remote.media_ids or ()))
    if "type" in differences:
        fields["type"] = digest(remote.type)
    if "kind" in differences and remote.shelf is Listing.SERIES:
        fields["schedule"] = digest(remote.state)
    if "recycling" in differences:
        fields.pop("recycle", None)
        fields |= {"recycle": digest(remote.state)} if remote.recycles else {}
    record = record_of_found(post, remote, now, by_words=False, fields=fields)
    listed_as_post = post.shelf is Listing.SERIES and remote.shelf is Listing.TIMELINE
    return replace(
        record, taken=taken_post_treatment, shelf=post.shelf if listed_as_post else remote.shelf
    )


def record_without_file(
    address: Address,
    account: Account,
    remote: RemotePost,
    now: datetime,
    taken_post_treatment: TakenPostTreatment,
) -> Record:
    """The record of a post that no file describes: its fields are those that Publer shows."""
    standing = standing_of(remote)
    data = {
        "type": remote.type,
        "standing": None if standing is PublishMode.SCHEDULED else standing.value,
        "scheduled_at": instant(remote.scheduled_at) if remote.scheduled_at else None,
        "text": plain(remote.text),
        "title": plain(remote.title),
        "media": list(remote.media_ids or ()),
        "schedule": remote.state if remote.shelf is Listing.SERIES else None,
        "recycle": remote.state if remote.recycles else None,
    }
    fields = {name: digest(value) for name, value in data.items() if value}
    return Record(
        address=address,
        post_id=remote.id,
        account_id=account.id,
        network=account.network,
        scheduled_at=remote.scheduled_at,
        shelf=remote.shelf,
        standing=standing,
        fingerprint=fingerprint_of(account.id, fields),
        fields=fields,
        seen=remote.seen(),
        status=remote.phase,
        post_link=remote.post_link,
        failure=remote.failure,
        taken=taken_post_treatment,
        written_at=now,
    )


def standing_of(remote: RemotePost) -> PublishMode:
    """Return the publish mode of a post, by the word for its state."""
    if remote.shelf is Listing.IDEAS:
        return (
            PublishMode(remote.state)
            if remote.state in set(PublishMode)
            else PublishMode.PUBLIC_IDEA
        )
    return PublishMode.DRAFT if remote.phase is Phase.DRAFT else PublishMode.SCHEDULED


def owner_of(state: State, post_id: str, address: Address) -> Address | None:
    """The address that a post belongs to, if that is another one: by its record, or by an open write.

    A post that an open write deletes belongs to that write, also under the same address.
    """
    for other, record in state.records.items():
        if record.post_id == post_id and other != address:
            return other
    creates = [intent for intent in state.intents if intent.kind is IntentKind.CREATE]
    own = {i for each in creates if each.address == address for i in each.job_post_ids}
    for intent in state.intents:
        deletes = intent.kind is IntentKind.DELETE and intent.post_id == post_id
        if deletes or (post_id in intent.job_post_ids and post_id not in own):
            return intent.address
    return None


def take_obstacle(
    post: Post,
    remote: RemotePost | None,
    state: State,
    view: RemoteView,
    short_links: Collection[str] = frozenset(),
) -> ReasonDetail | None:
    """Return why the post that `take:` of a file names must not be recorded for it, or None."""
    if remote is None:
        return ReasonDetail(Reason.TAKE_NOT_FOUND, post.take)
    if owner := owner_of(state, remote.id, post.address):
        return ReasonDetail(Reason.TAKE_RECORDED_ELSEWHERE, f"{remote.id}: {owner}")
    if remote.account_id != post.account.id:
        return ReasonDetail(Reason.TAKE_OTHER_ACCOUNT, remote.id)
    unusable = None
    if remote.phase in {Phase.FAILED, Phase.REMOVED}:
        unusable = remote.state
    elif is_single_for_series(post, remote, state, view):
        unusable = "a single post, and the file has a series"
    elif remote.phase is Phase.PUBLISHED:
        text = compare(content_of(post), remote, short_links=short_links).text
        unusable = None if text.is_equal else "published with another text"
    return ReasonDetail(Reason.TAKE_UNUSABLE, f"{remote.id}: {unusable}") if unusable else None


def is_single_for_series(post: Post, remote: RemotePost, state: State, view: RemoteView) -> bool:
    """Return whether a single post is named for a series, so that this would never go on after it.

    Publer may list a series like a single post (contract row 63). So it is known only where another post is
    listed as a series, or where a series that was deleted for this address has made the post.
    """
    if post.shelf is not Listing.SERIES or remote.shelf is not Listing.TIMELINE:
        return False
    to_come = PostsToCome.of_deleted(state.kept_for(post.address))
    made_by_old = to_come is not None and to_come.include(remote)
    return made_by_old or any(other.shelf is Listing.SERIES for other in view.posts)


def named_in_file(
    post: Post, state: State, view: RemoteView, short_links: Collection[str] = frozenset()
) -> RemotePost | None:
    """The post that `take:` of a file names, if it may be recorded for it."""
    remote = view.by_id.get(post.take) if post.take else None
    return (
        remote if remote and take_obstacle(post, remote, state, view, short_links) is None else None
    )


_MAY_BE_TAKEN = {Action.CREATE, ChangeStatus.MISSED}


def with_take(
    change: Change, state: State, view: RemoteView, short_links: Collection[str]
) -> Change:
    """The change, as an adoption of the post that `take:` of its file names, or held if that cannot be.

    Where the account was not read to its end, it is not claimed that the post is missing.
    """
    post = change.desired
    may_be_taken = change.section in _MAY_BE_TAKEN and change.recorded is None
    if post is None or not post.take or not may_be_taken:
        return change
    remote = view.by_id.get(post.take)
    if remote is None and not _is_whole(view, post):
        return replace(change, action=Action.ADOPT, held=None, status=None, fields={}, reasons=())
    if because := take_obstacle(post, remote, state, view, short_links):
        return change.hold(because.reason, because.detail)
    if remote is None:
        return change
    adopted = replace(adoption(change, remote), reasons=())
    differing = [each.trait for each in differences_of(post, remote, state.media, short_links)]
    return adopted.because(Reason.TAKE_DIFFERS, ", ".join(differing)) if differing else adopted


def taken_once(changes: Iterable[Change]) -> list[Change]:
    """The changes, with each post taken for the first of several files that name it."""
    first: dict[str, Address] = {}
    result = []
    for change in changes:
        post_id = change.desired.take if change.desired else None
        if post_id and is_take(change):
            owner = first.setdefault(post_id, change.address)
            if owner != change.address:
                held_items = change.hold(Reason.TAKE_RECORDED_ELSEWHERE, f"{post_id}: {owner}")
                result.append(replace(held_items, remote=None))
                continue
        result.append(change)
    return result


def is_take(change: Change) -> bool:
    """Return whether a change records the post that `take:` of its file names."""
    post = change.desired
    if change.section != Action.ADOPT or post is None or not post.take:
        return False
    return change.remote is None or change.remote.id == post.take


def as_found_in_publer(
    three_way: ThreeWay, stored: Mapping[str, StoredMedia], short_links: Collection[str]
) -> ThreeWay:
    """The sides of an address, with a post that was taken without a file compared as if it was taken for it.

    Its record holds what Publer showed, in other words than a file has.
    """
    post, record, remote = three_way.desired, three_way.recorded, three_way.remote
    if post is None or record is None or remote is None:
        return three_way
    if record.taken is None or record.source is not None:
        return three_way
    match = record_of_taken(
        post,
        remote,
        record.written_at,
        stored=stored,
        short_links=short_links,
        taken_post_treatment=record.taken,
    )
    return replace(three_way, recorded=replace(match, seen=record.seen))


def _is_whole(view: RemoteView, post: Post) -> bool:
    if not post.account.id:
        return ("", Listing.IDEAS) in view.shelves
    return post.account.id in view.whole


def with_taken(state: State, record: Record) -> State:
    """The state with the record of a post that was taken, with the next serial.

    Open creates of the address end with it, as does what was kept to restore its former post.
    """
    address = record.address
    creates = [i for i in state.intents if i.kind is IntentKind.CREATE and i.address == address]
    after = state.without_intents(creates).without_kept(address).without_failure(address)
    return replace(after.with_record(record), serial=state.serial + 1)
