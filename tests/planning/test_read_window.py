"""A plan reads the span of time that matters to it, and nothing where nothing matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.account import Account
from publer_sync.planning.context import PlanContext
from publer_sync.planning.plan import PlanOptions
from publer_sync.planning.read_window import ReadWindow, span_to_read
from tests.support.builders import MORNING, an_account
from tests.support.planning import DAY, HOUR, NOW, SHOP_LINKEDIN, a_record, a_state, wanted

POST = wanted()


def at(
    now: datetime, *, repeat_text: timedelta = timedelta(), update_published: bool = False
) -> PlanContext:
    options = PlanOptions(update_published=update_published)
    return PlanContext(now=now, policy=Policy(repeat_text=repeat_text), options=options)


def test_nothing_to_look_for() -> None:
    assert span_to_read([], a_state(), at(NOW)) is None
    assert span_to_read([wanted(scheduled_at=NOW - 3 * DAY)], a_state(), at(NOW)) is None


def test_the_span_covers_desired_and_recorded_with_a_day_around() -> None:
    recorded = wanted("later", account=SHOP_LINKEDIN, scheduled_at=MORNING + 9 * DAY)
    span = span_to_read([POST], a_state(a_record(recorded)), at(NOW))
    accounts = tuple(sorted((POST.account.id, SHOP_LINKEDIN.id)))
    assert span == ReadWindow(MORNING - DAY, MORNING + 10 * DAY, accounts)


def test_settled_posts_of_long_ago_are_not_read_again() -> None:
    old = wanted("old", scheduled_at=NOW - 300 * DAY)
    settled = a_state(a_record(old, status="published"))
    span = span_to_read([old, POST], settled, at(NOW))
    assert span
    assert span.since == MORNING - DAY


def test_open_posts_of_long_ago_are_read() -> None:
    old = wanted("old", scheduled_at=NOW - 300 * DAY)
    span = span_to_read([old, POST], a_state(a_record(old)), at(NOW))
    assert span
    assert span.since == NOW - 301 * DAY


def test_what_was_published_yesterday_still_gets_its_link() -> None:
    out = wanted("out", scheduled_at=NOW - DAY)
    span = span_to_read([out], a_state(a_record(out, status="published")), at(NOW + HOUR))
    assert span
    assert span.since == NOW - 2 * DAY


@pytest.mark.parametrize(("account", "days"), [(an_account(), 5), (SHOP_LINKEDIN, 3)])
def test_around_a_new_post_on_x_what_was_published_is_read_for_its_text(
    account: Account, days: int
) -> None:
    soon = wanted(account=account, scheduled_at=NOW + DAY)
    span = span_to_read([soon], a_state(), at(NOW, repeat_text=5 * DAY))
    assert span
    assert span.since == NOW - days * DAY


def test_an_edit_of_a_published_post_is_looked_for_when_asked() -> None:
    old = wanted("old", scheduled_at=NOW - 300 * DAY)
    state = a_state(a_record(old, status="published"))
    edited = [replace(old, text="Edited.")]
    assert span_to_read(edited, state, at(NOW)) is None
    assert span_to_read([old], state, at(NOW, update_published=True)) is None
    span = span_to_read(edited, state, at(NOW, update_published=True))
    assert span
    assert span.since == NOW - 301 * DAY
