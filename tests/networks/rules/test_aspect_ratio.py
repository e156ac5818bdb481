"""Width through height."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import aspect_ratio as rule
from tests.networks.rules.findings import a_post_of, severities
from tests.support.builders import a_medium, a_post

REEL = (Network.FACEBOOK, PostType.REEL)


@pytest.mark.parametrize(
    ("width", "height", "severity"),
    [
        (1080, 1920, ""),
        (1080, 1902, ""),
        (1080, 1938, ""),
        (1080, 1800, "error"),
        (1080, 2000, "error"),
    ],
)
def test_a_reel_of_facebook_is_9_to_16_within_one_percent(
    width: int, height: int, severity: str
) -> None:
    assert severities(rule, a_post_of(*REEL, width=width, height=height)) == severity


@pytest.mark.parametrize(("width", "height"), [(2000, 1000), (1000, 2000)])
def test_what_publer_crops_is_a_remark_at_both_ends(width: int, height: int) -> None:
    photo = a_post_of(Network.INSTAGRAM, PostType.PHOTO, width=width, height=height)

    assert severities(rule, photo) == "info"


def test_a_limit_may_have_one_end_only() -> None:
    assert severities(rule, a_post_of(Network.YOUTUBE, PostType.SHORT, width=9, height=90)) == ""


def test_what_was_not_looked_into_is_not_judged() -> None:
    assert severities(rule, a_post_of(*REEL)) == ""
    assert severities(rule, a_post(network=REEL[0], type=REEL[1], media=(a_medium(),))) == ""
