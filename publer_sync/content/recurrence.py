"""Schedules that bring a post again: `recycle` after its first time, and `recurring` series."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from publer_sync.content.times import Moments
from publer_sync.diagnostics import warning
from publer_sync.model.schedule import GapUnit, Recurring, Recycling, Repeat

_UNITS = {"d": GapUnit.DAY, "w": GapUnit.WEEK, "mo": GapUnit.MONTH}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_ONE_BY_ONE = (
    "Publer's documentation disagrees about the number of Sunday, so the posts could come on "
    "another day; write entries for the Sundays"
)


def read_recycling(
    moments: Moments, data: Mapping[str, Any], first: datetime | None
) -> Recycling | None:
    """How the post at `first` is posted again, or None where that cannot be; why is noted."""
    keys, path = moments.keys, "schedule.recycle"
    every: str = data["every"]
    number = every.rstrip("dwmo")
    until = _day(moments, data["until"]) if "until" in data else None
    if "until" in data and "times" in data:
        message = "`times` and `until` are two ends"
        keys.error("recycle-range", message, keys.places[f"{path}.until"], "keep one of them")
        return None
    if until and first and until < first.astimezone(moments.zone).date():
        message = "recycling ends before the post goes out"
        hint = "give a day after that of `at`"
        keys.error("recycle-range", message, keys.places[f"{path}.until"], hint)
        return None
    if until is None and "until" in data:
        return None
    return Recycling(
        gap=int(number),
        unit=_UNITS[every.removeprefix(number)],
        times=data.get("times"),
        until=until,
        solo=data.get("solo", True),
    )


def _day(moments: Moments, text: str) -> date | None:
    keys = moments.keys
    try:
        if len(text.strip()) != len("2036-12-31"):
            raise ValueError(text)
        return date.fromisoformat(text.strip())
    except ValueError:
        place = keys.places["schedule.recycle.until"]
        keys.error("bad-time", f"`{text[:60]}` is not a day", place, "write it like `2036-12-31`")
        return None


def read_recurring(moments: Moments, data: Mapping[str, Any]) -> Recurring | None:
    """The series, or None where it cannot be; why is noted."""
    keys, path = moments.keys, "schedule.recurring"
    since = moments.at(f"{path}.from", data["from"])
    until = moments.at(f"{path}.to", data["to"]) if "to" in data else None
    repeat = Repeat(data["repeat"])
    weekdays = _weekdays(moments, data.get("weekdays"), repeat)
    if since and until and until <= since:
        hint = "give a `to` that is later than `from`"
        message = "the series ends before it begins"
        keys.error("recurring-range", message, keys.places[f"{path}.to"], hint)
        return None
    if since is None or weekdays is None or (until is None and "to" in data):
        return None
    _check_start(moments, since, weekdays)
    every = data.get("every", 1)
    return Recurring(since=since, until=until, repeat=repeat, every=every, weekdays=weekdays)


def _check_start(moments: Moments, since: datetime, weekdays: tuple[int, ...]) -> None:
    """A warning where the first time is on another day: nothing says whether Publer posts then."""
    day = since.astimezone(moments.zone).date()
    if not weekdays or day.isoweekday() in weekdays:
        return
    wait = min((each - day.isoweekday()) % 7 for each in weekdays)
    hint = f"begin on {day + timedelta(days=wait)}"
    name = "sunday" if day.isoweekday() > len(_DAYS) else _DAYS[day.weekday()]
    if name in _DAYS:
        hint += f", or add `{name}` to `weekdays`"
    message = f"the series begins on a {name.title()}, which is not one of its `weekdays`"
    place = moments.keys.places["schedule.recurring.from"]
    moments.keys.scene.found.append(warning("recurring-start", message, place, hint=hint))


def _weekdays(moments: Moments, names: list[str] | None, repeat: Repeat) -> tuple[int, ...] | None:
    if names is None:
        return ()
    keys, path = moments.keys, "schedule.recurring.weekdays"
    if repeat is not Repeat.WEEKLY:
        message = f"a series that is {repeat.value} has no days of the week"
        hint = "write `repeat: weekly`, or leave out `weekdays`"
        keys.error("recurring-weekdays", message, keys.places[path], hint)
        return None
    for index, name in enumerate(names):
        if name not in _DAYS:
            message = "a series cannot come on Sundays"
            keys.error("recurring-weekdays", message, keys.places[f"{path}[{index}]"], _ONE_BY_ONE)
            return None
    return tuple(sorted({_DAYS.index(name) + 1 for name in names}))
