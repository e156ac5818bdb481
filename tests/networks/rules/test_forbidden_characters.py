"""Characters that YouTube refuses."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.networks.rules import forbidden_characters as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post


def test_both_at_once() -> None:
    assert found(rule, a_post(network=Network.YOUTUBE, title="a <b>", text="fine")) == [
        "error: YouTube takes no `<` and `>` in the title (developers.google.com, 2026-10-10)"
        " -> replace `<` and `>`"
    ]


def test_text_and_title_each_have_a_finding() -> None:
    assert severities(rule, a_post(network=Network.YOUTUBE, title="<", text=">")) == "error error"


def test_other_networks_take_them() -> None:
    assert found(rule, a_post(text="1 < 2")) == []
