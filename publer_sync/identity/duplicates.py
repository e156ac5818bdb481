"""Find the posts of an account that repeat a text within a window of time.

The rule `duplicate-text` (for the files) and the guard of a plan (for files and Publer together) both
decide by `find_repetitions`. A post that repeats another one will not be sent, so no later post is
compared with it. Which networks refuse such texts, and how much alike they may be, stands at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from operator import attrgetter
from typing import Generic, TypeVar

from publer_sync.model.network import Network
from publer_sync.model.plain_text import normal_form
from publer_sync.model.post import Post
from publer_sync.model.schedule import At, Auto, Now, PublishMode, Recurring

T = TypeVar("T")
Period = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Generic[T]):
    """A text in comparable form that goes out on an account, at a moment from `first` to `last` (inclusive).

    `source` is what sends it.
    """

    account_id: str
    text: str
    first: datetime
    last: datetime
    source: T

    def distance(self, other: Publication[T]) -> timedelta:
        """The smallest possible time between the two."""
        return max(self.first - other.last, other.first - self.last, timedelta())


@dataclass(frozen=True, slots=True)
class Repetition(Generic[T]):
    """A publication that repeats the text of another one."""

    repeated: Publication[T]
    original: Publication[T]


def find_repetitions(
    candidates: Iterable[Publication[T]],
    fixed: Iterable[Publication[T]] = (),
    *,
    within: timedelta,
    told_apart: Callable[[T, T], bool] = lambda one, other: False,
) -> list[Repetition[T]]:
    """Return the candidates less than `within` away from a publication of their account with their text.

    Candidates are taken in order of time, so the later one of two repeats the earlier one. `fixed`
    publications stay whatever happens. Sources that are `told_apart` never repeat each other.
    """
    open_publications: dict[tuple[str, str], list[Publication[T]]] = {}
    for each in fixed:
        open_publications.setdefault((each.account_id, each.text), []).append(each)
    repetitions = []
    for each in sorted(candidates, key=attrgetter("first")):
        others = open_publications.setdefault((each.account_id, each.text), [])
        near = [
            other
            for other in others
            if each.distance(other) < within and not told_apart(each.source, other.source)
        ]
        if near:
            repetitions.append(Repetition(each, min(near, key=each.distance)))
        else:
            others.append(each)
    return repetitions


def comparable(text: str | None, network: Network) -> str:
    """The text as equality is judged on a network: X is assumed to ignore case and spacing."""
    plain = normal_form(text)
    return words_of(plain) if network in DISTINCT_TEXTS else plain


def period_of(post: Post, now: datetime | None = None) -> Period | None:
    """The time within which a post goes out first.

    None if it never does by itself, or if it goes out at once and no time is given for that.
    """
    if post.standing is not PublishMode.SCHEDULED:
        return None
    match post.schedule:
        case At(at):
            return at, at
        case Auto(since, until):
            return since, until
        case Recurring(since=since):
            return since, since
        case Now() if now is not None:
            return now, now
        case _:
            return None


# Which networks refuse a text that is too much like another one, and what counts as that.

DISTINCT_TEXTS = frozenset({Network.TWITTER})
"""X refuses "duplicative or substantially similar" posts on one or more accounts (seen in production,
as the failure of a job). Where it draws the line is not published."""

ALIKE = 0.6
"""Share of common words from which we expect a refusal: rather too early than too late."""


def are_duplicates(one: str, other: str) -> bool:
    """Return whether two texts may be refused beside each other on a network that wants distinct texts."""
    ones, others = words_of(one).split(), words_of(other).split()
    if ones == others:
        return True
    matcher = SequenceMatcher(None, ones, others, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def words_of(text: str) -> str:
    """A text as such a network reads it: its words, whatever their case and the space between them."""
    return " ".join(text.casefold().split())
