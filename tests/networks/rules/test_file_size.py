"""Sizes of files."""

from __future__ import annotations

import pytest

from publer_sync.model.media import MediaFacts
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.rules import file_size as rule
from tests.networks.rules.findings import a_post_of, found, severities
from tests.support.builders import a_medium, a_post

MB = 1_000_000


@pytest.mark.parametrize(
    ("network", "post_type", "sure", "hard"),
    [
        (Network.BLUESKY, PostType.PHOTO, 2 * MB, 2 * MB),
        (Network.BLUESKY, PostType.VIDEO, 100 * MB, 200 * MB),
        (Network.FACEBOOK, PostType.GIF, 4 * MB, 4 * MB),
        (Network.FACEBOOK, PostType.PHOTO, 8 * MB, 10 * MB),
        (Network.GOOGLE, PostType.PHOTO, 5 * MB, 5 * MB),
        (Network.INSTAGRAM, PostType.PHOTO, 8 * MB, 8 * MB),
        (Network.LINKEDIN, PostType.DOCUMENT, 100 * MB, 100 * MB),
        (Network.MASTODON, PostType.PHOTO, 8 * MB, 16_777_216),
        (Network.PINTEREST, PostType.PHOTO, 20 * MB, 20 * MB),
        (Network.TELEGRAM, PostType.PHOTO, 10 * MB, 10 * MB),
        (Network.TELEGRAM, PostType.VIDEO, 50 * MB, 50 * MB),
        (Network.THREADS, PostType.PHOTO, 8 * MB, 8 * MB),
        (Network.TIKTOK, PostType.PHOTO, 20 * MB, 20 * MB),
        (Network.TWITTER, PostType.GIF, 15 * MB, 15 * MB),
        (Network.TWITTER, PostType.PHOTO, 5 * MB, 5 * MB),
    ],
)
def test_up_to_where_it_is_fine_and_up_to_where_sources_disagree(
    network: Network, post_type: PostType, sure: int, hard: int
) -> None:
    def judged(size: int) -> str:
        return severities(rule, a_post_of(network, post_type, bytes=size))

    assert judged(sure) == ""
    assert judged(hard) == ("warning" if hard > sure else "")
    assert judged(hard + 1) == "error"


def test_what_only_one_page_says_is_a_warning() -> None:
    photo = a_post_of(Network.LINKEDIN, PostType.PHOTO, bytes=5 * MB + 1)

    assert severities(rule, photo) == "warning"


def test_an_upload_to_publer_has_a_limit_of_its_own() -> None:
    assert found(rule, a_post_of(Network.YOUTUBE, PostType.VIDEO, bytes=250 * MB)) == [
        "error: Publer takes videos of up to 200 MB, this one has 250 MB (publer.com, 2026-08)"
        " -> make it smaller, or put it on the web and give its `url:`"
    ]


def test_what_publer_fetches_from_the_web_may_be_larger() -> None:
    video = a_medium(
        MediaKind.VIDEO,
        file=None,
        url="https://example.com/a.mp4",
        facts=MediaFacts(bytes=250 * MB),
    )

    assert found(rule, a_post(network=Network.YOUTUBE, type=PostType.VIDEO, media=(video,))) == []


def test_a_file_that_cannot_be_used_at_all_is_another_rules_finding() -> None:
    photo = a_post_of(Network.TWITTER, PostType.PHOTO, bytes=6 * MB, problem="it is damaged")

    assert found(rule, photo) == []
