"""Two addresses record one post: it is neither deleted nor made twice, and a person is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from publer_sync.model.post import Post
from publer_sync.model.remote import RemoteView
from publer_sync.model.schedule import At, Now
from publer_sync.model.state import Record
from publer_sync.planning.change import HELD, Action, Reason, ReasonDetail
from publer_sync.planning.plan import Plan
from publer_sync.planning.shared_records import SharedRecords, separate_shared_records
from publer_sync.state.merge import merge
from tests.support.builders import MORNING
from tests.support.planning import (
    DAY,
    HOUR,
    NOW,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    wanted,
)

OLD = wanted("old", text="As it was")
EDITED = replace(OLD, text="Edited")
NEW = replace(OLD, address=wanted("new").address, source=wanted("new").source)
NEW_EDITED = replace(NEW, text="Edited")
IT = a_remote_post(EDITED, id="it")

EDIT = a_record(EDITED, post_id="it", written_at=NOW - HOUR)
"""What the clone that edited the entry recorded."""
RENAME = a_record(NEW, post_id="it", written_at=NOW - DAY)
"""What the clone that renamed it recorded."""


def untangled(
    desired: Sequence[Post], *records: Record, view: RemoteView | None = None
) -> SharedRecords:
    return separate_shared_records(desired, a_state(*records), view or a_view(IT), NOW)


def planned(desired: Sequence[Post], *records: Record, **overrides: Any) -> Plan:
    return a_plan(desired, records or (EDIT, RENAME), [IT], **overrides)


def actions(plan: Plan) -> dict[str, str]:
    return {change.address.entry: change.section for change in plan.changes}


def test_a_merge_makes_them() -> None:
    base = a_state(replace(EDIT, fingerprint="before"))
    theirs, ours = a_state(EDIT), a_state(RENAME)
    merged = merge(base, ours, theirs).state
    assert {record.post_id for record in merged.records.values()} == {"it"}
    assert len(merged.records) == 2
    assert actions(a_plan([NEW_EDITED], merged.records.values(), [IT])) == {"new": Action.NO_CHANGE}


def test_the_only_one_with_a_file_has_the_post_with_the_record_that_fits() -> None:
    (record,) = untangled([NEW_EDITED], EDIT, RENAME).state.records.values()
    assert record == replace(EDIT, address=NEW.address, source=RENAME.source)
    assert actions(planned([NEW_EDITED])) == {"new": Action.NO_CHANGE}
    assert actions(planned([EDITED])) == {"old": Action.NO_CHANGE}
    assert actions(planned([NEW])) == {"new": Action.UPDATE}, "the edit was not merged"


def test_where_no_version_is_wanted_the_record_of_what_publer_shows_fits() -> None:
    other = replace(NEW, text="A third version")
    (record,) = untangled([other], EDIT, RENAME).state.records.values()
    assert (record.address, record.fingerprint) == (NEW.address, EDIT.fingerprint)
    assert actions(planned([other])) == {"new": Action.UPDATE}


def test_where_publer_shows_neither_the_one_written_last_fits() -> None:
    elsewhere = a_view(a_remote_post(EDITED, id="it", text="By hand"))
    other = replace(NEW, text="A third version")
    for edit, rename, fits in ((EDIT, RENAME, EDIT), (*swapped(), RENAME)):
        (record,) = untangled([other], edit, rename, view=elsewhere).state.records.values()
        assert record.fingerprint == fits.fingerprint


def swapped() -> tuple[Record, Record]:
    return replace(EDIT, written_at=NOW - DAY), replace(RENAME, written_at=NOW - HOUR)


def test_of_two_with_files_the_one_that_fits_stays_and_the_other_is_held() -> None:
    for edit, rename in ((EDIT, RENAME), swapped()):
        plan = planned([EDITED, NEW], edit, rename)
        assert actions(plan) == {"old": Action.NO_CHANGE, "new": HELD}
        (held,) = plan.of(HELD)
        assert held.all_reasons == (ReasonDetail(Reason.SHARED_RECORD, "old@shop-x (it)"),)
        assert held.remote is None
        assert len(untangled([EDITED, NEW], edit, rename).state.records) == 2, "it stays held"


def test_of_two_with_files_that_publer_shows_neither_of_the_one_written_last_stays() -> None:
    by_hand = a_view(a_remote_post(EDITED, id="it", text="By hand"))
    for edit, rename, held in ((EDIT, RENAME, NEW), (*swapped(), OLD)):
        found = untangled([EDITED, NEW], edit, rename, view=by_hand)
        assert set(found.held_reasons) == {held.address}


def test_the_held_one_is_a_new_post_once_its_file_changes() -> None:
    changed = replace(NEW, text="Something else", schedule=At(MORNING + HOUR))
    assert actions(planned([EDITED, changed])) == {"old": Action.NO_CHANGE, "new": Action.CREATE}
    assert set(untangled([EDITED, changed], EDIT, RENAME).state.records) == {OLD.address}


def test_the_held_one_is_forgotten_once_its_file_goes_and_the_post_stays() -> None:
    assert actions(planned([EDITED])) == {"old": Action.NO_CHANGE}
    assert set(untangled([EDITED], EDIT, RENAME).state.records) == {OLD.address}


def test_without_any_file_the_post_is_deleted_once() -> None:
    plan = planned([wanted("other", schedule=At(MORNING + DAY))])
    assert len(plan.of(Action.DELETE)) == 1
    assert actions(plan)["old"] is Action.DELETE


def test_a_third_name_takes_the_post_over() -> None:
    third = replace(EDITED, address=wanted("third").address)
    assert actions(planned([third])) == {"third": Action.MOVE}
    as_it_was = replace(NEW, address=third.address)
    assert actions(planned([as_it_was])) == {"third": Action.UPDATE}


@pytest.mark.parametrize("desired", [[NEW_EDITED], [EDITED, NEW], []])
def test_a_notice_names_the_post_and_its_addresses(desired: list[Post]) -> None:
    (notice,) = (n for n in planned(desired).notices if n.code == "shared_records")
    assert notice.detail == "it (new@shop-x, old@shop-x)"


def test_what_is_untangled_stays_so() -> None:
    for desired in ([NEW_EDITED], [EDITED, NEW], []):
        once = untangled(desired, EDIT, RENAME)
        again = separate_shared_records(desired, once.state, a_view(IT), NOW)
        assert (again.state, again.held_reasons) == (once.state, once.held_reasons)


def test_a_post_of_its_own_is_left_as_it_is() -> None:
    alone = a_state(EDIT, replace(RENAME, post_id="another"))
    assert separate_shared_records([EDITED], alone, a_view(IT), NOW) == SharedRecords(state=alone)


def test_what_went_out_at_once_with_other_words_leaves_a_tombstone() -> None:
    first, second = (
        wanted(name, schedule=Now(), text=f"Out with the {name}") for name in ("first", "second")
    )
    records = [
        a_record(post, post_id="it", status="published", scheduled_at=NOW - HOUR)
        for post in (first, second)
    ]
    shown = a_view(a_remote_post(second, id="it", state="published", scheduled_at=NOW - HOUR))
    state = untangled([second], *records, view=shown).state
    assert set(state.records) == {second.address}
    assert [each.address for each in state.tombstones] == [first.address]
