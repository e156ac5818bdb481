"""The options of a network: the keys below `networks.<network>` that only some networks have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from publer_sync.content.keys import Keys
from publer_sync.content.moments import Moments
from publer_sync.source.schema.files import network_options

ELSEWHERE = frozenset({"board", "featured_image", "sublinks"})
"""Options that other parts of a post hold: the album, its media, its cards."""
_WITH_TIMES = ("event", "offer")


def read_options(keys: Keys) -> Mapping[str, object]:
    """The options by their names in post files, as JSON values; moments are UTC texts."""
    names = [key for key in keys.values.keys() & network_options().keys() if key not in ELSEWHERE]
    options: dict[str, object] = {}
    for name in sorted(names):
        data: Any = keys.values[name].data
        keys.note(f"options.{name}", keys.values[name], data)
        options[name] = _with_times(keys, name, data) if name in _WITH_TIMES else data
    return options


def _with_times(keys: Keys, name: str, data: Mapping[str, Any]) -> dict[str, object]:
    """An event or offer with its times as Publer takes them."""
    moments = Moments(keys, keys.project.timezone)
    start = moments.at(f"options.{name}.start", data["start"])
    end = moments.at(f"options.{name}.end", data["end"])
    if start and end and end <= start:
        hint = "give an `end` that is later than `start`"
        place = keys.places[f"options.{name}.end"]
        keys.error("event-range", f"the {name} ends before it begins", place, hint)
    return {**data, "start": _utc(start), "end": _utc(end)}


def _utc(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
