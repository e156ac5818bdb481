"""Phone numbers in texts for Google."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network
from publer_sync.networks.rules import phone_number as rule
from tests.networks.rules.findings import found, severities
from tests.support.builders import a_post


def told(text: str) -> str:
    return severities(rule, a_post(network=Network.GOOGLE, text=text))


@pytest.mark.parametrize(
    "text", ["+39 06 555 0123", "Call 06-5550123!", "Tel. (555) 123-4567", "00390655501234"]
)
def test_numbers(text: str) -> None:
    assert told(text) == "warning"


@pytest.mark.parametrize(
    "text",
    ["2036-12-01 09:00", "12.500.000 jars", "0.5 kg", "https://example.com/0039065550123", "1926"],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert told(text) == ""


def test_other_networks_take_them() -> None:
    assert found(rule, a_post(text="+39 06 555 0123")) == []
