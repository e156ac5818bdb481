"""Checking posts as a whole."""

from __future__ import annotations

from publer_sync.config.project import AltText, Policy
from publer_sync.model.network import Network, PostType
from publer_sync.model.schedule import NoTime, PublishMode
from publer_sync.networks.check import check_post, check_posts
from tests.support.builders import a_medium, a_post, a_source, an_account


def test_posts_in_order_have_no_findings() -> None:
    photo = a_post(entry="b", network=Network.INSTAGRAM, type=PostType.PHOTO, media=(a_medium(),))

    assert check_posts([a_post(), photo], Policy()) == ()


def test_findings_come_in_reading_order() -> None:
    late = a_post(entry="z", source=a_source("content/z.md"), text="")
    early = a_post(entry="a", source=a_source("content/a.md"), text="x" * 281)

    findings = check_posts([late, early], Policy())

    assert [(each.location and each.location.file, each.rule) for each in findings] == [
        ("content/a.md", "text-length"),
        ("content/z.md", "slot-taken"),
        ("content/z.md", "text-required"),
    ]


def test_one_post_may_have_several() -> None:
    post = a_post(type=PostType.PHOTO, text="x" * 281, media=(a_medium(alt=None),) * 5)

    findings = check_post(post, Policy(alt_text=AltText.WARN))

    assert [each.rule for each in findings] == ["text-length", "media-count", *["alt-text"] * 5]


def test_a_post_for_instagram_without_media() -> None:
    findings = check_post(a_post(network=Network.INSTAGRAM), Policy())

    assert [each.rule for each in findings] == ["type-not-allowed", "media-required"]


def test_no_network_objects_to_an_idea() -> None:
    idea = a_post(
        account=an_account(Network.IDEAS, alias="ideas"),
        type=PostType.ARTICLE,
        schedule=NoTime(),
        standing=PublishMode.PUBLIC_IDEA,
        text="x" * 100_000,
        media=(a_medium(alt=None),) * 50,
    )

    assert check_posts([idea], Policy(alt_text=AltText.REQUIRE)) == ()
