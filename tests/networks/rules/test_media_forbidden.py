"""Types that are text only."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Location
from publer_sync.model.network import PostType
from publer_sync.networks.rules import media_forbidden as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post, a_source


def test_a_status_with_a_photo() -> None:
    assert found(rule, a_post(type=PostType.STATUS, media=(a_medium(),))) == [
        "error: A status post on X takes no media (publer.com, 2026-08-13) -> leave out the media, or `type:`"
    ]


def test_it_points_at_the_first_medium() -> None:
    source = a_source(fields={"media[0]": 4, "media[1]": 5})
    post = a_post(type=PostType.LINK, media=(a_medium(), a_medium()), source=source)

    (finding,) = rule.check(post, Policy())

    assert finding.location == Location("content/launch.md", 4)


def test_a_status_without_media_and_a_photo_with() -> None:
    assert found(rule, a_post(type=PostType.STATUS)) == []
    assert found(rule, a_post(type=PostType.PHOTO, media=(a_medium(),))) == []
