"""Narrows a plan to what was named with `--target`: a file, an entry id, an address, an alias, dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from publer_sync.planning.change import Change


def any_of(targets: Iterable[str], zone: ZoneInfo) -> Callable[[Change], bool]:
    """Tell whether at least one target names a change; dates are days in the zone."""
    tests = [_test(target, zone) for target in targets]
    return lambda change: any(test(change) for test in tests)


def matching(changes: Iterable[Change], target: str, zone: ZoneInfo) -> bool:
    """Return whether a target names anything at all; one that does not is most likely misspelt."""
    test = _test(target, zone)
    return any(test(change) for change in changes)


def _test(target: str, zone: ZoneInfo) -> Callable[[Change], bool]:
    days = days_of(target)
    if days:
        return lambda change: is_on_day(change.scheduled_at, days, zone)
    name = target.removeprefix("./")
    return lambda change: name in _names(change) or _below(change, name)


def _names(change: Change) -> set[str]:
    names = {str(change.address), change.address.entry, change.address.alias}
    return names | {source for source in _sources(change) if source}


def _below(change: Change, name: str) -> bool:
    folder = name.rstrip("/") + "/"
    return any(source and source.startswith(folder) for source in _sources(change))


def _sources(change: Change) -> tuple[str | None, ...]:
    desired = change.desired.source.location.file if change.desired else None
    return (desired, change.recorded.source if change.recorded else None)


def days_of(text: str) -> tuple[date, date] | None:
    """The first and the last day that `2036-05-05` or `2036-05-05..2036-05-07` names, or None."""
    first, _, last = text.partition("..")
    try:
        start = date.fromisoformat(first)
        return start, date.fromisoformat(last) if last else start
    except ValueError:
        return None


def is_on_day(time: datetime | None, days: tuple[date, date], zone: ZoneInfo) -> bool:
    """Return whether a time lies on one of these days of the zone; what has no time lies on none."""
    return time is not None and days[0] <= time.astimezone(zone).date() <= days[1]
