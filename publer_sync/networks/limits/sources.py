"""Where a limit is published, and how sure we are of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from publer_sync.networks.rules_data import rules


class Confidence(StrEnum):
    """How well a limit is founded: high is published by its owner, low comes from third parties only."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Source:
    """A page that states a limit. `as_of` is the date, month or year on which it said so.

    `url` is None for a value that nobody publishes.
    """

    key: str
    url: str | None
    as_of: str

    def __str__(self) -> str:
        """Host and date, for example `docs.x.com, 2026-08-22`."""
        host = urlsplit(self.url).hostname if self.url else None
        return f"{host or 'no published source'}, {self.as_of}"


def sources_of(rule: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources of a rule of the rules file, the weightiest first."""
    return tuple(_resolve(rule.get("src", ())))


def confidence_of(rule: Mapping[str, Any]) -> Confidence:
    """How sure a rule of the rules file is; one that does not say is taken as low."""
    return Confidence(rule.get("conf", Confidence.LOW))


def _resolve(keys: Iterable[str]) -> Iterable[Source]:
    known = rules()["sources"]
    return (Source(key, known[key]["url"], str(known[key]["as_of"])) for key in keys)
