"""Unquoted scalars: what is special, and what stays text."""

from __future__ import annotations

import pytest

from publer_sync.source.yaml import meaning


@pytest.mark.parametrize(
    "written",
    [
        "9:30", "no", "yes", "on", "off", "n", "012", "0o14", "0x1f", "1.10", "1_000", "+5", "1e3",
        "-0", ".5", "5.", ".inf", ".nan", "2036-12-01", "2036-13-45", "2036-12-01 09:00",
        "61700000000000000000e100", "650170394299033427422999", "1.0000000000000000000001",
    ],
)  # fmt: skip
def test_stays_text(written: str) -> None:
    assert meaning(written) == written


@pytest.mark.parametrize(
    ("written", "value"),
    [("", None), ("~", None), ("null", None), ("true", True), ("False", False),
     ("0", 0), ("10", 10), ("-3", -3), ("0.3", 0.3), ("1.5", 1.5)],
)  # fmt: skip
def test_has_a_meaning(written: str, value: object) -> None:
    assert meaning(written) == value
    assert type(meaning(written)) is type(value)
