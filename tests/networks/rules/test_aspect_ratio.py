"""Width through height."""

from __future__ import annotations

import pytest

from publer_sync.model.media import MediaFacts
from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import aspect_ratio as rule
from tests.networks.rules.findings import a_post_of, found, severities
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


def test_a_carousel_of_instagram_is_cropped_to_its_first_item() -> None:
    square, tall = (a_medium(facts=MediaFacts(width=width, height=1000)) for width in (1000, 800))
    post = a_post(network=Network.INSTAGRAM, type=PostType.CAROUSEL, media=(square, tall, square))

    assert found(rule, post) == [
        "info: Instagram crops a carousel to the aspect ratio of its first item, 1 (1:1); this one has"
        " 0.8 (4:5) (developers.facebook.com, 2026-10-07) -> crop it yourself to choose what is seen"
    ]
