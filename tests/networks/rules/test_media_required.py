"""Posts that need media."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import media_required as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post


def test_a_type_that_needs_media() -> None:
    assert found(rule, a_post(type=PostType.PHOTO)) == [
        "error: A photo post on X needs at least 1 photo (publer.com, 2026-08-13) -> add it under `media:`"
    ]


def test_a_type_that_needs_several() -> None:
    post = a_post(network=Network.INSTAGRAM, type=PostType.CAROUSEL)

    assert found(rule, post) == [
        "error: A carousel post on Instagram needs at least 2 photos or videos (publer.com, 2026-08-13)"
        " -> add it under `media:`"
    ]


def test_a_network_that_needs_media_whatever_the_type() -> None:
    post = a_post(network=Network.INSTAGRAM, type=PostType.STATUS)

    assert found(rule, post) == [
        "error: Instagram takes no post without media (publer.com, 2026-08-13) -> add it under `media:`"
    ]


def test_with_media() -> None:
    assert found(rule, a_post(type=PostType.PHOTO, media=(a_medium(),))) == []


def test_a_status_needs_none() -> None:
    assert found(rule, a_post(type=PostType.STATUS)) == []
