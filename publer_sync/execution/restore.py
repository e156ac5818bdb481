"""Put an old post back whose new version could not be made, and say so.

Before a post is deleted to make room, what makes it again is saved with the intent to delete it. It stays
until its new version stands. If Publer certainly did not make that (it was refused, the settling delay is
over, and nothing is seen on the whole account), the old post is sent once more: a create like any other,
noted before it is sent and believed only when it is seen.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publer_sync.api.decode.posts import moment
from publer_sync.api.encode.envelope import bulk
from publer_sync.api.writer import KEPT_STATES
from publer_sync.execution.context import ApplyContext
from publer_sync.execution.create import Attempt, CreateResult, SavedRequest
from publer_sync.execution.events import (
    ChangeResult,
    Event,
    Outcome,
    Stage,
    StageAdvanced,
    StageStarted,
)
from publer_sync.execution.preconditions import LAST_MOMENT, posts_left
from publer_sync.execution.restore_point import CannotRestoreError, RestorePoint, restorable_copy
from publer_sync.identity.content import compare, content_sent, media_of
from publer_sync.lookup.posts import read_whole_window
from publer_sync.model.address import Address, Slot, SlotIndex, to_minute
from publer_sync.model.fingerprint import as_json, digest, digests_of, fingerprint_of
from publer_sync.model.network import Network
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.post import Post
from publer_sync.model.post_windows import places_of
from publer_sync.model.remote import Phase, RemoteView
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import Listing, PublishMode
from publer_sync.model.state import Intent, IntentKind, State
from publer_sync.planning.change import Action, Change


def to_restore(context: ApplyContext, change: Change, resources: Resources) -> Intent | None:
    """Build the restore point of a replacement, to be saved before the old post is deleted."""
    record, remote, post = change.recorded, change.remote, change.desired
    if change.action is not Action.REPLACE or post is None or record is None or remote is None:
        return None
    restore_point = Intent(
        kind=IntentKind.RESTORE,
        address=change.address,
        account_id=record.account_id,
        network=record.network,
        scheduled_at=remote.scheduled_at,
        shelf=remote.shelf,
        since=context.now(),
        post_id=remote.id,
        source=record.source,
        protect=record.protect,
        series=record.series,
        recycling=record.recycling,
        text=remote.text or "",
        media=remote.media or (),
    )
    by_id = {stored.id: stored for stored in context.journal.state.media.values()}
    try:
        old = restorable_copy(post, record, remote, by_id)
        request = bulk([old.post], Resources({**by_id, **resources.media}, resources.names))
    except CannotRestoreError as problem:
        return replace(restore_point, not_kept=problem.note)
    except KeyError:
        return replace(restore_point, not_kept=Note(NoteCode.RESOURCES_UNKNOWN))
    noted = replace(restore_point, request=request, request_digest=digest(request))
    return _filled(noted, old)


def _filled(restore_point: Intent, old: RestorePoint) -> Intent:
    place = places_of(old.post, restore_point.since)[-1]
    return replace(
        restore_point,
        scheduled_at=place.since,
        until=None if place.slot else place.until,
        shelf=old.post.shelf,
        series=old.series,
        recycling=old.recycling,
        standing=old.post.standing,
        fingerprint=fingerprint_of(restore_point.account_id, old.fields),
        fields=old.fields,
        text=old.post.text,
        title=old.post.title,
        type=old.post.type,
        media=media_of(old.post, {}),
        lost=old.lost,
    )


def is_without_post(state: State, result: ChangeResult) -> bool:
    """Return whether a change ended without a post at its address, though there was one before, so that
    this has to be restored. What is left of a series goes out all the same."""
    if any(note.code is NoteCode.SERIES_POSTS_STAY for note in result.notes):
        return False
    if result.outcome not in {Outcome.FAILED, Outcome.SKIPPED} or result.address in state.records:
        return False
    return state.kept_for(result.address) is not None and not _creating(state, result.address)


def _creating(state: State, address: Address) -> bool:
    return any(i.kind is IntentKind.CREATE and i.address == address for i in state.intents)


def restore_posts(
    context: ApplyContext, results: Iterable[ChangeResult], files: Mapping[Address, Post | None]
) -> Generator[Event, None, None]:
    """Restore the old posts of changes that ended without one; pass their results on, completed.

    `files` are the posts that the files have for the addresses: nothing is restored on another account.
    """
    without_post = list(results)
    if without_post:
        yield StageStarted(Stage.RESTORE, len(without_post))
    for number, result in enumerate(without_post, start=1):
        restore_point = context.journal.state.kept_for(result.address)
        if restore_point is None:
            yield result
        elif _is_as_noted(restore_point, files.get(result.address)):
            yield _restored(context, result, restore_point)
        else:
            context.journal.keep(context.journal.state.without_intents([restore_point]))
            note = Note(NoteCode.KEPT_DIFFERS)
            yield _told(result, Note(NoteCode.NOT_RESTORABLE, because=note))
        yield StageAdvanced(Stage.RESTORE, number)


def _is_as_noted(restore_point: Intent, desired: Post | None) -> bool:
    """Decide whether the request of a restore point is the one that was noted, for the account of its file.

    The request comes from the state. A person who can edit that can edit a digest as well, so what could go
    to others, or go out at once, is compared with the file that has the address now, and with the time that
    is checked before it is sent.
    """
    request = restore_point.request
    if request is None:
        return True
    if desired is None or digest(request) != restore_point.request_digest:
        return False
    try:
        state, (entry,) = request["bulk"]["state"], request["bulk"]["posts"]
        (target,) = entry["accounts"]
        is_series = state == "recurring"
        due = moment(entry["recurring"]["start_date"] if is_series else target["scheduled_at"])
        account_ids = {target["id"], restore_point.account_id}
        shared_by = set(target.get("share", {}).get("account_ids", ()))
        texts = {content.get("text", "") for content in entry["networks"].values()}
        is_alike = state in KEPT_STATES and _is_alike(restore_point, desired, state, entry)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return (
        is_alike
        and account_ids == {desired.account.id}
        and shared_by <= set(desired.share.account_ids if desired.share else ())
        and texts == {restore_point.text}
        and due is not None
        and restore_point.scheduled_at is not None
        and to_minute(due) == to_minute(restore_point.scheduled_at)
        and restore_point.fingerprint
        == fingerprint_of(restore_point.account_id, restore_point.fields)
    )


def _is_alike(restore_point: Intent, desired: Post, state: str, entry: Mapping[str, Any]) -> bool:
    """Decide whether a request makes what its restore point describes: the kind, the title, and nothing
    more than its fields."""
    noted, standing = restore_point.fields, restore_point.standing
    kind = "recurring" if restore_point.shelf is Listing.SERIES else standing.value
    draft = None if standing is PublishMode.SCHEDULED else digest(standing.value)
    titles = {content.get("title") or None for content in entry["networks"].values()}
    # What Publer calls the title of a post on Google is its button.
    has_title = restore_point.network is Network.GOOGLE or titles == {restore_point.title or None}
    (target,) = entry["accounts"]
    rules = {"recurring": kind == "recurring", "recycling": "recycle" in noted}
    return (
        (state, noted.get("standing")) == (kind, draft)
        and has_title
        and entry.keys() - {"networks", "accounts"} == {key for key, has in rules.items() if has}
        and _deletion(target) == noted.get("delete")
        and _has_noted_comments(restore_point, desired, target.get("comments", ()))
    )


def _has_noted_comments(
    restore_point: Intent, desired: Post, comments: Sequence[Mapping[str, Any]]
) -> bool:
    """Decide whether a request has the comments, and the further posts of a thread, that were noted.

    They are those of the file as long as it says the same. Once it was edited, their digests must do, which
    cannot be computed for comments with media.
    """
    sent_comments = [{"text": each["text"], "conditions": _conditions(each)} for each in comments]
    with_media = ["media" in each for each in comments]
    noted = [restore_point.fields.get(name) for name in ("thread", "comments")]
    of_file = digests_of(desired)
    if noted == [of_file.get("thread"), of_file.get("comments")]:
        filed = (*desired.thread, *desired.comments)
        file_comments = [
            {"text": each.text, "conditions": as_json(each.conditions)} for each in filed
        ]
        return sent_comments == file_comments and with_media == [
            each.media is not None for each in filed
        ]
    halves = ((sent_comments[:n], sent_comments[n:]) for n in range(len(sent_comments) + 1))
    value = ([digest(each) if each else None for each in pair] for pair in halves)
    return not any(with_media) and noted in value


def _deletion(target: Mapping[str, Any]) -> str | None:
    """The digest of the automatic deletion in a request, as that of its field."""
    deletion = target.get("delete")
    if deletion is None:
        return None
    return digest({"hide": deletion["hide"], "conditions": _conditions(deletion)})


def _conditions(follow_up: Mapping[str, Any]) -> dict[str, Any]:
    """The conditions of a follow-up in a request, as a digest of its field has them."""
    conditions = follow_up.get("conditions") or {"relation": "AND", "clauses": {}}
    return {"relation": conditions["relation"], **conditions["clauses"]}


def _restored(context: ApplyContext, result: ChangeResult, restore_point: Intent) -> ChangeResult:
    _without_gap(context, restore_point.address)
    view = context.lookup.whole_accounts(restore_point.places)
    if posts_left(context, restore_point.address, view):
        return result  # restored, it would go out beside them
    if note := _why_never(context, restore_point, view):
        context.journal.keep(context.journal.state.without_intents([restore_point]))
        return _told(result, Note(NoteCode.NOT_RESTORABLE, because=note))
    if note := _why_not_yet(context, restore_point, view):
        return _told(result, Note(NoteCode.NOT_RESTORED_YET, because=note))
    request = SavedRequest(restore_point.request or {}, restore_point.scheduled_at)
    attempt = Attempt(context, [_create(context, restore_point, view)], request)
    return _completed(result, restore_point, attempt.run()[restore_point.address])


def _completed(result: ChangeResult, restore_point: Intent, created: CreateResult) -> ChangeResult:
    if created.outcome is Outcome.DONE:
        value = _told(result, Note(NoteCode.RESTORED, restore_point.lost))
        return replace(value, outcome=Outcome.FAILED, post_id=created.post_id)
    value = _told(result, Note(NoteCode.NOT_RESTORED_YET, because=created.note))
    return replace(value, outcome=created.outcome)


def _told(result: ChangeResult, more: Note) -> ChangeResult:
    return replace(result, notes=(*result.notes, more))


def _without_gap(context: ApplyContext, address: Address) -> None:
    """A new version that was never sent, or that Publer never answered, is not refused either: the next
    apply may try it again."""
    state = context.journal.state
    failure = state.failures.get(address)
    if failure and failure.note.code in {NoteCode.OLD_POST_DELETED, NoteCode.NOTHING_APPEARED}:
        context.journal.keep(state.without_failure(address))


def _why_never(context: ApplyContext, restore_point: Intent, view: RemoteView) -> Note | None:
    """Return why the old post cannot be made again at all, or None."""
    if restore_point.request is None or restore_point.scheduled_at is None:
        return restore_point.not_kept or Note(NoteCode.NOTHING_KEPT)
    if restore_point.scheduled_at - context.now() < LAST_MOMENT:
        return Note(NoteCode.TOO_LATE_TO_RESTORE)
    slot = Slot.of(restore_point.account_id, restore_point.scheduled_at)
    others = [post for post in view.holding.near(slot) if post.id != restore_point.post_id]
    return Note(NoteCode.PLACE_TAKEN, (others[0].id,)) if others else None


def _why_not_yet(context: ApplyContext, restore_point: Intent, view: RemoteView) -> Note | None:
    """Return why the old post must not be made again now, or None."""
    existing = view.by_id.get(restore_point.post_id or "")
    if existing and existing.phase is not Phase.REMOVED:
        return Note(NoteCode.OLD_POST_LISTED)
    slot = (
        Slot.of(restore_point.account_id, restore_point.scheduled_at)
        if restore_point.scheduled_at
        else None
    )
    open_creates = (i for i in context.journal.state.intents if i.kind is IntentKind.CREATE)
    near = SlotIndex((intent.slot, intent) for intent in open_creates)
    return Note(NoteCode.PLACE_PERHAPS_TAKEN) if slot and near.near(slot) else None


def _create(context: ApplyContext, restore_point: Intent, view: RemoteView) -> Intent:
    """The create that sends an old post once more; what is in Publer already is not its result."""
    content, hosts = content_sent(restore_point), context.policy.short_links
    on_account = [post for post in view.posts if post.account_id == restore_point.account_id]
    similar = {p.id for p in on_account if compare(content, p, short_links=hosts).words_match}
    existing_ids = {post.id for place in restore_point.places for post in view.at(place)}
    since, until = read_whole_window(restore_point.places, context.now())
    return replace(
        restore_point,
        kind=IntentKind.CREATE,
        since=context.now(),
        post_id=None,
        message=None,
        not_kept=None,
        request=None,
        request_digest="",
        known_ids=tuple(
            sorted(
                similar | existing_ids | context.lookup.missing_ids | {restore_point.post_id or ""}
            )
        ),
        read_since=since,
        read_until=until,
        restores=True,
    )
