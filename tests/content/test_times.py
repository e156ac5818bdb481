"""Written times: moments, and everything that is none or two."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from publer_sync.content.times import InvalidTime, parse_time

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2036-12-01 09:00", "2036-12-01 08:00"),
        ("2036-12-01T09:00", "2036-12-01 08:00"),
        ("2036-12-01t09:00:00", "2036-12-01 08:00"),
        ("2036-07-01 09:00", "2036-07-01 07:00"),
        ("2036-12-01T09:00+05:30", "2036-12-01 03:30"),
        ("2036-12-01 09:00 -0800", "2036-12-01 17:00"),
        ("2036-12-01T09:00Z", "2036-12-01 09:00"),
        ("2036-12-01T09:00:00.000Z", "2036-12-01 09:00"),
        ("2036-02-29 09:00", "2036-02-29 08:00"),
        ("2036-10-26T02:30+01:00", "2036-10-26 01:30"),
        ("2036-10-26T02:30+02:00", "2036-10-26 00:30"),
        ("2036-03-30 01:59", "2036-03-30 00:59"),
        ("2036-03-30 03:00", "2036-03-30 01:00"),
    ],
)
def test_a_moment(text: str, utc: str) -> None:
    assert parse_time(text, ROME) == datetime.fromisoformat(f"{utc}+00:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("9:30", "`9:30` is not a time"),
        ("09:30", "`09:30` is not a time"),
        ("tomorrow", "`tomorrow` is not a time"),
        ("", "`` is not a time"),
        ("570", "`570` is not a time"),
        ("2036-12-01 9:00", "`2036-12-01 9:00` is not a time"),
        ("01.12.2036 09:00", "`01.12.2036 09:00` is not a time"),
        ("2036-12-01 09:00 Europe/Rome", "`2036-12-01 09:00 Europe/Rome` is not a time"),
        ("٢٠٣٦-12-01 09:00", "`٢٠٣٦-12-01 09:00` is not a time"),
        ("2036-12-01", "`2036-12-01` has no time of day"),
        ("2036-13-45 09:00", "there is no `2036-13-45 09:00` in the calendar"),
        ("2035-02-29 09:00", "there is no `2035-02-29 09:00` in the calendar"),
        ("2036-12-01 24:00", "there is no `2036-12-01 24:00` in the calendar"),
        ("2036-12-01 09:60", "there is no `2036-12-01 09:60` in the calendar"),
        ("2036-12-01 09:00:30", "`2036-12-01 09:00:30` has seconds"),
        ("1999-12-31 09:00", "the year 1999 is out of range"),
        ("2101-01-01 09:00", "the year 2101 is out of range"),
        ("2036-12-01T09:00+25:00", "`+25:00` is not an offset from UTC"),
    ],
)
def test_no_moment(text: str, message: str) -> None:
    bad = parse_time(text, ROME)
    assert isinstance(bad, InvalidTime)
    assert (bad.rule, bad.message) == ("bad-time", message)
    assert bad.hint


def test_a_time_that_clocks_skip() -> None:
    assert parse_time("2036-03-30 02:30", ROME) == InvalidTime(
        "time-gap",
        "2036-03-30 02:30 does not exist in Europe/Rome",
        "write `2036-03-30T01:30+01:00` or `2036-03-30T03:30+02:00`",
    )


def test_a_time_that_comes_twice() -> None:
    assert parse_time("2036-10-26 02:30", ROME) == InvalidTime(
        "ambiguous-time",
        "2036-10-26 02:30 comes twice in Europe/Rome",
        "write `2036-10-26T02:30+02:00` or `2036-10-26T02:30+01:00`",
    )


def test_the_offered_readings_are_moments() -> None:
    for text in ("2036-03-30 02:30", "2036-10-26 02:30"):
        bad = parse_time(text, ROME)
        assert isinstance(bad, InvalidTime)
        for reading in bad.hint.split("`")[1::2]:
            assert isinstance(parse_time(reading, ROME), datetime)


def test_an_offset_beside_a_zone_must_agree_with_it() -> None:
    assert isinstance(parse_time("2036-12-01T09:00+01:00", ROME, zone_given=True), datetime)
    bad = parse_time("2036-12-01T09:00+02:00", ROME, zone_given=True)
    assert isinstance(bad, InvalidTime)
    assert bad.message == "`+02:00` is not the offset of Europe/Rome then"


def test_half_hour_changes() -> None:
    bad = parse_time("2036-04-06 01:45", ZoneInfo("Australia/Lord_Howe"))
    assert isinstance(bad, InvalidTime) and bad.rule == "ambiguous-time"
