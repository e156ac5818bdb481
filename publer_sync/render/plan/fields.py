"""One field of a change as labelled paragraphs: before and after, or what a new post will say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from publer_sync.model.media import Media
from publer_sync.model.network import PostType
from publer_sync.planning.change import Action, Change, FieldChange
from publer_sync.render.plan.field_values import value_in_words
from publer_sync.render.text.page import Piece, Style
from publer_sync.render.text.units import local_time
from publer_sync.render.text.word_diff import LONGEST, Lines, text_lines, word_diff

Row = tuple[str, Lines]

_PROSE = {"text", "title"}
_IN_WHEN = {"scheduled_at", "schedule", "recycle", "standing"}


def field_rows(change: Change, zone: ZoneInfo, *, verbose: bool) -> list[Row]:
    """The fields of a change in their order; the time of a new post is in its `when` row."""
    limit = None if verbose else LONGEST
    fields = change.fields.items()
    rows = [
        (
            "was" if name == "scheduled_at" else name.removeprefix("options."),
            _lines(change, name, field, zone, limit),
        )
        for name, field in fields
        # What the `when` row and the heading say already is left out.
        if field.before is not None
        or not (name in _IN_WHEN or (name, field.after) == ("type", PostType.STATUS))
    ]
    # The text of a post that will be deleted, or would be, is nowhere else to be seen.
    remote = change.remote
    if change.action == Action.DELETE and remote and remote.text and "text" not in change.fields:
        rows.append(("text", text_lines(remote.text, limit=limit)))
    return rows


def _lines(
    change: Change, name: str, field: FieldChange, zone: ZoneInfo, limit: int | None
) -> Lines:
    if name == "scheduled_at":
        return [[past_moment(field.before, zone)]]
    if name == "media":
        return media_lines(change.desired.media if change.desired else ())
    if name in _PROSE:
        return prose_lines(field.before, field.after, limit)
    return [_values(name, field, zone)]


def prose_lines(before: object, after: object, limit: int | None) -> Lines:
    """Render changed words, or the new words where nothing is known from before."""
    was, now = str(before or ""), str(after or "")
    if not was:
        return text_lines(now, limit=limit)
    return word_diff(was, now, whole=limit is None)


def media_lines(media: Sequence[Media]) -> Lines:
    """A line for each medium with what belongs to it."""
    return [[_medium(item)] for item in media] or [[Piece("(none)", Style.DIM)]]


def _medium(item: Media) -> Piece:
    alt = f"alt text: {item.alt}" if item.alt else "no alt text"
    caption = f"; caption: {item.caption}" if item.caption else ""
    cover = f"; cover: {_name(item.cover)}" if item.cover else ""
    tagged = ", ".join(tag.user for tag in item.tags)
    tags = f"; tagged: {tagged}" if tagged else ""
    return Piece(f"{_name(item)} ({alt}{caption}{cover}{tags})")


def _name(item: Media) -> str:
    return PurePosixPath(item.file).name if item.file else item.url or f"Publer's {item.id}"


def _values(name: str, field: FieldChange, zone: ZoneInfo) -> list[Piece]:
    after = Piece(value_in_words(name, field.after, zone))
    if field.before is None:
        return [after]
    return [Piece(value_in_words(name, field.before, zone), Style.RED), Piece(" -> "), after]


def past_moment(value: object, zone: ZoneInfo) -> Piece:
    """A time that a post no longer has."""
    return Piece(local_time(datetime.fromisoformat(str(value)), zone), Style.RED)
