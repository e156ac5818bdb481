"""Drift in words and as JSON: what was changed in Publer since it was applied or was not published there, and
what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import instant
from publer_sync.planning.change import Reason
from publer_sync.planning.drift import (
    DriftedField,
    DriftedPost,
    DriftKind,
    Silence,
    UnpublishedPost,
    UnpublishedPosts,
)
from publer_sync.planning.fields import edited_fields
from publer_sync.render.plan.fields import Row, media_lines, past_moment, prose_lines
from publer_sync.render.plan.reasons import REASONS, UNEXPLAINED
from publer_sync.render.state.records import NO_STATE
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.schedule import time_text_of
from publer_sync.render.text.units import count, local_time
from publer_sync.render.text.word_diff import LONGEST, Lines

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
        "Remove it from its file if it should stay deleted; apply creates it again if its time is ahead.",
    ),
    DriftKind.TAKEN_OVER: (
        "a draft of which someone made a post",
        REASONS[Reason.TAKEN_OVER].do,
    ),
}
"""What was done to a post, and what to do about it."""

NO_BACKLOG = UnpublishedPosts()


def drift_text(
    drifted_posts: Sequence[DriftedPost],
    silence: Silence | None,
    *,
    recorded: int | None,
    settling: int = 0,
    backlog: UnpublishedPosts = NO_BACKLOG,
    zone: ZoneInfo,
    color: bool,
    width: int,
) -> str:
    """A block for each post, the overdue ones first, the accounts that fall silent, and one closing line;
    `recorded` is None where there is no state, `settling` the number of recorded posts that Publer does not
    show yet."""
    page = TextPage(color=color, width=width)
    for each in backlog.overdue:
        _add_unpublished(page, each, zone, Style.RED)
    for drift in drifted_posts:
        _add(page, drift, zone)
    for each in backlog.blocked:
        _add_unpublished(page, each, zone, Style.YELLOW)
    page.gap()
    if silence:
        page.line(Piece(silence_text(silence, zone), Style.YELLOW))
        page.gap()
    page.line(
        Piece(_closing(drifted_posts, recorded, settling) + backlog_in_words(backlog), Style.BOLD)
    )
    return page.text()


def silence_text(silence: Silence, zone: ZoneInfo) -> str:
    """The accounts with nothing to go out for as long as the team looks ahead."""
    names = ", ".join(silence.aliases)
    return f"Nothing is scheduled until {local_time(silence.until, zone)} on: {names}"


def _add(page: TextPage, drift: DriftedPost, zone: ZoneInfo) -> None:
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
    if time_text := drift_when(drift, zone):
        page.row("when", [time_text], indent=6, column=14)
    for label, lines in drift_rows(drift, zone):
        page.row(label, *lines, indent=6, column=14)
    page.row("do", [advice], indent=6, column=14)


def _add_unpublished(page: TextPage, each: UnpublishedPost, zone: ZoneInfo, style: Style) -> None:
    change = each.change
    network = f" ({change.network.label})" if change.network else ""
    page.gap()
    page.line(
        Piece("  ! ", style),
        Piece(str(change.address), Style.BOLD),
        Piece(f"  {unpublished_heading(each)}{network}", style),
        hang=6,
    )
    if each.scheduled_at:
        page.row("when", [local_time(each.scheduled_at, zone)], indent=6, column=14)
    rows = list(unpublished_rows(each))
    for label in ("why", "do"):
        page.row(label, *([text] for name, text in rows if name == label), indent=6, column=14)


def unpublished_heading(each: UnpublishedPost) -> str:
    """Return the heading for the post's status."""
    return "overdue" if each.is_overdue else "will not be published as it stands"


def unpublished_rows(each: UnpublishedPost) -> Iterator[tuple[str, str]]:
    """Return why Publer has not published the post or will not, as far as it tells, and what to do."""
    reasons = [Reason.OVERDUE] if each.is_overdue else []
    reasons += [each.obstacle] if each.obstacle else []
    for reason in reasons:
        yield "why", f"{REASONS[reason].says}."
    if each.obstacle is None:
        yield "why", UNEXPLAINED
    for reason in reversed(reasons):  # Publer publishes nothing before the obstacle is gone
        yield "do", REASONS[reason].do


