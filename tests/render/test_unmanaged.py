"""What is counted as not managed is what the plan looks at, and not all that is in Publer."""

from __future__ import annotations

import pytest

from publer_sync.render.plan.view import plan_notes
from tests.support.builders import MORNING
from tests.support.planning import DAY, a_plan, a_remote_post, wanted


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (1, "1 other post in this period is not managed here. It will not be changed."),
        (2, "2 other posts in this period are not managed here. They will not be changed."),
    ],
)
def test_the_count_says_what_was_looked_at(number: int, sentence: str) -> None:
    hers = [wanted(f"hers-{day}", scheduled_at=MORNING + day * DAY) for day in range(number)]
    assert list(plan_notes(a_plan(posts=[a_remote_post(post) for post in hers]))) == [sentence]
