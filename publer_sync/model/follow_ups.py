"""Follow-ups of a published post: comments, further posts of a thread, shares, deletion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from publer_sync.model.media import Media


class DelayUnit(StrEnum):
    """The unit of a delay, in Publer's spelling."""

    MINUTE = "Minute"
    HOUR = "Hour"
    DAY = "Day"
    WEEK = "Week"


@dataclass(frozen=True, slots=True)
class Delay:
    """A span of time in one of Publer's units."""

    duration: int
    unit: DelayUnit


class Relation(StrEnum):
    """Relation of conditions: all have to hold, or one of them."""

    AND = "AND"
    OR = "OR"


class ThresholdOperator(StrEnum):
    """Above or below a number."""

    ABOVE = "gt"
    BELOW = "lt"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a metric of the post has to be above or below."""

    comparison: ThresholdOperator
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """When a follow-up happens: the age of the post, its engagements, its reach; None asks nothing."""

    relation: Relation = Relation.AND
    age: Delay | None = None
    engagements: Threshold | None = None
    reach: Threshold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A text with at most one medium that follows the post; in a thread, its next post."""

    text: str
    media: Media | None = None
    conditions: Conditions = Conditions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The post shared by other accounts (Publer's ids), one after the other, `delay` apart."""

    account_ids: tuple[str, ...]
    text: str | None = None
    delay: Delay | None = None
    conditions: Conditions = Conditions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """The post deleted, or only hidden, under conditions."""

    hide: bool = False
    conditions: Conditions
