"""What is counted as not managed is what the plan looks at, and not all that is in Publer."""

from __future__ import annotations

import pytest

from publer_sync.render.plan.view import plan_notes
from tests.support.builders import MORNING
from tests.support.planning import DAY, a_plan, a_remote_post, wanted


@pytest.mark.parametrize(
    ("number", "posts", "rest"),
    [(1, "1 post", "is not managed by these files; it is"),
     (2, "2 posts", "are not managed by these files; they are")],
)  # fmt: skip
def test_the_count_says_what_was_looked_at(number: int, posts: str, rest: str) -> None:
    hers = [wanted(f"hers-{day}", scheduled_at=MORNING + day * DAY) for day in range(number)]
    (said,) = plan_notes(a_plan(posts=[a_remote_post(post) for post in hers]))
    assert (
        said == f"{posts} of these accounts in the time that this plan looks at {rest} left alone."
    )
