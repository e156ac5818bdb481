"""Changes text and title of posts in place, and looks whether Publer shows the new words."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace

from publer_sync.api.errors import ApiError, RejectedError
from publer_sync.execution.context import (
    ENDINGS,
    HOPELESS,
    ApplyContext,
    certainly_unsent,
    ensuring_lock,
    publer_messages,
)
from publer_sync.execution.events import (
    ChangeResult,
    Event,
    Outcome,
    Stage,
    StageAdvanced,
    StageStarted,
)
from publer_sync.execution.polling import poll_delays
from publer_sync.execution.preconditions import edit_obstacle
from publer_sync.identity.text import compare_texts
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digests_of, fingerprint_of, same_text
from publer_sync.model.lookup_window import LookupWindow
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.state import Intent, IntentKind, Record
from publer_sync.planning.adopted_record import seen_of
from publer_sync.planning.change import Change
from publer_sync.planning.fields import IN_PLACE


def update_posts(context: ApplyContext, changes: Sequence[Change]) -> Generator[Event, None, None]:
    """Send the new words of each post, one request each, then read them all back."""
    if not changes:
        return
    yield StageStarted(Stage.UPDATE, len(changes))
    changes = yield from _those_that_may(context, changes)
    if not changes:
        return
    journal = context.journal
    journal.keep(journal.state.with_intents(_intent(change, context) for change in changes))
    answers: dict[Address, _Answer] = {}
    for number, change in enumerate(changes, start=1):
        try:
            answers[change.address] = _send(context, change)
        except ENDINGS as error:
            _close(context, changes[number - certainly_unsent(error) :])
            raise
        yield StageAdvanced(Stage.UPDATE, number)
    yield from _confirm(context, changes, answers)


def _those_that_may(
    context: ApplyContext, changes: Sequence[Change]
) -> Generator[Event, None, list[Change]]:
    """Those of the changes whose post may still be changed: a plan that said "pending" does not allow
    to change a post that is public by now, or unmanaged."""
    view = context.lookup.posts({c.remote.id: _place_of(c) for c in changes if c.remote})
    fine = []
    for change in changes:
        was_public = change.remote is not None and change.remote.phase is Phase.PUBLISHED
        hindrance = None if was_public else edit_obstacle(context, change, view)
        if hindrance is None:
            fine.append(change)
        else:
            yield ChangeResult(change.address, change.action, Outcome.SKIPPED, notes=(hindrance,))
    return fine


@dataclass(frozen=True, slots=True)
class _Answer:
    """Publer's answer to an update: accepted, or why it refused them; neither: nothing is
    known."""

    is_accepted: bool = False
    refusal: Note | None = None


def _send(context: ApplyContext, change: Change) -> _Answer:
    """Send the new words, and return Publer's answer."""
    post, remote = change.desired, change.remote
    if post is None or remote is None:
        raise ValueError(f"{change.address}: nothing to update")
    with_title = "title" in change.fields
    try:
        ensuring_lock(
            lambda: context.writer.update(remote.id, post.text, post.title, with_title=with_title)
        )
    except HOPELESS:
        raise
    except RejectedError as error:
        return _Answer(refusal=publer_messages(error))
    except ApiError:
        return _Answer()  # whether it was served is seen when it is read back
    return _Answer(is_accepted=True)


def _confirm(
    context: ApplyContext, changes: Sequence[Change], answers: Mapping[Address, _Answer]
) -> Generator[Event, None, None]:
    """Read the posts back. One that Publer refused to change is looked at once, the others until
    they show the new words or the settling delay is over."""
    open_items = list(changes)
    for last in poll_delays(context, context.policy.settle):
        visible_posts = context.lookup.places(_place_of(change) for change in open_items).by_id
        for change in tuple(open_items):
            existing = visible_posts.get(change.remote.id) if change.remote else None
            answer = answers[change.address]
            if existing and _says(change, existing, answer):
                _record(context, change, existing)
                yield ChangeResult(change.address, change.action, Outcome.DONE, existing.id)
            elif answer.refusal or last:
                _close(context, [change])
                unseen = (
                    NoteCode.WORDS_NOT_SHOWN if answer.is_accepted else NoteCode.UPDATE_UNANSWERED
                )
                notes = (answer.refusal or Note(unseen),)
                yield ChangeResult(change.address, change.action, Outcome.FAILED, None, notes)
            else:
                continue
            open_items.remove(change)
        if not open_items:
            return


def _says(change: Change, existing: RemotePost, answer: _Answer) -> bool:
    """Return whether the post carries the new words, or others than before: Publer may rewrite a text.

    A title that cannot be read is only known from Publer's answer, and so is who wrote other words.
    """
    post, before = change.desired, change.remote
    if post is None or before is None or existing.text is None:
        return False
    if "title" in change.fields:
        known_values = (
            answer.is_accepted if existing.title is None else same_text(existing.title, post.title)
        )
        if not known_values:
            return False
    if "text" not in change.fields:
        return True
    if same_text(existing.text, post.text):
        return True
    changed = not same_text(existing.text, before.text)
    return changed and (answer.is_accepted or compare_texts(post.text, existing.text).is_equal)


def _record(context: ApplyContext, change: Change, existing: RemotePost) -> None:
    """The record with the new words; fields that cannot be changed in place keep what was sent."""
    state = context.journal.state
    record = state.records[change.address]
    if change.desired is None:
        return
    expected = digests_of(change.desired)
    fields = {n: d for n, d in record.fields.items() if n not in change.fields}
    fields |= {n: d for n, d in expected.items() if n in change.fields and n in IN_PLACE}
    context.journal.keep(
        state.without_intents([_intent(change, context)]).with_record(
            _renewed(record, change, existing, fields, context)
        )
    )


def _renewed(
    record: Record,
    change: Change,
    existing: RemotePost,
    fields: dict[str, str],
    context: ApplyContext,
) -> Record:
    post = change.desired
    return replace(
        record,
        fields=fields,
        fingerprint=fingerprint_of(record.account_id, fields),
        seen=seen_of(existing, len(post.media) if post else 0),
        source=post.source.location.file if post else record.source,
        protect=post.protect if post else record.protect,
        status=existing.phase,
        written_at=context.now(),
    )


def _close(context: ApplyContext, changes: Sequence[Change]) -> None:
    state = context.journal.state
    context.journal.keep(state.without_intents(_intent(change, context) for change in changes))


def _intent(change: Change, context: ApplyContext) -> Intent:
    post, remote = change.desired, change.remote
    if post is None or remote is None:
        raise ValueError(f"{change.address}: nothing to update")
    return Intent(
        kind=IntentKind.UPDATE,
        address=change.address,
        account_id=post.account.id,
        network=post.network,
        scheduled_at=_place_of(change).since,
        shelf=_place_of(change).shelf,
        standing=post.standing,
        since=context.now(),
        post_id=remote.id,
        fingerprint=change.fingerprint or "",
        text=post.text,
        title=post.title,
    )


def _place_of(change: Change) -> LookupWindow:
    """Return the lookup window of the post: a published one may be edited though its file now says another
    time."""
    result = change.remote or change.recorded
    if result is None:
        raise ValueError(f"{change.address}: nothing to update")
    return result.place
