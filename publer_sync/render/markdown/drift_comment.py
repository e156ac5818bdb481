"""Drift as an issue: what differs, since when nothing was said of it, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from zoneinfo import ZoneInfo

from publer_sync.model.fingerprint import digest
from publer_sync.planning.drift import DriftedPost, DriftKind, Silence, UnpublishedPosts
from publer_sync.render.drift import (
    DRIFTED,
    NO_BACKLOG,
    backlog_in_words,
    drift_in_words,
    drift_rows,
    drift_when,
    silence_text,
    unpublished_heading,
    unpublished_rows,
)
from publer_sync.render.markdown.budget import Budget, fullest
from publer_sync.render.markdown.escape import code, code_in_html, fence, prose, sentence
from publer_sync.render.markdown.links import Links
from publer_sync.render.markdown.tables import account_cell, file_cell, table, time_cell
from publer_sync.render.text.units import local_time

TITLE = "Publer and the files differ"
CLEAN = "Publer shows again what was applied."


class _Level(Enum):
    """Level of detail; the value says what is missing."""

    EVERYTHING = ""
    POSTS = "Posts are shown without what was changed in them"
    TOTALS = "Posts are only counted"


def drift_digest(
    drifted_posts: Sequence[DriftedPost], backlog: UnpublishedPosts = NO_BACKLOG
) -> str:
    """Stands for this drift: the same for as long as the same posts differ in the same way, or are overdue
    for the same reason."""
    drifted: list[object] = [
        {
            "address": str(drift.change.address),
            "kind": drift.kind.value,
            "fields": {name: field.publer for name, field in drift.fields.items()},
        }
        for drift in drifted_posts
    ]
    return digest(drifted + [[str(e.change.address), e.obstacle] for e in backlog.overdue])


def drift_markdown(
    drifted_posts: Sequence[DriftedPost],
    silence: Silence | None,
    *,
    settling: int = 0,
    backlog: UnpublishedPosts = NO_BACKLOG,
    zone: ZoneInfo,
    links: Links | None = None,
    budget: Budget | None = None,
) -> str:
    """The text of the issue; and of a summary, which also says how many posts Publer does not show yet.

    Raises ValueError for a budget in which not even the totals are sure to fit.
    """
    links, budget = links or Links(), budget or Budget()
    budget.insist()

    def at(level: _Level) -> Iterator[str]:
        yield f"**{prose(drift_in_words(drifted_posts, settling) + backlog_in_words(backlog))}**"
        if level is not _Level.TOTALS:
            yield from _unpublished(backlog, zone)
        if drifted_posts and level is not _Level.TOTALS:
            yield _rows(drifted_posts, zone, links)
        if level is _Level.EVERYTHING:
            for drift in drifted_posts:
                yield from _details(drift, zone)
        yield from _advice(drifted_posts)
        if silence:
            yield f"⚠️ {prose(silence_text(silence, zone))}"
        if level.value:
            yield f"{level.value}, as there is no room for more. `publer-sync drift` shows everything."

    return fullest(tuple(_Level), at, budget)


def drift_news(drifted_posts: Sequence[DriftedPost], backlog: UnpublishedPosts = NO_BACKLOG) -> str:
    """The comment for those who follow the issue, when something else differs now."""
    words = drift_in_words(drifted_posts) + backlog_in_words(backlog)
    return f"{prose(words)} The text above says in which posts."


def _unpublished(backlog: UnpublishedPosts, zone: ZoneInfo) -> Iterator[str]:
    """The posts that are overdue, then those that will not be published as they stand."""
    items = []
    for each in (*backlog.overdue, *backlog.blocked):
        time_text = f", {prose(local_time(each.scheduled_at, zone))}" if each.scheduled_at else ""
        lines = [f"⚠️ {code(str(each.change.address))} **{unpublished_heading(each)}**{time_text}"]
        for label, text in unpublished_rows(each):
            lines.append(f"**To do:** {sentence(text)}" if label == "do" else prose(text))
        items.append(f"- {'<br>'.join(lines)}")
    if items:
        yield "\n".join(items)


def _rows(drifted_posts: Sequence[DriftedPost], zone: ZoneInfo, links: Links) -> str:
    rows = [
        (
            file_cell(drift.change, links),
            account_cell(drift.change),
            _when(drift, zone),
            DRIFTED[drift.kind][0],
        )
        for drift in drifted_posts
    ]
    return table(("File", "Account", f"When ({prose(str(zone))})", "What"), rows)


def _when(drift: DriftedPost, zone: ZoneInfo) -> str:
    """The day above the time, where it has one; in words where it comes again or Publer picks it."""
    post = drift.change.desired
    own = post is None or post.has_own_time or drift.kind is DriftKind.TAKEN_OVER
    if drift.scheduled_at and own:
        return time_cell(drift.scheduled_at, zone)
    return prose(drift_when(drift, zone))


def _details(drift: DriftedPost, zone: ZoneInfo) -> Iterator[str]:
    display = drift_rows(drift, zone)
    blocks = [f"{prose(label)}:\n\n{fence(lines)}" for label, lines in display if lines]
    if blocks:
        summary = f"<summary>{code_in_html(str(drift.change.address))}</summary>"
        yield "\n\n".join([f"<details>{summary}", *blocks, "</details>"])


def _advice(drifted_posts: Sequence[DriftedPost]) -> Iterator[str]:
    kinds = [kind for kind in DriftKind if any(drift.kind is kind for drift in drifted_posts)]
    if kinds:
        yield "\n".join(f"- {code(DRIFTED[kind][0])}: {prose(DRIFTED[kind][1])}" for kind in kinds)
