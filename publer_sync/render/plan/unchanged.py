"""How the posts stand that a plan leaves alone: only those that are as the files want them are called so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from publer_sync.planning.change import Action, Change, Reason
from publer_sync.planning.plan import Plan
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.text.units import count


@dataclass(frozen=True, slots=True)
class _Standing:
    """How it is said in a sentence of one post and of several, and briefly after a number."""

    one: str
    many: str
    brief: str


_WANTED = _Standing(
    "in Publer is as the files want it", "in Publer are as the files want them", "unchanged"
)
_OFFLINE = _Standing(
    "was applied as the files want it", "were applied as the files want them", "unchanged"
)
_UNSOUGHT = _Standing("was not looked for", "were not looked for", "not looked for")
_APART = {
    Reason.SETTLING: _Standing(
        "is not visible in Publer yet", "are not visible in Publer yet", "not visible yet"
    ),
    Reason.TAKEN_OVER: _Standing(
        "was taken over by somebody", "were taken over by somebody", "taken over by somebody"
    ),
    Reason.IMPORTED: _Standing(
        "is imported, and its file is not merged yet",
        "are imported, and their files are not merged yet",
        "imported without a file",
    ),
    Reason.GONE: _Standing(
        "is no longer in Publer", "are no longer in Publer", "no longer in Publer"
    ),
}
_FILE_CHANGED = {Reason.NEEDS_UPDATE_PUBLISHED, Reason.NOT_EDITABLE, Reason.FOUND_BY_WORDS}
"""Why a published post is not changed although its file was."""


def unchanged_in_words(plan: Plan) -> str:
    """A sentence about the posts for which there is nothing to do, without its full stop; empty if none."""
    words: list[str] = []
    for standing, number in _unchanged(plan):
        subject = str(number) if words else count(number, "post")
        words.append(f"{subject} {standing.one if number == 1 else standing.many}")
    return ", ".join(words)


def unchanged_counts(plan: Plan) -> list[str]:
    """The same as numbers, each with few words."""
    return [f"{number} {standing.brief}" for standing, number in _unchanged(plan)]


def published_count(plan: Plan) -> str:
    """How many are published, and of how many of them the file was edited since."""
    published = plan.of(Action.PUBLISHED)
    total = f"{len(published)} {LOOKS[Action.PUBLISHED].count}"
    edited = sum(any(b.reason in _FILE_CHANGED for b in change.reasons) for change in published)
    where = "its file" if edited == 1 else "their files"
    return f"{total} ({edited} edited in {where} since)" if edited else total


def _unchanged(plan: Plan) -> Iterator[tuple[_Standing, int]]:
    """Each standing that occurs, those that are as they shall be first."""
    wanted = _OFFLINE if is_offline(plan) else _WANTED
    counted = Counter(_standing(change, wanted) for change in plan.of(Action.NO_CHANGE))
    for standing in (wanted, *_APART.values(), _UNSOUGHT):
        if counted[standing]:
            yield standing, counted[standing]


def _standing(change: Change, wanted: _Standing) -> _Standing:
    for because in change.reasons:
        if because.reason in _APART:
            return _APART[because.reason]
    return wanted if change.remote else _UNSOUGHT


def is_offline(plan: Plan) -> bool:
    """Whether the plan was made without asking Publer."""
    return any(notice.code == "offline" for notice in plan.notices)
