"""Follow-ups that never come, and pauses between nothing."""

from __future__ import annotations

import pytest

from publer_sync.model.follow_ups import (
    Comment,
    Conditions,
    Delay,
    DelayUnit,
    Deletion,
    Relation,
    Share,
    Threshold,
    ThresholdOperator,
)
from publer_sync.networks.rules import follow_up_ignored as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post

MINUTE, DAY, WEEK = (Delay(1, DelayUnit[unit]) for unit in ("MINUTE", "DAY", "WEEK"))
SEEN = Threshold(ThresholdOperator.ABOVE, 100)


def shared(conditions: Conditions, until: Conditions) -> str:
    share = Share(account_ids=("a",), conditions=conditions)
    return severities(rule, a_post(share=share, delete=Deletion(conditions=until)))


def test_a_pause_between_one_account() -> None:
    assert found(rule, a_post(share=Share(account_ids=("a",), delay=DAY))) == [
        "warning: `delay` is the pause between accounts that share, and only one does -> write `after`"
        " instead, if the share should wait after the post; otherwise leave it out"
    ]
    assert found(rule, a_post(share=Share(account_ids=("a", "b"), delay=DAY))) == []


def test_a_share_of_what_is_gone() -> None:
    share = Share(account_ids=("a",), conditions=Conditions(age=WEEK))
    post = a_post(share=share, delete=Deletion(conditions=Conditions(age=DAY)))
    assert found(rule, post) == [
        "warning: This comes when the post is deleted already"
        " -> give a shorter `after`, or let the deletion come later"
    ]


@pytest.mark.parametrize(
    ("conditions", "until", "severity"),
    [
        (Conditions(age=DAY), Conditions(age=DAY), "warning"),
        (Conditions(age=MINUTE), Conditions(age=DAY), ""),
        (Conditions(), Conditions(age=DAY), ""),
        (Conditions(age=WEEK, reach=SEEN), Conditions(age=DAY), "warning"),
        (Conditions(age=WEEK, reach=SEEN, relation=Relation.OR), Conditions(age=DAY), ""),
        (Conditions(age=WEEK, relation=Relation.OR), Conditions(age=DAY), "warning"),
        (Conditions(age=WEEK), Conditions(age=DAY, reach=SEEN), ""),
        (Conditions(age=WEEK), Conditions(age=DAY, reach=SEEN, relation=Relation.OR), "warning"),
        (Conditions(age=WEEK), Conditions(engagements=SEEN), ""),
    ],
)
def test_only_what_surely_comes_too_late(
    conditions: Conditions, until: Conditions, severity: str
) -> None:
    assert shared(conditions, until) == severity


def test_comments() -> None:
    early, late = (Comment(text="Hi", conditions=Conditions(age=age)) for age in (MINUTE, WEEK))
    gone = Deletion(conditions=Conditions(age=DAY))
    assert severities(rule, a_post(comments=(early, late), delete=gone)) == "warning"
