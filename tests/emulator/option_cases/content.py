"""Demands on the content of a post."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publer_sync.emulator.rules import content as content_rules
from tests.emulator.lab import BLOCKS, BLUESKY, FACEBOOK, ID, MP4, PNG, Lab, X, at, entry
from tests.emulator.option_cases.case import (
    Case,
    bulk,
)


def refused_or_not(
    account: str, content: dict[str, Any], *, file: tuple[bytes, str] | None = None, **others: Any
) -> Callable[[Lab], list[str]]:
    """What the job says of a post with this content, and with this file."""

    def observe(lab: Lab) -> list[str]:
        media = {"media": [{"id": lab.upload(*file)["id"]}]} if file else {}
        return lab.messages(entry(account, content=content | media, **others))

    return observe


def unless_accepted(observe: Callable[[Lab], list[str]], text: str) -> Case:
    """A demand on the content that is lifted by `accepted`."""
    return Case(observe, {"failure": [text], "accepted": []})


def recurring_bulk(lab: Lab) -> int:
    rule = {"start_date": at(60), "repeat": "daily", "repeat_rate": 1}
    series = bulk(entry(recurring=rule), entry(X, recurring=rule), state="recurring")
    return lab.api.post("/posts/schedule", json=series).status_code


PHOTO, VIDEO = (PNG, "a.png"), (MP4, "a.mp4")


CASES: dict[str, Case] = {
    "poll_rules": unless_accepted(
        refused_or_not(X, {"type": "poll", "options": ["One"]}), content_rules.POLL_OPTIONS
    ),
    "missing_board": unless_accepted(
        refused_or_not(ID["shop-pinterest"], {"type": "photo"}, file=PHOTO), content_rules.NO_BOARD
    ),
    "missing_url": unless_accepted(refused_or_not(BLUESKY, {"type": "link"}), content_rules.NO_URL),
    "missing_privacy": unless_accepted(
        refused_or_not(ID["shop-tiktok"], {"type": "video"}, file=VIDEO), content_rules.NO_PRIVACY
    ),
    "missing_title": unless_accepted(
        refused_or_not(ID["shop-youtube"], {"type": "video"}, file=VIDEO), content_rules.NO_TITLE
    ),
    "missing_content": unless_accepted(
        refused_or_not(ID["shop-wordpress"], {"type": "article", "title": "T"}),
        content_rules.NO_CONTENT,
    ),
    "format_media": unless_accepted(
        refused_or_not(FACEBOOK, {"type": "video", "details": {"type": "reel"}}, file=PHOTO),
        content_rules.NOT_A_VIDEO,
    ),
    "too_many_cards": unless_accepted(
        refused_or_not(FACEBOOK, {"type": "carousel", "sublinks": [{"url": "e.com"}] * 11}),
        content_rules.CARDS,
    ),
    "foreign_files": unless_accepted(
        refused_or_not(
            BLUESKY, {}, target={"comments": [{"media": {"path": "https://example.com/a.png"}}]}
        ),
        content_rules.FOREIGN,
    ),
    "unknown_names": unless_accepted(
        refused_or_not(BLUESKY, {}, target={"signature": "s1"}), "Signature not found"
    ),
    "series_networks": unless_accepted(
        refused_or_not(
            ID["shop-wordpress"],
            {"type": "article", "content": BLOCKS},
            recycling={"gap": 1, "gap_freq": "Day"},
        ),
        content_rules.NO_SERIES,
    ),
    "recurring_in_bulk": Case(recurring_bulk, {"refused": 400, "accepted": 200}),
}
