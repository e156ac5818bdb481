"""`schedule`, `draft` and `idea` to when a post goes out, and to what it is until then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.config.times import zone
from publer_sync.content.key_reader import KeyReader
from publer_sync.content.times import TimeReader
from publer_sync.diagnostics import Diagnostic, warning
from publer_sync.model.network import PostType
from publer_sync.model.schedule import (
    At,
    Auto,
    GapUnit,
    NoTime,
    Now,
    PublishMode,
    Recurring,
    Recycling,
    Repeat,
    Schedule,
)

NOW = "now"
_FORMS = ("at", "auto", "recurring")
_IDEAS = {"public": PublishMode.PUBLIC_IDEA, "private": PublishMode.PRIVATE_IDEA}
_STAND_IN = At(datetime(1970, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Timing:
    """When, and as what. The schedule of a post that is unusable is a stand-in."""

    schedule: Schedule
    standing: PublishMode = PublishMode.SCHEDULED


def read_timing(keys: KeyReader) -> Timing:
    """Combine the keys of a schedule; combinations that cannot work are reported."""
    idea = keys.data("idea")
    if idea:
        _check_idea(keys)
        without_account_keys(keys)
        return Timing(NoTime(), _IDEAS[idea])
    is_draft = bool(keys.data("draft"))
    standing = PublishMode.DRAFT if is_draft else PublishMode.SCHEDULED
    data = keys.data("schedule")
    if data is None:
        return Timing(_without_time(keys, is_draft=is_draft), standing)
    schedule = _schedule(keys, data)
    if schedule and is_draft and not _fits_a_draft(schedule):
        message = "a draft has a time of its own or none"
        hint = "write `schedule: 2036-12-01 09:00`, leave the schedule out, or leave out `draft`"
        keys.error("draft-schedule", message, keys.places["schedule"], hint)
    return Timing(schedule or _STAND_IN, standing)


def _without_time(keys: KeyReader, *, is_draft: bool) -> Schedule:
    if is_draft:
        return NoTime()
    if "schedule" not in keys.invalid_keys:
        hint = "add `schedule:`, for example `schedule: 2036-12-01 09:00`"
        keys.error("no-schedule", "the entry has no schedule", keys.context.entry, hint)
    return _STAND_IN


def _fits_a_draft(schedule: Schedule) -> bool:
    return isinstance(schedule, At) and schedule.recycle is None


def _check_idea(keys: KeyReader) -> None:
    """Check an idea: values of weaker layers are for posts and are ignored; its own may contradict it."""
    at = keys.strength("idea")
    if keys.strength("accounts") >= at:
        message = "an idea belongs to the workspace and has no accounts"
        hint = "leave out `accounts`, or use `draft: true` for drafts of these accounts"
        keys.error("idea-accounts", message, keys.values["accounts"].at(), hint)
    if keys.strength("type") >= at and keys.data("type") == PostType.ARTICLE:
        hint = "leave out `type`; the text is kept as it is written"
        message = "an idea is no article: Publer does not show the text of one"
        keys.error("idea-type", message, keys.values["type"].at(), hint)
    if keys.strength("schedule") >= at:
        hint = "leave out `schedule`, or `idea`"
        message = "an idea has no time"
        keys.error("idea-schedule", message, keys.values["schedule"].at(), hint)
    elif keys.strength("draft") >= at and keys.data("draft"):
        hint = "leave out `draft`, or `idea`"
        keys.error("idea-schedule", "an idea is no draft", keys.values["draft"].at(), hint)


def _schedule(keys: KeyReader, data: Any) -> Schedule | None:
    if data == NOW:
        return _now(keys)
    if isinstance(data, str):
        moment = TimeReader(keys, keys.project.timezone).read(data, keys.places["schedule"])
        return At(moment) if moment else None
    keys.whole("schedule")
    forms = [form for form in _FORMS if form in data]
    if len(forms) != 1 or ("recycle" in data and forms != ["at"]):
        _wrong_form(keys, forms)
        return None
    keys.places["schedule"] = keys.places[f"schedule.{forms[0]}"]
    moments = _moments(keys, data)
    if moments is None:
        return None
    if forms == ["at"]:
        return _at(moments, data)
    read = _auto if forms == ["auto"] else _recurring
    return read(moments, data[forms[0]])


def _now(keys: KeyReader) -> Now:
    if not keys.project.policy.publish_now:
        message = "this project does not let posts go out at once"
        hint = "give a time, or add `publish_now: allowed` to `policy:` in publer-sync.yaml"
        keys.error("publish-now", message, keys.places["schedule"], hint)
    return Now()


def _wrong_form(keys: KeyReader, forms: list[str]) -> None:
    place = keys.places["schedule"]
    if not forms:
        message = "`schedule` says no time"
    elif len(forms) > 1:
        message = f"`{forms[0]}` and `{forms[1]}` are two schedules"
        place = keys.places[f"schedule.{forms[1]}"]
    else:
        message = f"`recycle` does not go with `{forms[0]}`"
        place = keys.places["schedule.recycle"]
    hint = "give one of `at`, `auto` and `recurring`; `recycle` goes with `at`"
    keys.error("schedule-form", message, place, hint)


def _moments(keys: KeyReader, data: dict[str, Any]) -> TimeReader | None:
    if "timezone" not in data:
        return TimeReader(keys, keys.project.timezone)
    place = keys.places["schedule.timezone"]
    own = zone(data["timezone"], place)
    if isinstance(own, ZoneInfo):
        return TimeReader(keys, own, own_zone=True)
    _refuse(keys, own)
    return None


def _refuse(keys: KeyReader, diagnostic: Diagnostic) -> None:
    keys.usable = False
    keys.context.diagnostics.append(diagnostic)


def _at(moments: TimeReader, data: dict[str, Any]) -> At | None:
    moment = moments.at("schedule.at", data["at"])
    if "recycle" not in data:
        return At(moment) if moment else None
    recycling = _recycling(moments, data["recycle"], moment)
    return At(moment, recycling) if moment and recycling else None


def _auto(moments: TimeReader, data: dict[str, str]) -> Auto | None:
    since = moments.at("schedule.auto.from", data["from"])
    until = moments.at("schedule.auto.to", data["to"])
    if since is None or until is None:
        return None
    if until <= since:
        place = moments.keys.places["schedule.auto.to"]
        hint = "give a `to` that is later than `from`"
        moments.keys.error(
            "auto-range", "the time to choose from ends before it begins", place, hint
        )
        return None
    return Auto(since, until)


# What an idea cannot have, since it belongs to the workspace and not to an account.
# What weaker layers give is for posts and does not concern an idea; what the entry itself says would be
# lost without a word, so it is an error.

OF_ACCOUNTS = (
    "thread",
    "comments",
    "share",
    "delete",
    "labels",
    "signature",
    "watermark",
    "location",
    "album",
)
"""Publer takes these beside an account, and an idea has none."""


def without_account_keys(keys: KeyReader) -> None:
    """Take from the keys of an idea what only posts of accounts have, and note what it says in vain."""
    at = keys.strength("idea")
    for key in OF_ACCOUNTS:
        value = keys.values.pop(key, None)
        is_own = value is not None and any(value.layer is layer for layer in keys.layers[at:])
        if value is None or not value.data or not is_own:
            continue
        message = f"an idea has no `{key}`: Publer keeps that with an account"
        hint = f"leave out `{key}`, or `idea`"
        keys.error(
            "idea-extras", message, value.layer.document.key_at((*value.layer.path, key)), hint
        )


# Schedules that bring a post again: `recycle` after its first time, and `recurring` series.

_UNITS = {"d": GapUnit.DAY, "w": GapUnit.WEEK, "mo": GapUnit.MONTH}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_ONE_BY_ONE = (
    "Publer's documentation disagrees about the number of Sunday, so the posts could come on "
    "another day; write entries for the Sundays"
)


def _recycling(
    moments: TimeReader, data: Mapping[str, Any], first: datetime | None
) -> Recycling | None:
    """Read how the post at `first` is recycled, or return None where that cannot be; the reason is
    reported."""
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
        first=first.astimezone(moments.zone).date() if first else None,
    )


def _day(moments: TimeReader, text: str) -> date | None:
    keys = moments.keys
    try:
        if len(text.strip()) != len("2036-12-31"):
            raise ValueError(text)
        return date.fromisoformat(text.strip())
    except ValueError:
        place = keys.places["schedule.recycle.until"]
        keys.error("bad-time", f"`{text[:60]}` is not a day", place, "write it like `2036-12-31`")
        return None


def _recurring(moments: TimeReader, data: Mapping[str, Any]) -> Recurring | None:
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


def _check_start(moments: TimeReader, since: datetime, weekdays: tuple[int, ...]) -> None:
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
    moments.keys.context.diagnostics.append(warning("recurring-start", message, place, hint=hint))


def _weekdays(
    moments: TimeReader, names: list[str] | None, repeat: Repeat
) -> tuple[int, ...] | None:
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
