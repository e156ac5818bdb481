"""How many media a post takes."""

from __future__ import annotations

import pytest

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Location
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.rules import media_count as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post, a_source


def photos(number: int) -> dict[str, object]:
    return {"type": PostType.PHOTO, "media": (a_medium(),) * number}


def test_one_photo_too_many() -> None:
    assert found(rule, a_post(**photos(5))) == [
        "error: A photo post on X takes at most 4 photos, this one has 5 (publer.com, 2026-08-13)"
        " -> leave out 1"
    ]


def test_it_points_at_the_first_that_is_too_many() -> None:
    source = a_source(fields={f"media[{index}]": 10 + index for index in range(6)})

    (finding,) = rule.check(a_post(source=source, **photos(6)), Policy())

    assert finding.location == Location("content/launch.md", 14)


def test_too_few() -> None:
    post = a_post(network=Network.INSTAGRAM, type=PostType.CAROUSEL, media=(a_medium(),))

    assert found(rule, post) == [
        "error: A carousel post on Instagram takes at least 2 photos or videos,"
        " this one has 1 (publer.com, 2026-08-13)"
        " -> add 1"
    ]


def test_all_kinds_together() -> None:
    media = (a_medium(),) * 6 + (a_medium(MediaKind.VIDEO),) * 5
    post = a_post(network=Network.INSTAGRAM, type=PostType.CAROUSEL, media=media)

    assert found(rule, post) == [
        "error: A carousel post on Instagram takes at most 10 photos or videos, this one has 11"
        " (publer.com, 2026-08-13) -> leave out 1"
    ]


def test_where_sources_disagree_on_the_number_it_warns() -> None:
    assert found(rule, a_post(network=Network.FACEBOOK, **photos(11))) == [
        "warning: A photo post on Facebook takes at most 10 photos, this one has 11 (publer.com, 2026-08-13)"
        " -> leave out 1"
    ]


@pytest.mark.parametrize(
    ("network", "most"),
    [
        (Network.BLUESKY, 4),
        (Network.FACEBOOK, 10),
        (Network.GOOGLE, 1),
        (Network.INSTAGRAM, 10),
        (Network.LINKEDIN, 20),
        (Network.MASTODON, 4),
        (Network.PINTEREST, 1),
        (Network.TELEGRAM, 10),
        (Network.THREADS, 20),
        (Network.TIKTOK, 35),
        (Network.TWITTER, 4),
    ],
)
def test_how_many_photos_each_network_takes(network: Network, most: int) -> None:
    assert found(rule, a_post(network=network, **photos(most))) == []
    assert len(found(rule, a_post(network=network, **photos(most + 1)))) == 1


def test_media_of_another_kind_are_another_rules_finding() -> None:
    media = (a_medium(),) * 4 + (a_medium(MediaKind.VIDEO),)

    assert found(rule, a_post(type=PostType.PHOTO, media=media)) == []
