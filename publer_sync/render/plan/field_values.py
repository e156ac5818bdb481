"""The value of a field in few words: what a person wants to know of polls, comments, blocks and cards."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.render.text.units import local_time


def value_in_words(name: str, value: object, zone: ZoneInfo) -> str:
    """One line for a JSON value as `fields_of` gives it; moments in the zone."""
    if value is None:
        return "(none)"
    if name in _HAPPENINGS and isinstance(value, Mapping):
        return _happening(value, zone)
    describe = _BY_FIELD.get(name)
    return describe(value) if describe else _plain(value)


def _plain(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case [*items] if all(isinstance(item, str) for item in items):
            return ", ".join(str(item) for item in items)
        case {"url": str(url), **rest}:
            return _card(url, rest)
        case Mapping():
            return ", ".join(f"{key}: {_plain(part)}" for key, part in value.items())
        case _:
            return json.dumps(value, ensure_ascii=False)


def _card(url: str, rest: Mapping[Any, Any]) -> str:
    words = (f"{key}: {_plain(word)}" for key, word in rest.items() if key != "image")
    return ", ".join([url, *words, *(["with a picture"] if "image" in rest else [])])


def _poll(value: Any) -> str:
    question = f"{value['question']} " if value.get("question") else ""
    days = f" ({_number(value['days'], 'day')})" if value.get("days") else ""
    return f"{question}{' / '.join(value['options'])}{days}"


def _said(value: Any) -> str:
    return " | ".join(_one_said(item) for item in value)


def _one_said(item: Mapping[str, Any]) -> str:
    conditions = conditions_in_words(item.get("conditions") or {})
    medium = " (with a picture or video)" if item.get("media") else ""
    return f"{item.get('text', '')}{medium}{conditions}"


def _share(value: Any) -> str:
    text = f': "{value["text"]}"' if value.get("text") else ""
    shared = f"by {_number(len(value['account_ids']), 'account')}"
    return f"{shared}{text}{conditions_in_words(value.get('conditions') or {})}"


def _deletion(value: Any) -> str:
    what = "hidden" if value.get("hide") else "deleted"
    return what + conditions_in_words(value.get("conditions") or {})


def conditions_in_words(value: Mapping[str, Any]) -> str:
    """When something happens once a post is out, in brackets after a space; empty if at once."""
    message = []
    if age := value.get("age"):
        message.append(f"after {_number(age['duration'], age['unit'].lower())}")
    for metric in ("engagements", "reach"):
        if threshold := value.get(metric):
            than = "over" if threshold["comparison"] == "gt" else "under"
            message.append(f"{metric} {than} {threshold['value']:,}")
    joined = (" or " if value.get("relation") == "OR" else " and ").join(message)
    return f" ({joined})" if joined else ""


def _blocks(value: Sequence[Mapping[str, Any]]) -> str:
    kinds = Counter(str(block["type"]) for block in value)
    listed = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    return f"{_number(len(value), 'block')} ({listed})"


def _cards(value: Sequence[Mapping[str, Any]]) -> str:
    return " | ".join(_plain(card) for card in value)


def _happening(value: Mapping[str, Any], zone: ZoneInfo) -> str:
    rest = {key: word for key, word in value.items() if key not in {"title", "start", "end"}}
    start, end = (local_time(datetime.fromisoformat(value[key]), zone) for key in ("start", "end"))
    message = f"{value['title']}, from {start} to {end}"
    return f"{message}, {_plain(rest)}" if rest else message


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


_HAPPENINGS = {"options.event", "options.offer"}
_BY_FIELD = {
    "poll": _poll,
    "thread": _said,
    "comments": _said,
    "share": _share,
    "delete": _deletion,
    "content": _blocks,
    "sublinks": _cards,
}
