"""One field of a change as labelled paragraphs: before and after, or what a new post will say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from publer_sync.model.network import PostType
from publer_sync.model.post import Media
from publer_sync.planning.change import Action, Change, FieldChange
from publer_sync.render.layout import Piece
from publer_sync.render.style import Style
from publer_sync.render.word_diff import Lines, text_lines, word_diff
from publer_sync.render.words import local_time

Row = tuple[str, Lines]

TEXT_LIMIT = 400
"""Characters of a text that are shown unless everything is asked for."""

_PROSE = {"text", "title"}


def field_rows(change: Change, zone: ZoneInfo, *, verbose: bool) -> list[Row]:
    """The fields of a change in their order; the time of a new post stands in its `when` row."""
    limit = None if verbose else TEXT_LIMIT
    fields = change.fields.items()
    rows = [(n, _lines(change, n, field, zone, limit)) for n, field in fields if _tells(n, field)]
    return [("was" if n == "scheduled_at" else n, lines) for n, lines in rows] + _going(
        change, limit
    )


def _tells(name: str, field: FieldChange) -> bool:
    """Whether a field says more than the `when` row and the heading do."""
    plain = name == "scheduled_at" or (name, field.after) == ("type", PostType.STATUS)
    return field.before is not None or not plain


def _lines(
    change: Change, name: str, field: FieldChange, zone: ZoneInfo, limit: int | None
) -> Lines:
    if name == "scheduled_at":
        return [[_moment(field.before, zone)]]
    if name == "media":
        return _media(change.desired.media if change.desired else ())
    return _prose(field, limit) if name in _PROSE else [_values(field)]


def _going(change: Change, limit: int | None) -> list[Row]:
    """The text of a post that will be deleted, which is nowhere else to be seen."""
    remote = change.remote
    if change.action is Action.DELETE and remote and remote.text and "text" not in change.fields:
        return [("text", text_lines(remote.text, limit=limit))]
    return []


def _prose(field: FieldChange, limit: int | None) -> Lines:
    before, after = str(field.before or ""), str(field.after or "")
    if not before:
        return text_lines(after, limit=limit)
    return word_diff(before, after, whole=limit is None)


def _media(media: Sequence[Media]) -> Lines:
    return [[_medium(item)] for item in media] or [[Piece("(none)", Style.DIM)]]


def _medium(item: Media) -> Piece:
    name = PurePosixPath(item.file).name if item.file else f"Publer's {item.id}"
    alt = f"alt text: {item.alt}" if item.alt else "no alt text"
    caption = f"; caption: {item.caption}" if item.caption else ""
    return Piece(f"{name} ({alt}{caption})")


def _values(field: FieldChange) -> list[Piece]:
    after = Piece(_value(field.after))
    if field.before is None:
        return [after]
    return [Piece(_value(field.before), Style.RED), Piece(" -> "), after]


def _value(value: object) -> str:
    match value:
        case None:
            return "(none)"
        case str():
            return value
        case [*items] if all(isinstance(item, str) for item in items):
            return ", ".join(str(item) for item in items)
        case {"url": str(url), **rest}:
            return ", ".join([url, *(f"{key}: {word}" for key, word in rest.items())])
        case _:
            return json.dumps(value, ensure_ascii=False)


def _moment(value: object, zone: ZoneInfo) -> Piece:
    return Piece(local_time(datetime.fromisoformat(str(value)), zone), Style.RED)
