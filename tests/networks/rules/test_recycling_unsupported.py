"""Recycled posts."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network
from publer_sync.model.schedule import At, GapUnit, Recycling
from publer_sync.networks.rules import recycling_unsupported as rule
from tests.networks.rules.findings import severities
from tests.support.builders import MORNING, a_post

AGAIN = At(MORNING, Recycling(gap=2, unit=GapUnit.WEEK, times=3))


@pytest.mark.parametrize("network", [Network.YOUTUBE, Network.TIKTOK, Network.WORDPRESS])
def test_where_there_are_none(network: Network) -> None:
    assert severities(rule, a_post(network=network, schedule=AGAIN)) == "error"
    assert severities(rule, a_post(network=network)) == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hello", 1),
        ("{Hello|Hi}", 2),
        ("{Hello|Hi} {all|you|there}", 6),
        ("{not a choice} {a|b}", 2),
        ("{a|{b|c}}", 2),
    ],
)
def test_how_many_texts_spintax_makes(text: str, number: int) -> None:
    assert rule.variations(text) == number


def test_google_wants_variations() -> None:
    assert severities(rule, a_post(network=Network.GOOGLE, schedule=AGAIN)) == "warning"
    text = "{a|b|c|d|e} {f|g}"
    assert severities(rule, a_post(network=Network.GOOGLE, schedule=AGAIN, text=text)) == ""
