"""What an earlier run left open is settled by one look, and only as far as the look can tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from publer_sync.execution.recovery import Evidence, Resolution, resolve
from publer_sync.model.fingerprint import digests_of, fingerprint
from publer_sync.model.note import NoteCode, quoted
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import FailedAttempt, Intent, IntentKind, Record
from publer_sync.planning.change import Reason
from tests.support.builders import a_post, time_of
from tests.support.planning import DAY, HOUR, NOW, a_record, a_remote_post, a_state, a_view

SETTLE = timedelta(seconds=60)
POST = a_post()
EARLY, LATE = NOW - SETTLE + timedelta(seconds=1), NOW - SETTLE


def an_intent(kind: IntentKind = IntentKind.CREATE, **overrides: Any) -> Intent:
    given: dict[str, Any] = {
        "kind": kind,
        "address": POST.address,
        "account_id": POST.account.id,
        "network": POST.network,
        "scheduled_at": POST.scheduled_at,
        "since": LATE,
        "fingerprint": fingerprint(POST),
        "fields": digests_of(POST),
        "text": POST.text,
    }
    return Intent(**{**given, **overrides})


def settled(
    intent: Intent, *posts: RemotePost, records: tuple[Record, ...] = (), **view: Any
) -> Resolution:
    state = a_state(*records, intents=(intent,))
    return resolve(state, Evidence(view=a_view(*posts, **view), now=NOW, settle=SETTLE))


def waits(resolution: Resolution) -> Reason | None:
    because = resolution.unsettled.get(POST.address)
    return because.reason if because else None


@pytest.mark.parametrize("since", [EARLY, LATE])
def test_a_post_that_stands_is_recorded_at_once(since: Any) -> None:
    found = settled(an_intent(since=since), a_remote_post(id="new"))
    record = found.state.records[POST.address]
    assert (record.post_id, record.fingerprint) == ("new", fingerprint(POST))
    assert (found.state.intents, found.unsettled) == ((), {})


def test_line_ends_and_space_around_the_text_do_not_matter() -> None:
    found = settled(an_intent(text="One\nTwo"), a_remote_post(id="new", text=" One\r\nTwo\n"))
    assert POST.address in found.state.records


@pytest.mark.parametrize("since", [EARLY, LATE])
@pytest.mark.parametrize(
    "there",
    [a_remote_post(id="new", text="Other words"), a_remote_post(id="new", text=None)],
)
def test_one_that_is_only_likely_waits_for_a_person(since: Any, there: RemotePost) -> None:
    found = settled(an_intent(since=since), there)
    assert waits(found) is Reason.PERHAPS_EDITED
    assert found.unsettled[POST.address].detail == "new"
    assert found.state.intents and not found.state.records


@pytest.mark.parametrize("since", [EARLY, LATE])
def test_two_candidates_wait_for_a_person(since: Any) -> None:
    found = settled(an_intent(since=since), a_remote_post(id="one"), a_remote_post(id="two"))
    assert waits(found) is Reason.TWO_CANDIDATES
    assert found.unsettled[POST.address].detail == "one, two"


def test_nothing_is_not_believed_before_the_settling_delay() -> None:
    found = settled(an_intent(since=EARLY))
    assert waits(found) is Reason.OUTCOME_UNKNOWN
    assert len(found.state.intents) == 1


def test_nothing_after_the_settling_delay_is_a_failure_that_may_be_retried() -> None:
    found = settled(an_intent())
    assert (waits(found), found.state.intents) == (None, ())
    failure = found.state.failures[POST.address]
    assert (failure.note.code, failure.fingerprint) == (
        NoteCode.NOTHING_APPEARED,
        fingerprint(POST),
    )


@pytest.mark.parametrize(
    "view",
    [{"since": time_of(POST) + HOUR}, {"until": time_of(POST) - HOUR},
     {"account_ids": frozenset({"another"})}, {"since": None}],
)  # fmt: skip
def test_nothing_where_nobody_looked_proves_nothing(view: dict[str, Any]) -> None:
    assert waits(settled(an_intent(), **view)) is Reason.OUTCOME_UNKNOWN


@pytest.mark.parametrize(
    "other",
    [{"known_ids": ("old",)}, {}],
)
def test_what_stood_there_before_or_belongs_to_another_is_no_candidate(other: Any) -> None:
    neighbour = a_record(a_post(entry="neighbour"), post_id="old")
    records = () if other else (neighbour,)
    found = settled(an_intent(**other), a_remote_post(id="old"), records=records)
    assert POST.address in found.state.failures


def test_a_post_that_was_removed_from_its_network_is_no_candidate() -> None:
    found = settled(an_intent(), a_remote_post(id="new", state="published_deleted"))
    assert POST.address in found.state.failures


def test_the_old_half_of_a_replacement_must_go_once_the_new_one_stands() -> None:
    old = a_record(post_id="old", scheduled_at=time_of(POST) + DAY)
    found = settled(an_intent(post_id="old"), a_remote_post(id="new"), records=(old,))
    (removal,) = found.state.intents
    assert (removal.kind, removal.post_id) == (IntentKind.DELETE, "old")
    assert found.state.records[POST.address].post_id == "new"


def test_nothing_is_proved_before_the_whole_account_was_read() -> None:
    found = settled(an_intent(), whole={})
    assert (waits(found), found.state.intents) == (Reason.OUTCOME_UNKNOWN, (an_intent(),))


def test_an_update_needs_a_look_only() -> None:
    update = an_intent(IntentKind.UPDATE, post_id="id", since=EARLY)
    assert settled(update).state.intents == ()
    assert waits(settled(update, account_ids=frozenset())) is Reason.OUTCOME_UNKNOWN


RECORD = a_record(post_id="old")
DELETE = an_intent(IntentKind.DELETE, post_id="old")


def test_a_delete_whose_post_still_stands_is_left_to_the_plan() -> None:
    found = settled(DELETE, a_remote_post(id="old"), records=(RECORD,))
    assert (found.state.intents, found.state.records) == ((), {POST.address: RECORD})


def test_a_delete_whose_post_is_gone_is_forgotten_after_the_delay() -> None:
    early = settled(replace(DELETE, since=EARLY), records=(RECORD,))
    assert (waits(early), early.state.records) == (Reason.SETTLING, {POST.address: RECORD})
    assert settled(DELETE, records=(RECORD,)).state.records == {}


def test_an_old_half_that_still_stands_must_still_go() -> None:
    new = a_record(post_id="new")
    found = settled(DELETE, a_remote_post(id="old"), records=(new,))
    assert (found.state.intents, found.unsettled) == ((DELETE,), {})


@pytest.mark.parametrize("state", ["published", "published_deleted", "failed"])
def test_an_old_half_that_can_not_be_stopped_any_more_is_let_go(state: str) -> None:
    new = a_record(post_id="new")
    found = settled(DELETE, a_remote_post(id="old", state=state), records=(new,))
    assert (found.state.intents, found.state.records) == ((), {POST.address: new})


def test_an_old_half_that_is_gone_leaves_the_new_one_alone() -> None:
    new = a_record(post_id="new")
    assert settled(DELETE, records=(new,)).state.records == {POST.address: new}
    assert settled(replace(DELETE, since=EARLY), records=(new,)).unsettled == {}


KEPT = an_intent(IntentKind.RESTORE, post_id="old", request={"bulk": {"posts": []}})


def test_what_restores_a_post_is_kept_while_nothing_stands() -> None:
    assert settled(KEPT).state.intents == (KEPT,)


@pytest.mark.parametrize("post_id", ["old", "new"])
def test_what_restores_a_post_is_dropped_when_one_stands(post_id: str) -> None:
    record = a_record(post_id=post_id)
    assert settled(KEPT, a_remote_post(id=post_id), records=(record,)).state.intents == ()


def test_what_restores_a_post_is_kept_while_it_may_be_gone() -> None:
    state = a_state(RECORD, intents=(KEPT, replace(DELETE, since=EARLY)))
    found = resolve(state, Evidence(view=a_view(), now=NOW, settle=SETTLE))
    assert KEPT in found.state.intents
    evidence = Evidence(view=a_view(), now=NOW, settle=SETTLE)
    late = resolve(a_state(RECORD, intents=(KEPT, DELETE)), evidence)
    assert (late.state.intents, late.state.records) == ((KEPT,), {})


def test_what_restores_a_post_is_dropped_with_its_time() -> None:
    assert settled(replace(KEPT, scheduled_at=NOW)).state.intents == ()


def a_restoring(post: RemotePost | None, since: Any = LATE) -> Resolution:
    """An old post that was sent once more, after its new version had failed."""
    failure = FailedAttempt(
        address=POST.address, fingerprint="new", note=quoted("Too loud"), at=LATE
    )
    create = an_intent(since=since, restores=True)
    state = a_state(intents=(KEPT, create), failures={POST.address: failure})
    return resolve(state, Evidence(view=a_view(*([post] if post else [])), now=NOW, settle=SETTLE))


def test_a_restored_post_keeps_the_failure_of_its_new_version() -> None:
    found = a_restoring(a_remote_post(id="again")).state
    failure = found.failures[POST.address]
    assert (found.records[POST.address].post_id, found.intents) == ("again", ())
    assert (failure.fingerprint, failure.restored) == ("new", True)


def test_a_restoring_that_made_nothing_may_be_tried_again() -> None:
    assert waits(a_restoring(None, since=EARLY)) is Reason.OUTCOME_UNKNOWN
    found = a_restoring(None).state
    assert (found.intents, found.failures[POST.address].fingerprint) == ((KEPT,), "new")


def test_a_post_that_its_file_names_ends_an_attempt_whatever_it_says() -> None:
    naming = replace(POST, take="it")
    there = a_remote_post(id="it", text="Other words.", scheduled_at=time_of(POST) + DAY)
    state = a_state(intents=(an_intent(since=EARLY),))
    evidence = Evidence(
        view=a_view(there), now=NOW, settle=SETTLE, desired={naming.address: naming}
    )
    found = resolve(state, evidence)
    record = found.state.records[POST.address]
    assert (record.post_id, found.state.intents, found.unsettled) == ("it", (), {})
    differing = {n for n, value in digests_of(POST).items() if record.fields.get(n) != value}
    assert differing == {"text", "scheduled_at"}


def test_a_post_of_another_entry_does_not_end_an_attempt() -> None:
    naming, other = replace(POST, take="it"), a_post(entry="other")
    state = a_state(a_record(other, post_id="it"), intents=(an_intent(since=EARLY),))
    view = a_view(a_remote_post(other, id="it"))
    desired = {naming.address: naming}
    found = resolve(state, Evidence(view=view, now=NOW, settle=SETTLE, desired=desired))
    assert (waits(found), len(found.state.intents)) == (Reason.OUTCOME_UNKNOWN, 1)


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_file_that_only_an_older_checkout_lacks_is_not_gone(elsewhere: bool) -> None:
    edited = a_remote_post(id="new", text="Words of a colleague.")
    state = a_state(intents=(an_intent(),))
    named = {POST.address} if elsewhere else frozenset()
    evidence = Evidence(
        view=a_view(edited), now=NOW, settle=SETTLE, desired={}, other_addresses=frozenset(named)
    )
    found = resolve(state, evidence)
    assert (waits(found) is Reason.PERHAPS_EDITED) == elsewhere
    assert bool(found.abandoned) != elsewhere
    assert bool(found.state.leftovers) != elsewhere
