"""Every number of the rules file is judged by a rule, or it is said why not."""

from __future__ import annotations

import pytest

from publer_sync.networks.rule_coverage import (
    NOT_JUDGED,
    SUBJECTS,
    coverage_gap,
    judges_of,
    matches,
    parts_below,
    values,
)
from publer_sync.networks.rules import EVERY_RULE

IDS = {rule.ID for rule in EVERY_RULE}


def test_every_value_has_a_judge_or_a_reason() -> None:
    assert [path for path, _ in values() if not judges_of(path) and not coverage_gap(path)] == []


def test_every_pattern_means_something() -> None:
    paths = [parts_below(path) for path, _ in values()]
    patterns = [*NOT_JUDGED, *(pattern for each in SUBJECTS.values() for pattern in each)]

    assert [pattern for pattern in patterns if not any(matches(p, pattern) for p in paths)] == []


def test_the_judges_are_rules() -> None:
    assert set(SUBJECTS) <= IDS


@pytest.mark.parametrize(
    ("path", "judge"),
    [
        ("networks/twitter/text/default/max", "text-length"),
        ("networks/facebook/media/reel/aspect", "aspect-ratio"),
        ("networks/tiktok/forbidden/watermark", "watermark-unsupported"),
        ("publer/upload/direct_max_bytes/max", "file-size"),
    ],
)
def test_who_judges_what(path: str, judge: str) -> None:
    assert judge in judges_of(path)


@pytest.mark.parametrize(
    ("path", "pattern", "means_it"),
    [
        ("media/reel/fps", "media/*/fps", True),
        ("media/reel/fps", "media/*", False),
        ("daily/posts/free", "daily/**", True),
        ("text/reel/network", "**/network", True),
        ("text/reel/network", "text/network", False),
    ],
)
def test_patterns(path: str, pattern: str, means_it: bool) -> None:
    assert matches(path, pattern) is means_it
