"""Look once more at time and slot, right before something is done: uploads and jobs take their time.

A plan checks all of this too. Between the plan and the request a post may have come so near that it would
be published while it is changed, or someone may have taken its new slot.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from publer_sync.api.errors import RejectedError
from publer_sync.execution.context import ApplyContext
from publer_sync.model.address import Address
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.post import Post
from publer_sync.model.post_windows import deadline_of
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Now
from publer_sync.planning.change import Action, Change, ChangeStatus
from publer_sync.planning.repeating import PostsToCome, goes_along, is_due, left_of_series

TOO_LATE = Note(NoteCode.TIME_TOO_NEAR)
SLOT_TAKEN = Note(NoteCode.SLOT_TAKEN)
NOT_ALLOWED = Note(NoteCode.NOT_ALLOWED_AT_ONCE)
DUE = Note(NoteCode.ABOUT_TO_BE_PUBLISHED)
TAKEN_OVER = Note(NoteCode.TAKEN_OVER)

WAITED_TOO_LONG = "Publer's limit was waited for until the time had come too near; apply again"

TOO_NEAR = timedelta(seconds=30)
"""Nothing is sent any more that should go out so soon: if it came too late, it might go out at once."""

LAST_MOMENT = timedelta(seconds=90)
"""A post whose old half is already deleted is still made until then: better late than lost."""


def create_obstacle(context: ApplyContext, change: Change, view: RemoteView) -> Note | None:
    """Return why a post must not be made now, or None."""
    post = change.desired
    if post is None:
        return TOO_LATE
    note = posts_left(context, change.address, view)
    if hindrance := note or _in_the_way(context, post, view):
        return hindrance
    recorded = context.journal.state.records.get(change.address)
    old_is_gone = change.action is Action.REPLACE and recorded is None
    lead = LAST_MOMENT if old_is_gone else context.policy.lead_time
    if _is_late(context, post, min(lead, context.policy.lead_time)):
        return TOO_LATE
    if recorded and recorded.post_id in view.by_id and change.action is Action.CREATE:
        return None if view.by_id[recorded.post_id].phase is Phase.FAILED else SLOT_TAKEN
    if change.action is Action.REPLACE and recorded and change.remote:
        return DUE if _is_due(context, change, change.remote) else None
    return None


def check_time(context: ApplyContext, deadlines: Iterable[datetime | None]) -> None:
    """Raise RejectedError if one of the deadlines is too near to send anything: the last look at the
    clock."""
    lead = min(TOO_NEAR, context.policy.lead_time)
    if any(each and each - context.now() < lead for each in deadlines):
        raise RejectedError(WAITED_TOO_LONG)


def posts_left(context: ApplyContext, address: Address, view: RemoteView) -> Note | None:
    """Return a note on the remaining posts of a series that was deleted to make room, or None."""
    state = context.journal.state
    to_come = PostsToCome.of_deleted(state.kept_for(address), context.policy.short_links)
    coming_posts = to_come.among(view.posts, state) if to_come else ()
    ids = {*left_of_series(state, address), *(post.id for post in coming_posts)}
    return still_listed_note(ids) if ids else None


def still_listed_note(post_ids: Iterable[str]) -> Note:
    """The note that names the posts that a deleted series leaves."""
    return Note(NoteCode.SERIES_POSTS_STAY, (", ".join(sorted(post_ids)),))


def _in_the_way(context: ApplyContext, post: Post, view: RemoteView) -> Note | None:
    if post.first_slot and view.holding.at(post.first_slot):
        return SLOT_TAKEN
    at_once = isinstance(post.schedule, Now)
    return NOT_ALLOWED if at_once and not context.policy.publish_now else None


def slot_obstacle(
    context: ApplyContext, change: Change, view: RemoteView, to_delete: frozenset[str]
) -> Note | None:
    """Return why the old post must not be deleted to make room, or None; `to_delete` are ids that go too."""
    if hindrance := edit_obstacle(context, change, view):
        return hindrance
    post = change.desired
    if change.action is not Action.REPLACE or post is None:
        return None
    in_the_way = view.holding.at(post.first_slot) if post.first_slot else []
    if any(p.id not in to_delete and not goes_along(change, p) for p in in_the_way):
        return SLOT_TAKEN
    return TOO_LATE if _is_late(context, post, context.policy.lead_time) else None


def edit_obstacle(context: ApplyContext, change: Change, view: RemoteView) -> Note | None:
    """Return why the post in Publer must not be changed or deleted any more, or None."""
    planned = change.remote
    current = view.by_id.get(planned.id, planned) if planned else None
    if _is_due(context, change, current):
        return DUE
    was_draft = planned is not None and planned.phase is Phase.DRAFT
    return TAKEN_OVER if was_draft and current and current.phase is not Phase.DRAFT else None


def _is_late(context: ApplyContext, post: Post, lead: timedelta) -> bool:
    deadline = deadline_of(post)
    return deadline is not None and deadline - context.now() < lead


def _is_due(context: ApplyContext, change: Change, post: RemotePost | None) -> bool:
    """Return whether Publer publishes the post now, soon, or has done so."""
    if post is None or post.phase in {Phase.DRAFT, Phase.FAILED}:
        return False
    if post.phase is not Phase.PENDING:
        return True
    overdue = change.status is ChangeStatus.OVERDUE
    now, policy = context.now(), context.policy
    return is_due(change.recorded, post.scheduled_at, now, policy, overdue=overdue)