def backlog_in_words(backlog: UnpublishedPosts) -> str:
    """Render the numbers of overdue, blocked and unclear posts as further sentences; empty if none."""
    numbers = (
        ("Overdue", len(backlog.overdue)),
        ("Will not be published as they stand", len(backlog.blocked)),
        ("Next time not known", len(backlog.unknown)),
    )
    return "".join(f" {words}: {count(number, 'post')}." for words, number in numbers if number)


def _closing(drifted_posts: Sequence[DriftedPost], recorded: int | None, settling: int) -> str:
    if recorded is None:
        return NO_STATE
    if not drifted_posts:
        unseen = f", {settling} not visible there yet" if settling else ""
        return f"No drift: {count(recorded, 'recorded post')}, none changed in Publer{unseen}."
    return drift_in_words(drifted_posts, settling)


def drift_in_words(drifted_posts: Sequence[DriftedPost], settling: int = 0) -> str:
    """Render the number of changed posts by kind, and of those that Publer does not show yet."""
    unseen = f" Not visible in Publer yet: {count(settling, 'post')}." if settling else ""
    if not drifted_posts:
        return f"No drift.{unseen}"
    kinds = [(kind, sum(d.kind is kind for d in drifted_posts)) for kind in DriftKind]
    message = ", ".join(f"{number} {kind.replace('_', ' ')}" for kind, number in kinds if number)
    return f"Drift: {message}.{unseen}"


# Drift as the JSON that machines read.

FORMAT_VERSION = 1


def drift_json(
    drifted_posts: Sequence[DriftedPost],
    silence: Silence | None,
    settling: Sequence[Address] = (),
    backlog: UnpublishedPosts = NO_BACKLOG,
) -> str:
    """The document that `schemas/drift.schema.json` describes."""
    counted = Counter(drift.kind for drift in drifted_posts)
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "summary": {kind.value: counted[kind] for kind in DriftKind},
            "posts": [_post(drift) for drift in drifted_posts],
            "overdue": [_unpublished(each) for each in backlog.overdue],
            "blocked": [_unpublished(each) for each in backlog.blocked],
            "unknown": [str(address) for address in backlog.unknown],
            "settling": [str(address) for address in settling],
            "silent": {"accounts": list(silence.aliases), "until": instant(silence.until)}
            if silence
            else None,
        }
    )


def _post(drift: DriftedPost) -> dict[str, Any]:
    change = drift.change
    record = change.recorded
    time = drift.scheduled_at
    return {
        "address": str(change.address),
        "kind": drift.kind.value,
        "network": change.network.value if change.network else None,
        "post_id": change.remote.id if change.remote else record.post_id if record else None,
        "scheduled_at": instant(time) if time else None,
        "source": record.source if record else None,
        "fields": {
            name: {"applied": field.applied, "publer": field.publer, "file": field.file}
            for name, field in drift.fields.items()
        },
    }


def _unpublished(each: UnpublishedPost) -> dict[str, Any]:
    change, time = each.change, each.scheduled_at
    return {
        "address": str(change.address),
        "network": change.network.value if change.network else None,
        "post_id": change.remote.id if change.remote else None,
        "scheduled_at": instant(time) if time else None,
        "source": change.recorded.source if change.recorded else None,
        "because": each.obstacle.value if each.obstacle else None,
    }


# What was changed in a post in Publer: as it was applied, and as it is there now.
# A plan shows the opposite direction, since it tells what apply would put back.

_TIMING = frozenset({"scheduled_at", "schedule", "recycle", "standing"})


def drift_when(drift: DriftedPost, zone: ZoneInfo) -> str:
    """When the post goes out by what Publer has, or would have gone out; empty if it has no time.

    The file's words are used where its time is the one that was applied: they tell of series and drafts too.
    """
    if _is_timed_by_file(drift):
        return time_text_of(drift.change, zone)
    return local_time(drift.scheduled_at, zone) if drift.scheduled_at else ""


def _is_timed_by_file(drift: DriftedPost) -> bool:
    post, record = drift.change.desired, drift.change.recorded
    if post is None or record is None or drift.kind is DriftKind.TAKEN_OVER:
        return False
    return not _TIMING & (drift.fields.keys() | edited_fields(post, record))


def drift_rows(drift: DriftedPost, zone: ZoneInfo) -> Iterator[Row]:
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


def _media(drift: DriftedPost, field: DriftedField) -> Lines:
    """Publer shows that they are others, and not which."""
    post = drift.change.desired
    if post is None or field.applied is None:
        return [[Piece("others than were applied")]]
    return [[Piece("others than these, which were applied:")], *media_lines(post.media)]
