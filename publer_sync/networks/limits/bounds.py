"""Bounds of a number, how severe it is to lie outside of them, and who states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from publer_sync.diagnostics import Severity
from publer_sync.model.network import Network
from publer_sync.networks.rules_data import of_network, rules


class Confidence(StrEnum):
    """Certainty of a limit: high is published by its owner, low comes from third parties only."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class LimitSource:
    """A page that states a limit. `as_of` is the date, month or year on which it said so.

    `url` is None for a value that no one publishes.
    """

    key: str
    url: str | None
    as_of: str

    def __str__(self) -> str:
        """Host and date, for example `docs.x.com, 2026-08-22`."""
        host = urlsplit(self.url).hostname if self.url else None
        return f"{host or 'no published source'}, {self.as_of}"


def sources_of(rule: Mapping[str, Any]) -> tuple[LimitSource, ...]:
    """The sources of a rule of the rules file, the weightiest first."""
    known_value, keys = rules()["sources"], rule.get("src", ())
    return tuple(
        LimitSource(key, known_value[key]["url"], str(known_value[key]["as_of"])) for key in keys
    )


def confidence_of(rule: Mapping[str, Any]) -> Confidence:
    """Return the certainty of a rule of the rules file; one that does not say is taken as low."""
    return Confidence(rule.get("conf", Confidence.LOW))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Bounds of a number, both ends included; None means that no bound is known.

    `most` is the strictest value that is well supported, `hard` the loosest one where sources
    disagree: above it every source says no. With `lenient`, too much is never more than a warning;
    with `fix`, Publer puts it right by itself, in the words given; with `fixes_both_ends` also too little.
    `tolerance` is a share.
    """

    least: float | None = None
    most: float | None = None
    hard: float | None = None
    lenient: bool = False
    fix: str | None = None
    fixes_both_ends: bool = False
    tolerance: float = 0.0
    confidence: Confidence
    sources: tuple[LimitSource, ...]

    def severity(self, value: float) -> Severity | None:
        """Return the severity of a number; None if it fits."""
        if self.least is not None and value < self.least * (1 - self.tolerance):
            return Severity.INFO if self.fixes_both_ends else self._at_most_error()
        if self.most is None or value <= self.most * (1 + self.tolerance):
            return None
        if self.fix:
            return Severity.INFO
        disputed = self.hard is not None and value <= self.hard
        return Severity.WARNING if disputed or self.lenient else self._at_most_error()

    def is_too_little(self, value: float) -> bool:
        """Return whether it is the lower end that a number misses."""
        return self.least is not None and value < self.least * (1 - self.tolerance)

    def _at_most_error(self) -> Severity:
        return Severity.WARNING if self.confidence is Confidence.LOW else Severity.ERROR


def bound(
    values: Mapping[str, Any],
    *,
    least: str | None = None,
    most: str | None = None,
    pair: str | None = None,
    hard: str | None = None,
    fixed: str | None = None,
    outside: str | None = None,
    tolerance: float = 0.0,
) -> Bound | None:
    """The bound that a rule of the rules file states under those keys; None where it states none.

    `pair` is a key with both ends. What lies `outside` of it Publer fixes at both; else `fixed` is about the
    upper one. A key that the rule calls weak is of low confidence.
    """
    ends = (values.get(pair) if pair else None) or [None, None]
    low = values.get(least) if least else ends[0]
    high = values.get(most) if most else ends[1]
    if low is None and high is None:
        return None
    is_weak = bool({least, most, pair} & set(values.get("weak", ())))
    return Bound(
        least=low,
        most=high,
        hard=values.get(hard) if hard else None,
        lenient=values.get("over") == "warning",
        fix=values.get(outside or fixed or ""),
        fixes_both_ends=bool(outside and values.get(outside)),
        tolerance=tolerance,
        confidence=Confidence.LOW if is_weak else confidence_of(values),
        sources=sources_of(values),
    )


@cache
def number_limit(network: Network, what: str) -> Bound | None:
    """Limit on their number in a post: `hashtags`, `mentions`, `cashtags` or `links`."""
    value = of_network(network).get(what)
    return bound(value, most="max", hard="hard") if value else None


@cache
def comment_hashtags(network: Network) -> Bound | None:
    """Limit on the hashtags of a comment below a post; the network's own hard limit holds there too."""
    values = of_network(network).get("first_comment") or {}
    of_posts = of_network(network).get("hashtags") or {}
    if "hashtags" not in values:
        return None
    return bound({**values, "hard": of_posts.get("hard")}, most="hashtags", hard="hard")
