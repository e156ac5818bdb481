"""Texts at and over their limits."""

from __future__ import annotations

import pytest

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Location, Severity
from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import text_length as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post, a_source


def test_it_says_what_x_allows_what_it_found_and_how_it_counted() -> None:
    assert found(rule, a_post(text="x" * 301)) == [
        "error: X takes texts of up to 280 characters, this one has 301 (as X counts: links 23,"
        " emoji and East Asian characters 2; docs.x.com, 2026-08-22)"
        " -> cut at least 21 characters, or give X its own text under `networks: twitter:`"
    ]


def test_it_points_at_the_text() -> None:
    post = a_post(text="x" * 281, source=a_source("content/a.md", 1, {"text": 9}))

    (finding,) = rule.check(post, Policy())

    assert finding.location == Location("content/a.md", 9)


def test_between_what_is_sure_and_what_some_source_allows_it_warns() -> None:
    post = a_post(network=Network.PINTEREST, type=PostType.PHOTO, text="x" * 501)

    assert found(rule, post) == [
        "warning: Pinterest takes texts of up to 500 characters for sure, 800 at most, this one has 501"
        " (UTF-16 units, so most emoji count 2 or more; publer.com, 2026-08)"
        " -> cut at least 1 character, or give Pinterest its own text under `networks: pinterest:`"
    ]


def test_bluesky_counts_bytes_as_well() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"

    assert found(rule, a_post(network=Network.BLUESKY, text=family * 120 + "ab")) == [
        "error: Bluesky takes texts of up to 3,000 UTF-8 bytes, this one has 3,002 (github.com, 2026-08-20)"
        " -> cut at least 2 bytes, or give Bluesky its own text under `networks: bluesky:`"
    ]


def test_youtube_counts_bytes_only() -> None:
    assert found(rule, a_post(network=Network.YOUTUBE, type=PostType.VIDEO, text="é" * 2_501)) == [
        "error: YouTube takes texts of up to 5,000 bytes, this one has 5,002"
        " (UTF-8 bytes; developers.google.com, 2026-10-10)"
        " -> cut at least 2 bytes, or give YouTube its own text under `networks: youtube:`"
    ]


@pytest.mark.parametrize(
    ("network", "post_type", "limit"),
    [
        (Network.BLUESKY, PostType.STATUS, 300),
        (Network.FACEBOOK, PostType.STATUS, 10_000),
        (Network.GOOGLE, PostType.STATUS, 1_500),
        (Network.INSTAGRAM, PostType.PHOTO, 2_200),
        (Network.LINKEDIN, PostType.STATUS, 3_000),
        (Network.MASTODON, PostType.STATUS, 500),
        (Network.PINTEREST, PostType.PHOTO, 800),
        (Network.TELEGRAM, PostType.STATUS, 4_096),
        (Network.TELEGRAM, PostType.LINK, 4_096),
        (Network.TELEGRAM, PostType.PHOTO, 1_024),
        (Network.TELEGRAM, PostType.GIF, 1_024),
        (Network.THREADS, PostType.STATUS, 500),
        (Network.TIKTOK, PostType.VIDEO, 2_200),
        (Network.TIKTOK, PostType.PHOTO, 4_000),
        (Network.TWITTER, PostType.STATUS, 280),
        (Network.YOUTUBE, PostType.VIDEO, 5_000),
    ],
)
def test_an_error_begins_one_above_the_limit(
    network: Network, post_type: PostType, limit: int
) -> None:
    def is_error(length: int) -> bool:
        post = a_post(network=network, type=post_type, text="x" * length)
        return any(each.severity is Severity.ERROR for each in rule.check(post, Policy()))

    assert (is_error(limit), is_error(limit + 1)) == (False, True)


def test_a_warning_begins_one_above_what_is_sure() -> None:
    def findings(length: int) -> int:
        return len(
            found(rule, a_post(network=Network.TIKTOK, type=PostType.PHOTO, text="x" * length))
        )

    assert (findings(2_200), findings(2_201)) == (0, 1)


def test_media_do_not_count() -> None:
    post = a_post(type=PostType.PHOTO, text="x" * 280, media=(a_medium(), a_medium()))

    assert found(rule, post) == []


def test_a_type_that_is_not_taken_is_another_rules_finding() -> None:
    assert found(rule, a_post(network=Network.WORDPRESS, text="x" * 100_000)) == []
