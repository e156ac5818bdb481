"""Posts put together: one entry for what one piece of content says at one time, on all its accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from publer_sync.diagnostics import Diagnostic
from publer_sync.model.post import Post
from publer_sync.model.schedule import At, Auto, Recurring, Schedule
from publer_sync.render.preview.badges import merge_badges
from publer_sync.render.preview.findings import Lines, finding_views, gravest
from publer_sync.render.preview.marked_text import fit
from publer_sync.render.preview.model import Card, PreviewEntry
from publer_sync.render.text.sanitize import safe
from publer_sync.render.text.schedule import desired_time_text
from publer_sync.render.text.word_diff import brief

_BRIEF = 90
"""Visible characters."""


@dataclass(frozen=True, slots=True)
class TimedCard:
    """A card with what its entry needs to know: time, name, place, and the post where files want it.

    `single_name` is set for a post of which it is not known what else belongs to its entry.
    """

    card: Card
    entry: str
    at: datetime | None
    text: str
    place: str = ""
    post: Post | None = None
    single_name: str = ""

    @property
    def key(self) -> tuple[bool, datetime, str, str]:
        """Cards with the same key are one entry; in order of time, those without one last."""
        at = self.at or datetime.max.replace(tzinfo=UTC)
        return (self.at is None, at, self.entry, self.single_name)


@dataclass(slots=True)
class EntryMaker:
    """Make entries and number them, so that no anchor is made of anyone's words."""

    zone: ZoneInfo
    lines: Lines
    number: int = field(default=0)

    def entry(self, group: Sequence[TimedCard], findings: Sequence[Diagnostic]) -> PreviewEntry:
        """One entry of cards that have the same key."""
        first = group[0]
        post = first.post
        cards = [created.card for created in group]
        self.number += 1
        local = first.at.astimezone(self.zone) if first.at else None
        return PreviewEntry(
            anchor=f"p{self.number}",
            name=safe(first.entry),
            clock=f"{local:%H:%M}" if local else "",
            utc=f"{first.at.astimezone(UTC):%H:%M} UTC" if first.at else "",
            time_text=_when(post, self.zone),
            place=safe(first.place),
            brief=_brief(first, cards),
            cards=cards,
            findings=finding_views(findings, self.lines),
            labels=[fit(label) for label in post.labels] if post else (),
            marks=merge_badges(card.marks for card in cards),
            level=gravest(findings),
            is_repeat=bool(post and post.recycling),
        )


def at_of(schedule: Schedule) -> datetime | None:
    """The minute of a schedule that has one."""
    return schedule.at if isinstance(schedule, At) else None


def grouped(created_items: Iterable[TimedCard]) -> Iterator[list[TimedCard]]:
    """The cards of each entry, in order of time."""
    groups: dict[tuple[bool, datetime, str, str], list[TimedCard]] = {}
    for each in created_items:
        groups.setdefault(each.key, []).append(each)
    for key in sorted(groups):
        yield groups[key]


def title_of_group(post: Post | None) -> str:
    """Under which title a post without a time of its own stands."""
    if post is None:
        return "In Publer, without a date"
    if post.standing.is_idea:
        return "Ideas"
    if isinstance(post.schedule, Recurring):
        return "Series"
    if isinstance(post.schedule, Auto):
        return "When Publer has a place"
    return "Drafts without a date" if post.standing.is_draft else "At once"


def _when(post: Post | None, zone: ZoneInfo) -> str:
    """Return what the clock alone does not say: repeats, spans, drafts."""
    if post is None:
        return ""
    message = desired_time_text(post, zone)
    plain = isinstance(post.schedule, At) and not post.schedule.recycle
    if plain:
        return "as a draft" if post.standing.is_draft else ""
    return message


def _brief(first: TimedCard, cards: Sequence[Card]) -> str:
    """One line that tells the entry from others."""
    words = " ".join((cards[0].title or first.text or first.entry).split())
    return safe(brief(words, _BRIEF))
