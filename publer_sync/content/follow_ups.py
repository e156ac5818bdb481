"""`thread`, `comments`, `share` and `delete`: what happens once a post is out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publer_sync.content.accounts import ids_of_names
from publer_sync.content.key_reader import KeyReader
from publer_sync.content.media import MediaReader
from publer_sync.model.follow_ups import (
    Comment,
    Conditions,
    Delay,
    DelayUnit,
    Deletion,
    Relation,
    Share,
    Threshold,
    ThresholdOperator,
)

_UNITS = {
    "m": DelayUnit.MINUTE,
    "h": DelayUnit.HOUR,
    "d": DelayUnit.DAY,
    "w": DelayUnit.WEEK,
}
_COMPARISONS = {">": ThresholdOperator.ABOVE, "<": ThresholdOperator.BELOW}
_THRESHOLD = re.compile(r"([<>]) ?([0-9]+)")


def read_comments(keys: KeyReader, key: str) -> tuple[Comment, ...]:
    """The items of `comments` or `thread`, in order."""
    return tuple(
        _comment(keys, key, index, item) for index, item in enumerate(keys.whole(key) or ())
    )


def _comment(keys: KeyReader, key: str, index: int, item: str | Mapping[str, Any]) -> Comment:
    if isinstance(item, str):
        return Comment(text=_trimmed(item))
    media = None
    if "media" in item:
        value = keys.values[key]
        reader = MediaReader(value.layer.folder, keys.project.root, keys.context.diagnostics)
        media = reader.medium(item["media"], f"{key}[{index}].media", value, index, "media")
        keys.usable = keys.usable and media is not None
    return Comment(text=_trimmed(item["text"]), media=media, conditions=_conditions(item))


def read_share(keys: KeyReader) -> Share | None:
    """Who shares the post, and when."""
    data = keys.whole("share")
    if data is None:
        return None
    value, results = keys.values["share"], keys.context.diagnostics
    before = len(results)
    ids = ids_of_names(data["accounts"], lambda i: value.at("accounts", i), keys.project, results)
    keys.usable = keys.usable and len(results) == before
    return Share(
        account_ids=ids,
        text=_trimmed(data["text"]) if "text" in data else None,
        delay=_delay(data["delay"]) if "delay" in data else None,
        conditions=_conditions(data),
    )


def read_deletion(keys: KeyReader) -> Deletion | None:
    """Under which conditions the post is deleted; without any it would be gone at once."""
    data = keys.whole("delete")
    if data is None:
        return None
    conditions = _conditions(data)
    if conditions == Conditions():
        message = "`delete` does not say when"
        hint = "add `after`, `engagements` or `reach`, for example `after: 2w`"
        keys.error("delete-condition", message, keys.places["delete"], hint)
    return Deletion(hide=data.get("hide", False), conditions=conditions)


def _conditions(data: Mapping[str, str]) -> Conditions:
    """The conditions of a follow-up; without any, Publer is not told how they are related."""
    is_any = data.get("match") == "any" and data.keys() & {"after", "engagements", "reach"}
    return Conditions(
        relation=Relation.OR if is_any else Relation.AND,
        age=_delay(data["after"]) if "after" in data else None,
        engagements=_threshold(data["engagements"]) if "engagements" in data else None,
        reach=_threshold(data["reach"]) if "reach" in data else None,
    )


def _delay(text: str) -> Delay:
    return Delay(int(text[:-1]), _UNITS[text[-1]])


def _threshold(text: str) -> Threshold:
    sign, number = re.fullmatch(_THRESHOLD, text).groups()  # type: ignore[union-attr]  # by the schema
    return Threshold(_COMPARISONS[sign], int(number))


def _trimmed(text: str) -> str:
    return text.strip().replace("\r\n", "\n").replace("\r", "\n")
