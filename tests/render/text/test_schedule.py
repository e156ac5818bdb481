"""When a post goes out, as people read it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from publer_sync.model.schedule import (
    At,
    Auto,
    GapUnit,
    NoTime,
    Now,
    PublishMode,
    Recurring,
    Recycling,
    Repeat,
    Schedule,
)
from publer_sync.render.text.schedule import desired_time_text
from tests.support.builders import MORNING, a_post
from tests.support.planning import ZONE

LATER = MORNING + timedelta(days=4)
AT = "Mon 2036-05-05 09:00 Europe/Rome (07:00 UTC)"
THEN = "Fri 2036-05-09 09:00 Europe/Rome (07:00 UTC)"
WEEKS = Recycling(gap=2, unit=GapUnit.WEEK, times=3)
MONTHS = Recycling(gap=1, unit=GapUnit.MONTH, until=date(2036, 10, 31))


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (At(MORNING), AT),
        (At(MORNING, WEEKS), f"{AT}, and again every 2 weeks, 3 times in all"),
        (At(MORNING, MONTHS), f"{AT}, and again every month, until 2036-10-31"),
        (Auto(MORNING, LATER), f"when Publer has a place for it between {AT} and {THEN}"),
        (
            Recurring(since=MORNING, until=LATER, repeat=Repeat.WEEKLY, weekdays=(1, 5)),
            f"every week on Monday, Friday, from {AT} to {THEN}",
        ),
        (Recurring(since=MORNING, repeat=Repeat.DAILY, every=3), f"every 3 days, from {AT}"),
        (Now(), "at once"),
    ],
)
def test_a_schedule(schedule: Schedule, said: str) -> None:
    assert desired_time_text(a_post(schedule=schedule), ZONE) == said


@pytest.mark.parametrize(
    ("standing", "schedule", "said"),
    [
        (PublishMode.DRAFT, At(MORNING), f"{AT}, as a draft"),
        (PublishMode.DRAFT, NoTime(), "as a draft"),
        (PublishMode.PUBLIC_IDEA, NoTime(), "an idea that the workspace sees"),
        (PublishMode.PRIVATE_IDEA, NoTime(), "an idea that only its author sees"),
    ],
)
def test_what_does_not_go_out_by_itself(
    standing: PublishMode, schedule: Schedule, said: str
) -> None:
    assert desired_time_text(a_post(standing=standing, schedule=schedule), ZONE) == said
