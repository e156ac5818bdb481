"""What was changed in a post in Publer: as it was applied, and as it stands there now.

A plan shows the opposite direction, since it tells what apply would put back.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from publer_sync.planning.drift import Drift, Drifted, DriftKind
from publer_sync.planning.fields import edited
from publer_sync.render.fields_text import Row, media_lines, past_moment, prose_lines
from publer_sync.render.layout import Piece
from publer_sync.render.style import Style
from publer_sync.render.when import when_of
from publer_sync.render.word_diff import LONGEST, Lines
from publer_sync.render.words import local_time

_TIMING = frozenset({"scheduled_at", "schedule", "recycle", "standing"})


def drift_when(drift: Drift, zone: ZoneInfo) -> str:
    """When the post goes out by what Publer has, or would have gone out; empty if it has no time.

    The file's words are used where its time is the one that was applied: they tell of series and drafts too.
    """
    if _is_timed_by_file(drift):
        return when_of(drift.change, zone)
    return local_time(drift.scheduled_at, zone) if drift.scheduled_at else ""


def _is_timed_by_file(drift: Drift) -> bool:
    post, record = drift.change.desired, drift.change.recorded
    if post is None or record is None or drift.kind is DriftKind.TAKEN_OVER:
        return False
    return not _TIMING & (drift.fields.keys() | edited(post, record))


def drift_rows(drift: Drift, zone: ZoneInfo) -> Iterator[Row]:
    """The fields that were changed, in the order of a post, long changes shortened."""
    for name, field in drift.fields.items():
        match name:
            case "scheduled_at":
                if field.applied:
                    yield "was", [[past_moment(field.applied, zone)]]
            case "media":
                yield name, _media(drift, field)
            case "text" | "title":
                yield name, prose_lines(field.applied, field.publer, LONGEST)
            case _:
                yield (
                    name,
                    [[Piece(str(field.applied), Style.RED), Piece(f" -> {field.publer}")]],
                )


def _media(drift: Drift, field: Drifted) -> Lines:
    """Publer shows that they are others, and not which."""
    post = drift.change.desired
    if post is None or field.applied is None:
        return [[Piece("others than were applied")]]
    return [[Piece("others than these, which were applied:")], *media_lines(post.media)]
