"""The rules file in types."""

from __future__ import annotations

import pytest

from publer_sync.model.network import NETWORKS, MediaKind, Network, PostType
from publer_sync.networks.counting import WAYS
from publer_sync.networks.limits.bounds import Confidence
from publer_sync.networks.limits.types import Range, TextUse, limits, text_limit


@pytest.mark.parametrize("network", NETWORKS)
def test_every_network_can_be_read(network: Network) -> None:
    assert limits(network).types
    for name in limits(network).types:
        limit = text_limit(network, name)
        assert limit is None or (limit.max > 0 and limit.count in WAYS and limit.sources)


def test_what_a_photo_on_x_takes() -> None:
    photo = limits(Network.TWITTER).types[PostType.PHOTO]

    assert photo.text is TextUse.OPTIONAL
    assert photo.media == {MediaKind.PHOTO: Range(1, 4)}
    assert photo.total == Range(1, 4)
    assert not photo.is_text_only


def test_kinds_may_have_a_total() -> None:
    carousel = limits(Network.INSTAGRAM).types["carousel"]

    assert carousel.media == {MediaKind.PHOTO: Range(0, 10), MediaKind.VIDEO: Range(0, 10)}
    assert carousel.total == Range(2, 10)


def test_the_limit_of_a_text_on_x() -> None:
    limit = text_limit(Network.TWITTER, PostType.STATUS)

    assert limit is not None
    assert (limit.max, limit.hard, limit.count, limit.max_bytes) == (280, None, "weighted", None)
    assert limit.confidence is Confidence.HIGH
    assert str(limit.sources[0]) == "docs.x.com, 2026-08-22"
    assert limit.sources[0].url == "https://docs.x.com/fundamentals/counting-characters"


def test_a_network_without_a_limit() -> None:
    assert text_limit(Network.WORDPRESS, "article") is None


@pytest.mark.parametrize(
    ("network", "kinds"),
    [
        (Network.TWITTER, {MediaKind.PHOTO, MediaKind.GIF}),
        (Network.INSTAGRAM, {MediaKind.PHOTO}),
        (Network.THREADS, {MediaKind.PHOTO, MediaKind.VIDEO}),
        (Network.TELEGRAM, set()),
    ],
)
def test_whose_alt_text_is_shown(network: Network, kinds: set[MediaKind]) -> None:
    assert limits(network).alt_text == kinds
