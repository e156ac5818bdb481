"""Posts that need a text."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.model.schedule import NoTime, PublishMode
from publer_sync.networks.rules import text_required as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_a_status_without_a_text(text: str) -> None:
    assert found(rule, a_post(text=text)) == [
        "error: A status post on X needs a text (publer.com, 2026-08-13) -> write a text, or add media"
    ]


def test_one_character_is_a_text() -> None:
    assert found(rule, a_post(text=".")) == []


def test_a_photo_needs_none() -> None:
    assert found(rule, a_post(type=PostType.PHOTO, media=(a_medium(),), text="")) == []


def test_a_type_that_is_not_taken_is_another_rules_finding() -> None:
    assert found(rule, a_post(network=Network.INSTAGRAM, text="")) == []


def test_an_idea_is_known_by_its_text_alone() -> None:
    idea = a_post(
        network=Network.IDEAS,
        type=PostType.PHOTO,
        media=(a_medium(),),
        standing=PublishMode.PUBLIC_IDEA,
        schedule=NoTime(),
        text=" ",
    )
    assert found(rule, idea) == [
        "error: An idea needs a text -> write a text: Publer shows nothing else to know it by"
    ]
