"""How severe it is to be out of bounds, as the head of the rules file says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from publer_sync.networks.limits.bounds import Bound, bound

SURE = {"src": ["x-media"], "conf": "high"}


def read(given: Mapping[str, Any]) -> Bound:
    found = bound(
        {**SURE, "max": 10, **given}, least="min", most="max", hard="hard", fixed="over_max"
    )
    assert found
    return found


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        ({}, "error"),
        ({"conf": "medium"}, "error"),
        ({"conf": "low"}, "warning"),
        ({"hard": 12}, "warning"),
        ({"hard": 11}, "warning"),
        ({"hard": 10.5}, "error"),
        ({"hard": 10.5, "conf": "low"}, "warning"),
        ({"over": "warning"}, "warning"),
        ({"over": "warning", "hard": 10.5}, "warning"),
        ({"weak": ["max"]}, "warning"),
        ({"weak": ["min"]}, "warning"),
        ({"over_max": "scaled down"}, "info"),
    ],
)
def test_eleven_where_ten_are_sure(given: Mapping[str, Any], severity: str) -> None:
    assert read({**given, "min": 1}).severity(11) == severity


@pytest.mark.parametrize("found", [1, 5, 10])
def test_both_ends_are_included(found: int) -> None:
    assert read({"min": 1}).severity(found) is None


def test_too_little() -> None:
    assert read({"min": 1}).severity(0.9) == "error"
    assert read({"min": 1, "conf": "low"}).severity(0.9) == "warning"
    assert read({"min": 1}).is_too_little(0.9)
    assert not read({}).is_too_little(0)


def test_a_pair_may_have_one_end() -> None:
    upper = bound({**SURE, "width": [None, 5]}, pair="width")
    lower = bound({**SURE, "width": [5, None]}, pair="width")

    assert upper and upper.severity(0) is None and upper.severity(6) == "error"
    assert lower and lower.severity(99) is None and lower.severity(4) == "error"


def test_what_is_not_stated_is_no_bound() -> None:
    assert bound(SURE, most="max") is None
    assert bound({**SURE, "seconds": None}, pair="seconds") is None
