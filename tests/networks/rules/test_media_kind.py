"""Kinds of media and the types that take them."""

from __future__ import annotations

import pytest

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Location
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.rules import media_kind as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post, a_source

PHOTO, VIDEO, GIF = (
    a_medium(MediaKind.PHOTO),
    a_medium(MediaKind.VIDEO),
    a_medium(MediaKind.GIF),
)


def test_a_video_where_photos_belong() -> None:
    assert found(rule, a_post(type=PostType.PHOTO, media=(VIDEO,))) == [
        "error: A photo post on X takes photos, this is a video"
        " (publer.com, 2026-08-13) -> leave it out, or put it into a post of its own for X"
    ]


def test_a_mix_that_the_network_refuses_is_another_rules_finding() -> None:
    assert found(rule, a_post(type=PostType.PHOTO, media=(PHOTO, VIDEO))) == []


def test_it_points_at_the_medium_that_does_not_fit() -> None:
    source = a_source(fields={"media[0]": 4, "media[1]": 5})
    post = a_post(type=PostType.VIDEO, media=(VIDEO, GIF), source=source)

    (finding,) = rule.check(post, Policy())

    assert finding.location == Location("content/launch.md", 5)


@pytest.mark.parametrize(
    ("network", "post_type"),
    [
        (Network.INSTAGRAM, PostType.CAROUSEL),
        (Network.LINKEDIN, PostType.PHOTO),
    ],
)
def test_mixes_that_are_taken(network: Network, post_type: PostType) -> None:
    second = VIDEO if network is Network.INSTAGRAM else GIF

    assert found(rule, a_post(network=network, type=post_type, media=(PHOTO, second))) == []


def test_a_text_only_type_is_another_rules_finding() -> None:
    assert found(rule, a_post(type=PostType.STATUS, media=(VIDEO,))) == []
