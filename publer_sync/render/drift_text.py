"""Drift in words: what was changed in Publer since it was applied, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from publer_sync.planning.change import Reason
from publer_sync.planning.drift import Drift, DriftKind
from publer_sync.planning.silence import Silence
from publer_sync.render.drift_fields import drift_rows, drift_when
from publer_sync.render.layout import Page, Piece
from publer_sync.render.reasons import REASONS
from publer_sync.render.state_list_text import NO_STATE
from publer_sync.render.style import Style
from publer_sync.render.words import count, local_time

DRIFTED = {
    DriftKind.EDITED: (
        "edited in Publer",
        "Copy the change into the file to keep it; apply puts the file's version back.",
    ),
    DriftKind.MOVED: (
        "moved in Publer",
        "Put the new time into the file to keep it; apply puts the file's time back.",
    ),
    DriftKind.REMOVED: (
        "no longer in Publer",
        "Remove it from its file if it shall stay away; apply makes it again if its time is ahead.",
    ),
    DriftKind.TAKEN_OVER: (
        "a draft of which somebody made a post",
        REASONS[Reason.TAKEN_OVER].do,
    ),
}
"""What was done to a post, and what to do about it."""


def drift_text(
    found: Sequence[Drift],
    silence: Silence | None,
    *,
    recorded: int | None,
    settling: int = 0,
    zone: ZoneInfo,
    color: bool,
    width: int,
) -> str:
    """A block for each post, the accounts that fall silent, and one closing line; `recorded` is None where
    there is no state, `settling` the number of recorded posts that Publer does not show yet."""
    page = Page(color=color, width=width)
    for drift in found:
        _add(page, drift, zone)
    page.gap()
    if silence:
        page.line(Piece(silence_text(silence, zone), Style.YELLOW))
        page.gap()
    page.line(Piece(_closing(found, recorded, settling), Style.BOLD))
    return page.text()


def silence_text(silence: Silence, zone: ZoneInfo) -> str:
    """The accounts with nothing to go out for as long as the team looks ahead."""
    names = ", ".join(silence.aliases)
    return f"Nothing is scheduled until {local_time(silence.until, zone)} on: {names}"


def _add(page: Page, drift: Drift, zone: ZoneInfo) -> None:
    words, advice = DRIFTED[drift.kind]
    change = drift.change
    network = f" ({change.network.label})" if change.network else ""
    page.gap()
    page.line(
        Piece("  ~ ", Style.YELLOW),
        Piece(str(change.address), Style.BOLD),
        Piece(f"  {words}{network}", Style.YELLOW),
        hang=6,
    )
    if when := drift_when(drift, zone):
        page.row("when", [when], indent=6, column=14)
    for label, lines in drift_rows(drift, zone):
        page.row(label, *lines, indent=6, column=14)
    page.row("do", [advice], indent=6, column=14)


def _closing(found: Sequence[Drift], recorded: int | None, settling: int) -> str:
    if recorded is None:
        return NO_STATE
    if not found:
        unseen = f", {settling} not visible there yet" if settling else ""
        return f"No drift: {count(recorded, 'recorded post')}, none changed in Publer{unseen}."
    return drift_in_words(found, settling)


def drift_in_words(found: Sequence[Drift], settling: int = 0) -> str:
    """How many posts were changed in which way, and how many Publer does not show yet."""
    unseen = f" Not visible in Publer yet: {count(settling, 'post')}." if settling else ""
    if not found:
        return f"No drift.{unseen}"
    kinds = [(kind, sum(d.kind is kind for d in found)) for kind in DriftKind]
    said = ", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in kinds if number)
    return f"Drift: {said}.{unseen}"
