"""Content of the page, as frozen data: templates only set it, and decide nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SpanKind(StrEnum):
    """Role of a part of a text on its network."""

    PLAIN = "plain"
    LINK = "link"
    MENTION = "mention"
    HASHTAG = "hashtag"


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of a text; `href` is set where it is a link that is safe to follow."""

    text: str
    kind: SpanKind = SpanKind.PLAIN
    href: str | None = None


@dataclass(frozen=True, slots=True)
class ShortenedText:
    """A text as its network shows it: the parts before the cut, what opens the rest, and the rest."""

    parts: Sequence[TextPart] = ()
    more: str = ""
    rest: Sequence[TextPart] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """Use of the network's limit; `share` is in per cent and at most 100."""

    used: str
    most: str
    share: int
    level: str
    counted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A medium: a picture by the class that paints it, or words in its place. `missing` says that the
    network would show an alt text, and there is none."""

    name: str
    kind: str
    picture: str = ""
    shape: str = ""
    note: str = ""
    problem: str = ""
    alt: str = ""
    missing: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    """The media of a post. `layout` is `one`, `tiles` or `row`; `number` how many there are."""

    layout: str
    tiles: Sequence[Tile]
    upright: bool = False

    @property
    def number(self) -> int:
        return len(self.tiles)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollView:
    """A poll as it opens: no one has voted."""

    question: str
    options: Sequence[str]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard:
    """The card of a link."""

    href: str | None
    site: str
    title: str
    description: str = ""
    picture: Tile | None = None
    button: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Follow-up of a post: the next of its thread, or a comment; `note` says when."""

    words: ShortenedText
    gallery: Gallery | None
    meter: Meter | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """A block of an article: `kind` as Publer names it, its lines, or its picture."""

    kind: str
    lines: Sequence[str] = ()
    picture: Tile | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark of a plan on a post: a symbol, the words, and the class of its colour."""

    symbol: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A post on one account."""

    network: str
    network_label: str
    short: str
    account: str
    initials: str
    type: str
    square: bool = False
    media_first: bool = False
    title: str = ""
    words: ShortenedText = ShortenedText()
    background: bool = False
    warning: str = ""
    meter: Meter | None = None
    gallery: Gallery | None = None
    poll: PollView | None = None
    link: LinkCard | None = None
    link_cards: Sequence[LinkCard] = ()
    article: Sequence[ArticlePart] = ()
    thread: Sequence[Reply] = ()
    comments: Sequence[Reply] = ()
    facts: Sequence[tuple[str, str]] = ()
    marks: Sequence[Mark] = ()
    notes: Sequence[str] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding with the line it is about, of which `marked` is the part in question."""

    severity: str
    rule: str
    message: str
    accounts: str = ""
    place: str = ""
    before: str = ""
    marked: str = ""
    after: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewEntry:
    """One piece of content at one time, with a card for each account; `level` is its gravest finding."""

    anchor: str
    name: str
    clock: str
    utc: str
    time_text: str
    place: str
    brief: str
    cards: Sequence[Card]
    findings: Sequence[FindingView] = ()
    labels: Sequence[str] = ()
    marks: Sequence[Mark] = ()
    level: str = ""
    is_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the project's zone with what goes out on it."""

    date: date
    anchor: str
    title: str
    note: str
    entries: Sequence[PreviewEntry]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry in a day of the calendar; `is_repeat` if it comes there once more, and stands elsewhere."""

    clock: str
    entry: PreviewEntry
    is_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day of a month's calendar; `anchor` leads to what goes out, and is empty where nothing does.

    `more` items are left out.
    """

    date: date
    inside: bool
    today: bool
    label: str
    anchor: str = ""
    visible_items: Sequence[Item] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month in weeks from Monday to Sunday."""

    anchor: str
    title: str
    weeks: Sequence[Sequence[Cell]]
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Posts that have no day: drafts, ideas, series, and those whose time Publer picks."""

    anchor: str
    title: str
    entries: Sequence[PreviewEntry]


@dataclass(frozen=True, slots=True)
class PlanNote:
    """Note of a plan as a whole, and its advice; `level` is the class of its colour."""

    level: str
    kind: str
    says: str
    do: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """The whole page."""

    title: str
    lead: str
    zone: str
    origin: str
    summary: Sequence[Mark]
    sentences: Sequence[str]
    remarks: Sequence[PlanNote]
    findings: Sequence[FindingView]
    counts: Sequence[tuple[str, str]]
    months: Sequence[Month]
    days: Sequence[Day]
    groups: Sequence[Group]
    styles: str
