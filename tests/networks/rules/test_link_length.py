"""Long links."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.model.post import Link
from publer_sync.networks.rules import link_length as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def test_the_destination_of_a_pin() -> None:
    long = "https://example.com/".ljust(2_048, "a")

    assert found(rule, a_post(network=Network.PINTEREST, link=Link(url=long))) == []
    assert found(rule, a_post(network=Network.PINTEREST, link=Link(url=f"{long}a"))) == [
        "error: Pinterest takes links of up to 2,048 characters, this one has 2,049 (UTF-16 units, so"
        " most emoji count 2 or more; github.com, 2025-12-11) -> cut at least 1 character"
    ]
