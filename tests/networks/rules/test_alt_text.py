"""Pictures without alt text."""

from __future__ import annotations

import pytest

from publer_sync.config.project import AltText, Policy
from publer_sync.diagnostics import Location
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Post
from publer_sync.networks.rules import alt_text as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post, a_source


def a_photo_post(alt: str | None, network: Network = Network.TWITTER) -> Post:
    return a_post(network=network, type=PostType.PHOTO, media=(a_medium(alt=alt),))


@pytest.mark.parametrize("alt", [None, "", "  "])
def test_by_default_it_warns(alt: str | None) -> None:
    assert found(rule, a_photo_post(alt)) == [
        "warning: The photo has no alt text, and X would show it (docs.x.com, 2026-08-22)"
        " -> add `alt:` and say what it shows"
    ]


@pytest.mark.parametrize(
    ("policy", "severities"),
    [(AltText.OFF, []), (AltText.WARN, ["warning"]), (AltText.REQUIRE, ["error"])],
)
def test_the_policy_decides_how_severe_it_is(policy: AltText, severities: list[str]) -> None:
    findings = rule.check(a_photo_post(None), Policy(alt_text=policy))

    assert [each.severity for each in findings] == severities


def test_each_picture_is_pointed_at() -> None:
    source = a_source(fields={"media[0]": 4, "media[1]": 5})
    post = a_post(type=PostType.PHOTO, media=(a_medium(), a_medium(alt=None)), source=source)

    assert [each.location for each in rule.check(post, Policy())] == [
        Location("content/launch.md", 5)
    ]


def test_a_picture_with_alt_text() -> None:
    assert found(rule, a_photo_post("A red box")) == []


def test_a_network_that_shows_none() -> None:
    assert found(rule, a_photo_post(None, Network.TELEGRAM)) == []


def test_a_video_needs_none() -> None:
    video = a_medium(MediaKind.VIDEO, alt=None)

    assert found(rule, a_post(type=PostType.VIDEO, media=(video,))) == []


def test_a_gif_needs_one() -> None:
    gif = a_medium(MediaKind.GIF, alt=None)

    assert len(found(rule, a_post(type=PostType.GIF, media=(gif,)))) == 1
