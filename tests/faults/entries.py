"""Post files that can be told apart in Publer: each entry's text carries a mark of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.support.pictures import a_picture

ACCOUNTS = {"shop-x": "63c675b54e299e9cf2b667ea", "shop-linkedin": "650170394e299e33b427c2ff"}
ALIASES = {account_id: alias for alias, account_id in ACCOUNTS.items()}
FIRST = datetime(2036, 5, 3, 7, 0, tzinfo=UTC)
MINUTES = (0, 2, 4, 30, 300)
SLOTS = tuple(FIRST + timedelta(days=day, minutes=minute) for day in range(8) for minute in MINUTES)
MEDIA = {"media/red.png": a_picture("red"), "media/blue.png": a_picture("blue")}
PICTURES = ("", *MEDIA)

_MARK = re.compile(r"\[m(\d+)\]")


@dataclass(frozen=True)
class Entry:
    """What a post file says. `mark` stays with the entry through every edit and every name of its file."""

    mark: int
    name: str
    slot: int
    words: int = 0
    accounts: tuple[str, ...] = tuple(ACCOUNTS)
    picture: str = ""
    label: str = ""
    draft: bool = False
    """A draft without a time, which only its words tell apart from others."""
    weeks: int = 0
    """The weeks between the posts of a series that begins in the slot; 0: a single post."""

    @property
    def file(self) -> str:
        return f"content/{self.name}.md"

    @property
    def at(self) -> datetime:
        return SLOTS[self.slot]

    @property
    def text(self) -> str:
        return f"[m{self.mark}] Words of kind {self.words} & more \u2764\ufe0f\n\n\n\nCafe\u0301"

    def file_text(self) -> str:
        when = "draft: true" if self.draft else f"schedule: {self.at:%Y-%m-%dT%H:%MZ}"
        if self.weeks:
            rule = f"from: {self.at:%Y-%m-%dT%H:%MZ}, to: 2037-05-01T07:00Z, every: {self.weeks}"
            when = f"schedule: {{recurring: {{{rule}, repeat: weekly}}}}"
        lines = [f"accounts: [{', '.join(self.accounts)}]", when]
        if self.picture:
            lines.append(f"media: [{{file: ../{self.picture}, alt: A picture}}]")
        if self.label:
            lines.append(f"labels: [{self.label}]")
        return "\n".join(["---", *lines, "---", self.text, ""])

    def edited(self, **changes: Any) -> Entry:
        return replace(self, **changes)


def mark_in(text: str | None) -> int | None:
    """The mark in a text of ours."""
    found = _MARK.search(text or "")
    return int(found[1]) if found else None


def mark_of(post: dict[str, Any]) -> tuple[int, str] | None:
    """Mark and account of a post that was made from one of our files."""
    mark = mark_in(post["text"])
    return None if mark is None or post["origin"] != "api" else (mark, post["account_id"])


def instant(post: dict[str, Any]) -> datetime | None:
    """When a post goes out."""
    told = post["scheduled_at"]
    return datetime.fromisoformat(told).astimezone(UTC) if told else None
