"""What a poll may be like on each network that has polls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from publer_sync.model.network import Network
from publer_sync.networks.limits.bounds import Bound, bound
from publer_sync.networks.limits.sources import Source, sources_of
from publer_sync.networks.limits.text import TextLimit, limit_of
from publer_sync.networks.rules_data import of_network


@dataclass(frozen=True, slots=True, kw_only=True)
class PollLimits:
    """What a poll may be like.

    `options` bounds their number, `option` the text of each. Where `question` is None, the text of
    the post is the question. `days` bounds the duration, unless only the `choices` are taken.
    """

    options: Bound
    unique: bool
    option: TextLimit
    question: TextLimit | None
    days: Bound | None
    choices: tuple[int, ...]
    days_sources: tuple[Source, ...]
    with_media: bool


@cache
def poll_limits(network: Network) -> PollLimits | None:
    """What a poll may be like; None where the network has none in Publer."""
    given = of_network(network).get("poll")
    return _limits(given) if given else None


def _limits(given: Mapping[str, Any]) -> PollLimits:
    options = bound(given["options"], pair="items")
    option = limit_of(given["option_text"])
    assert options and option
    question, duration = given["question"], given["duration"]
    return PollLimits(
        options=options,
        unique=bool(given["options"].get("unique")),
        option=option,
        question=limit_of(question) if isinstance(question, dict) else None,
        days=bound(duration, least="min", most="max"),
        choices=tuple(duration.get("values", ())),
        days_sources=sources_of(duration),
        with_media=bool(given.get("with_media", True)),
    )
