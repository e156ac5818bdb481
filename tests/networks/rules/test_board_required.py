"""Boards of Pinterest."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import ResourceNames
from publer_sync.networks.rules import board_required as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_without_a_board() -> None:
    assert found(rule, a_post(network=Network.PINTEREST, type=PostType.PHOTO)) == [
        "error: A photo post on Pinterest needs a board"
        " (publer.com, 2026-08-13) -> write `board:` with its name or id under `networks: pinterest:`"
    ]


def test_with_a_board() -> None:
    post = a_post(
        network=Network.PINTEREST, type=PostType.PHOTO, names=ResourceNames(album="Baskets")
    )

    assert found(rule, post) == []


def test_albums_elsewhere_are_a_choice() -> None:
    assert found(rule, a_post(network=Network.FACEBOOK, type=PostType.PHOTO)) == []
