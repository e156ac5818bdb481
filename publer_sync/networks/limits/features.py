"""Features that Publer offers on each network beside text and media: polls, follow-ups, repetition,
signatures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from publer_sync.model.network import Network
from publer_sync.networks.limits.bounds import (
    Bound,
    Confidence,
    LimitSource,
    bound,
    confidence_of,
    sources_of,
)
from publer_sync.networks.limits.text import TextLimit, limit_of
from publer_sync.networks.rules_data import of_network, of_publer


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a network or Publer does or does not do, with its sources."""

    sources: tuple[LimitSource, ...]
    confidence: Confidence


@cache
def without(feature: str, network: Network) -> Fact | None:
    """The fact that Publer does not offer a feature on a network; None if it does, or no one says.

    Features: `comments`, `share`, `recycling`, `recurring`, `signature`.
    """
    values = of_publer(feature)
    offered = network.value in values.get("only_on", (network.value,))
    if offered and network.value not in values.get("not_on", ()):
        return None
    return Fact(sources=sources_of(values), confidence=confidence_of(values))


@cache
def forbidden(practice: str, network: Network) -> Fact | None:
    """The fact that a network forbids a practice, such as `watermark`; None if it does not."""
    values = of_network(network).get("forbidden") or {}
    if not values.get(practice):
        return None
    return Fact(sources=sources_of(values), confidence=confidence_of(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadLimits:
    """Limits of a thread, the first post included; stated only for some networks."""

    most: int
    stated: bool
    sources: tuple[LimitSource, ...]


@cache
def thread_limits(network: Network) -> ThreadLimits | None:
    """Return the limits of a thread; None where Publer has no threads."""
    values = of_publer("thread_posts")
    if network.value not in values["only_on"]:
        return None
    stated = network.value in values["stated_for"]
    return ThreadLimits(most=values["max"], stated=stated, sources=sources_of(values))


@cache
def link_is_appended(network: Network) -> Fact | None:
    """The fact that the link of a link post can only are in its text."""
    value = of_network(network).get("link_in_text")
    if not value:
        return None
    return Fact(sources=sources_of(value), confidence=confidence_of(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class PollLimits:
    """Limits of a poll.

    `options` bounds their number, `option` the text of each. Where `question` is None, the text of
    the post is the question. `days` bounds the duration, unless only the `choices` are taken.
    """

    options: Bound
    unique: bool
    option: TextLimit
    question: TextLimit | None
    days: Bound | None
    choices: tuple[int, ...]
    days_sources: tuple[LimitSource, ...]
    with_media: bool


@cache
def poll_limits(network: Network) -> PollLimits | None:
    """Return the limits of a poll; None where the network has none in Publer."""
    value = of_network(network).get("poll")
    if not value:
        return None
    options = bound(value["options"], pair="items")
    option = limit_of(value["option_text"])
    assert options and option
    question, duration = value["question"], value["duration"]
    return PollLimits(
        options=options,
        unique=bool(value["options"].get("unique")),
        option=option,
        question=limit_of(question) if isinstance(question, dict) else None,
        days=bound(duration, least="min", most="max"),
        choices=tuple(duration.get("values", ())),
        days_sources=sources_of(duration),
        with_media=bool(value.get("with_media", True)),
    )
