"""What is foreseen of the next plan is what it then says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.schedule import At, Auto, Now, PublishMode
from publer_sync.model.state import Record, State
from publer_sync.planning.change import HELD, Action, ChangeStatus
from publer_sync.planning.state_edits.edits import removal_preview, rename_preview
from publer_sync.planning.state_edits.impact import EditImpact, preview_edit
from tests.support.planning import (
    DAY,
    HOUR,
    NOW,
    SHOP_LINKEDIN,
    ZONE,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    wanted,
)

POST = wanted()
LINKEDIN = wanted(account=SHOP_LINKEDIN)
LATER = wanted(account=SHOP_LINKEDIN, scheduled_at=NOW + 9 * DAY)
EDITED = wanted(text="We have landed.")
RENAMED = wanted("launched", text=POST.text)
OTHER = wanted("other", scheduled_at=NOW + 3 * DAY)
AT_ONCE = wanted(schedule=Now())
DRAFT = wanted(standing=PublishMode.DRAFT)
OPEN = wanted(schedule=Auto(NOW + DAY, NOW + 2 * DAY))
PAST = wanted(scheduled_at=NOW - 5 * HOUR)
LONG_PAST = wanted(scheduled_at=NOW - 40 * DAY)


def published(post: Post, at: timedelta) -> tuple[Record, RemotePost]:
    when = NOW - at
    record = a_record(post, status="published", scheduled_at=when, written_at=when)
    return record, a_remote_post(post, state="published", scheduled_at=when)


def forgotten(post: Post | None, record: Record) -> EditImpact:
    state = a_state(record)
    after = removal_preview(state, [record.address])
    return preview_edit([post] if post else [], state, after, a_moment(), ZONE)


def said(post: Post, remote: RemotePost) -> str:
    """What the planner says of a post that nothing is recorded of, beside this one in Publer."""
    keeper = a_record(OTHER)
    plan = a_plan([post, OTHER], [keeper], [remote, a_remote_post(OTHER)])
    return next(c.section for c in plan.changes if c.desired and c.desired.address == post.address)


CASES: dict[str, tuple[Post, tuple[Record, RemotePost], str]] = {
    "as it was": (POST, (a_record(POST), a_remote_post(POST)), Action.ADOPT),
    "with a different text": (EDITED, (a_record(POST), a_remote_post(POST)), HELD),
    "at another time": (LATER, (a_record(LINKEDIN), a_remote_post(LINKEDIN)), Action.CREATE),
    "renamed": (RENAMED, (a_record(POST), a_remote_post(POST)), Action.ADOPT),
    "a draft": (
        DRAFT,
        (a_record(DRAFT, status="draft"), a_remote_post(DRAFT, state="draft")),
        Action.ADOPT,
    ),
    "at a time of Publer's": (
        OPEN,
        (
            a_record(OPEN, scheduled_at=NOW + 30 * HOUR),
            a_remote_post(OPEN, scheduled_at=NOW + 30 * HOUR),
        ),
        Action.ADOPT,
    ),
    "published": (PAST, published(PAST, 5 * HOUR), Action.ADOPT),
    "published long ago": (LONG_PAST, published(LONG_PAST, 40 * DAY), ChangeStatus.MISSED),
    "sent at once": (AT_ONCE, published(AT_ONCE, DAY), HELD),
}


@pytest.mark.parametrize("case", CASES)
def test_a_post_that_is_forgotten_while_a_file_wants_it(case: str) -> None:
    post, (record, remote), action = CASES[case]
    foresight = forgotten(post, record)
    address = foresight.wanting(record.address)
    assert address == post.address
    assert foresight.after[address].section == action
    assert said(post, remote) == action or case == "published long ago"
    assert bool(foresight.doubled) is (action == Action.CREATE)


def test_a_post_that_no_file_wants() -> None:
    foresight = forgotten(None, a_record(POST))
    assert foresight.wanting(POST.address) is None
    assert (foresight.before[POST.address].action, foresight.after) == (Action.DELETE, {})


def test_what_went_out_at_once_so_long_ago_that_nobody_looks_would_go_out_again() -> None:
    record, _ = published(AT_ONCE, 400 * DAY)
    assert forgotten(AT_ONCE, record).doubled == (AT_ONCE.address,)


def test_what_failed_is_made_anew_either_way() -> None:
    record = a_record(POST, status="failed")
    foresight = forgotten(EDITED, record)
    assert foresight.after[POST.address].section == Action.CREATE
    assert foresight.doubled == ()


def renamed(posts: list[Post], state: State, before: Any, after: Any) -> EditImpact:
    return preview_edit(posts, state, rename_preview(state, before, after), a_moment(), ZONE)


def test_a_record_that_goes_where_its_file_is() -> None:
    moved = wanted("landed", text="We have landed.", schedule=At(NOW + 9 * DAY))
    foresight = renamed([moved], a_state(a_record(POST)), POST.address, moved.address)
    assert foresight.before[moved.address].section == Action.CREATE
    assert foresight.before[POST.address].section == Action.DELETE
    assert {c.section for c in foresight.after.values()} == {Action.REPLACE}
    assert (foresight.doubled, foresight.deleted) == ((), ())


def test_a_record_that_goes_where_no_file_is() -> None:
    other = wanted("other", account=SHOP_LINKEDIN).address
    foresight = renamed([LATER], a_state(a_record(LINKEDIN)), LATER.address, other)
    assert (foresight.doubled, foresight.deleted) == ((LATER.address,), (other,))
