"""When a wanted post goes out: as sent, by its series, or by the account's posting schedule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, tzinfo

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.posting.bulk_request import Wanted
from publer_sync.emulator.posting.recurrence import next_recurring
from publer_sync.emulator.store.records import JsonObject
from publer_sync.emulator.store.times import ZONE, at_minute, day_of, next_day, parse_instant

NO_TIME = "Scheduled at can't be blank"
BAD_TIME = "Scheduled at is invalid"
NO_SLOT = "There are no available slots in the posting schedule of this account"
_LEAD = 60.0
_LONGEST_SEARCH_DAYS = 366


class TimeError(Exception):
    """The post has no time that can be used."""


@dataclass(frozen=True, slots=True)
class Request:
    """Inputs of timing: the moment the job runs and the posts that the account already has."""

    state: str
    at: float
    publish_now: bool
    used_times: frozenset[float]


def planned_time(wanted_post: Wanted, request: Request, settings: Settings) -> float | None:
    """The time of a wanted post; None for what has none."""
    if request.publish_now:
        return request.at
    if request.state == "recurring":
        return _recurring(wanted_post, request, settings)
    if wanted_post.target.get("scheduled_at"):
        sent_at = _sent(wanted_post.target["scheduled_at"], settings)
        return sent_at + time_shift(wanted_post.target, settings)
    if request.state != "scheduled":
        return None
    return _without_time(wanted_post, request, settings)


def time_shift(target: JsonObject, settings: Settings) -> float:
    """The seconds by which Publer moves the time that was sent for an account."""
    return settings.number("time_shift") * 60 if target.get("scheduled_at") else 0.0


def start_zone(settings: Settings) -> tzinfo:
    """The zone in which recycling.start_date is a day."""
    return UTC if settings["start_date_zone"] == "utc" else ZONE


def _without_time(wanted_post: Wanted, request: Request, settings: Settings) -> float:
    recycling = wanted_post.entry.get("recycling")
    auto = wanted_post.entry.get("auto") or wanted_post.entry.get("share_next")
    if auto or recycling or settings["missing_time"] == "auto_schedule":
        return _free_slot(wanted_post, request, settings)
    if settings["missing_time"] == "immediate":
        return request.at
    raise TimeError(NO_TIME)


def _sent(text: object, settings: Settings) -> float:
    zone = {"workspace": ZONE, "utc": UTC, "failure": None}[settings["naive_time"]]
    try:
        instant = parse_instant(text, zone)
    except (ValueError, OverflowError):
        raise TimeError(BAD_TIME) from None
    return instant // 60 * 60 if settings["time_resolution"] == "minute" else instant


def _recurring(wanted_post: Wanted, request: Request, settings: Settings) -> float:
    rule = wanted_post.entry.get("recurring")
    if not isinstance(rule, dict):
        raise TimeError("Recurring can't be blank")
    if not rule.get("end_date") and settings["recurring_end_date"] == "required":
        raise TimeError("End date can't be blank")
    try:
        first = next_recurring(rule, request.at, settings["days_of_week"])
    except (ValueError, OverflowError):
        raise TimeError("Recurring is invalid") from None
    if first is None:
        raise TimeError("Posts cannot be backdated")
    return first


def _free_slot(wanted_post: Wanted, request: Request, settings: Settings) -> float:
    start, end = _range(wanted_post, request.at, settings)
    minutes = settings.slots()
    for at in _slots(minutes, max(start, request.at + _LEAD)):
        if end is not None and at > end:
            break
        if at not in request.used_times:
            return at
    raise TimeError(NO_SLOT)


def _range(request: Wanted, now: float, settings: Settings) -> tuple[float, float | None]:
    span = request.entry.get("range")
    zone: tzinfo = ZONE if span else start_zone(settings)
    span = span or request.entry.get("recycling") or {}
    if not isinstance(span, dict):
        raise TimeError("Range is invalid")
    start, end = span.get("start_date"), span.get("end_date")
    try:
        return (
            parse_instant(start, zone) if start else now,
            parse_instant(end, zone) if end else None,
        )
    except (ValueError, OverflowError):
        raise TimeError("Range is invalid") from None


def _slots(minutes: tuple[int, ...], start: float) -> Iterable[float]:
    day = day_of(start)
    for _ in range(_LONGEST_SEARCH_DAYS):
        yield from (at for at in (at_minute(day, minute) for minute in minutes) if at >= start)
        day = next_day(day)
