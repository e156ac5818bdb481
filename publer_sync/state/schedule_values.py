"""The rules of series and recycled posts in a state file, as they were sent; Publer shows nothing of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.model.schedule import GapUnit, Recurring, Recycling, Repeat
from publer_sync.state.json_values import Codec, moment, moment_or_none, or_none, positive, word

_DAYS_OF_A_WEEK = 7


def _series(rule: Recurring) -> dict[str, Any]:
    end = {"until": instant(rule.until)} if rule.until else {}
    days = {"weekdays": list(rule.weekdays)} if rule.weekdays else {}
    return {
        "since": instant(rule.since), "repeat": rule.repeat.value, "every": rule.every,
    } | end | days  # fmt: skip


def _series_of(item: Mapping[str, Any]) -> Recurring:
    return Recurring(
        since=moment(item["since"]),
        until=moment_or_none(item.get("until")),
        repeat=Repeat(item["repeat"]),
        every=positive(item["every"]),
        weekdays=tuple(_weekday(each) for each in item.get("weekdays", ())),
    )


def _weekday(value: Any) -> int:
    day = positive(value)
    if day > _DAYS_OF_A_WEEK:
        raise ValueError(f"expected a day of the week, found {day}")
    return day


def _recycling(rule: Recycling) -> dict[str, Any]:
    days = {"first": rule.first, "until": rule.until}
    data = {name: day.isoformat() for name, day in days.items() if day}
    times = {} if rule.times is None else {"times": rule.times}
    return {"gap": rule.gap, "unit": rule.unit.value, "solo": rule.solo} | times | data


def _recycling_of(item: Mapping[str, Any]) -> Recycling:
    first, until = (
        date.fromisoformat(word(item[name])) if name in item else None
        for name in ("first", "until")
    )
    return Recycling(
        gap=positive(item["gap"]),
        unit=GapUnit(item["unit"]),
        times=positive(item["times"]) if "times" in item else None,
        until=until,
        solo=bool(item["solo"]),
        first=first,
    )


SERIES = or_none(Codec(_series_of, _series))
RECYCLING = or_none(Codec(_recycling_of, _recycling))
