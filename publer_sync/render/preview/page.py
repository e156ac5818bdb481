"""The page of a preview as data: from posts, a plan and findings to months, days and cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from publer_sync.diagnostics import Severity, totals
from publer_sync.model.address import Address
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.planning.change import Change
from publer_sync.planning.drift import DriftedPost, drift_in
from publer_sync.render.plan.view import closing_line, plan_notes
from publer_sync.render.preview.badges import marks_of, notes_of, remarks_of, summary_of
from publer_sync.render.preview.calendars import months_of
from publer_sync.render.preview.cards import (
    CardMaker,
    Owner,
    marks_of_other,
    other_accounts,
    remote_card,
)
from publer_sync.render.preview.entries import EntryMaker, TimedCard, at_of, grouped, title_of_group
from publer_sync.render.preview.findings import PlacedFindings, finding_views, place_findings
from publer_sync.render.preview.galleries import Pictures, Sheet
from publer_sync.render.preview.inputs import ComparedPlan, PreviewInput
from publer_sync.render.preview.marked_text import as_read
from publer_sync.render.preview.model import Day, Group, PreviewEntry, PreviewPage
from publer_sync.render.preview.repeats import Repeating, repeats
from publer_sync.render.text.sanitize import safe
from publer_sync.render.text.units import count, local_time

_NOTES = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def page_of(subject: PreviewInput) -> PreviewPage:
    """The whole page."""
    sheet = Sheet()
    names = {a.id: a.name for a in subject.compared.view.accounts} if subject.compared else {}
    maker = CardMaker(Pictures(subject.thumbnails, sheet), subject.zone, names)
    placed = place_findings(subject.findings, subject.posts)
    created_items = [*_wanted(subject, maker), *_only_remote(subject, maker)]
    entries = EntryMaker(subject.zone, subject.lines)
    days, groups, repeating = _in_order(created_items, entries, placed, subject)
    today = subject.now.astimezone(subject.zone).date()
    repeat = repeats(repeating, [day.date for day in days], today, subject.zone)
    plan = subject.compared.plan if subject.compared else None
    return PreviewPage(
        title=safe(subject.title),
        lead=_lead(created_items, days),
        zone=str(subject.zone),
        origin=local_time(subject.now, subject.zone),
        summary=summary_of(plan) if plan else (),
        sentences=[safe(closing_line(plan)), *map(safe, plan_notes(plan))] if plan else (),
        remarks=remarks_of(subject.compared) if subject.compared else (),
        findings=finding_views(placed.rest, subject.lines),
        counts=_counts(subject),
        months=months_of(days, today, repeat),
        days=days,
        groups=groups,
        styles=sheet.rules(),
    )


def _wanted(subject: PreviewInput, maker: CardMaker) -> Iterator[TimedCard]:
    """The posts that the files want, with what the plan says about them."""
    changes, drifts = _changes(subject.compared), _drifts(subject.compared)
    for post in subject.posts:
        change = changes.get(post.address)
        marks = marks_of(change, drifts.get(post.address)) if change else ()
        card = maker.card(post, marks, notes_of(change) if change else ())
        yield TimedCard(
            card, post.address.entry, at_of(post.schedule), as_read(post), _place(post), post
        )


def _place(post: Post) -> str:
    return f"{post.source.location.file}:{post.source.location.line}"


def _changes(compared: ComparedPlan | None) -> Mapping[Address, Change]:
    changes = compared.plan.changes if compared else ()
    return {change.address: change for change in changes if change.desired}


def _drifts(compared: ComparedPlan | None) -> Mapping[Address, DriftedPost]:
    return {drift.change.address: drift for drift in drift_in(compared.plan)} if compared else {}


def _only_remote(subject: PreviewInput, maker: CardMaker) -> Iterator[TimedCard]:
    """Return the posts without a file: posts that will be deleted, and unmanaged posts."""
    compared = subject.compared
    if compared is None:
        return
    drifts = _drifts(compared)
    for change in compared.plan.changes:
        if change.desired is None and change.remote:
            marks = marks_of(change, drifts.get(change.address))
            owner = Owner(change.network or Network.IDEAS, change.address.alias)
            card = remote_card(maker, change.remote, owner, marks, notes_of(change))
            source = change.recorded.source if change.recorded else None
            text = change.remote.text or ""
            yield TimedCard(card, change.address.entry, change.scheduled_at, text, source or "")
    for remote, owner in other_accounts(subject, compared):
        card = remote_card(maker, remote, owner, marks_of_other(remote))
        yield TimedCard(
            card, "in Publer", remote.scheduled_at, remote.text or "", single_name=remote.id
        )


def _in_order(
    created_items: Sequence[TimedCard],
    entries: EntryMaker,
    placed: PlacedFindings,
    subject: PreviewInput,
) -> tuple[list[Day], list[Group], list[Repeating]]:
    repeating: list[Repeating] = []
    dated: list[tuple[date, PreviewEntry]] = []
    undated: dict[str, list[PreviewEntry]] = {}
    for group in grouped(created_items):
        first = group[0]
        findings = placed.by_entry.get(first.entry, ()) if first.post else ()
        entry = entries.entry(group, findings)
        if first.post:
            repeating.append((first.post.schedule, entry))
        if first.at:
            dated.append((first.at.astimezone(subject.zone).date(), entry))
        else:
            undated.setdefault(title_of_group(first.post), []).append(entry)
    today = subject.now.astimezone(subject.zone).date()
    days = [_day(n, each, today) for n, each in enumerate(groupby(dated, key=lambda one: one[0]))]
    groups = [Group(anchor=f"g{n}", title=t, entries=e) for n, (t, e) in enumerate(undated.items())]
    return days, groups, repeating


def _day(number: int, dates: tuple[date, Iterator[tuple[date, PreviewEntry]]], today: date) -> Day:
    day, entries = dates
    return Day(
        date=day,
        anchor=f"d{number}",
        title=f"{day:%A} {day.day} {day:%B %Y}",
        note=_NOTES.get((day - today).days, ""),
        entries=[entry for _, entry in entries],
    )


def _lead(created_items: Sequence[TimedCard], days: Sequence[Day]) -> str:
    posts = count(len(created_items), "post")
    on = {
        (m.card.network, m.card.account) for m in created_items if m.card.network != Network.IDEAS
    }
    accounts = f" on {count(len(on), 'account')}" if on else ""
    return f"{posts}{accounts}{_span(days)}"


def _span(days: Sequence[Day]) -> str:
    if not days:
        return ""
    first, last = days[0].date, days[-1].date
    if first == last:
        return f", {_written(first)}"
    return f", {_written(first)} to {_written(last)}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _counts(subject: PreviewInput) -> list[tuple[str, str]]:
    counted = totals(subject.findings)
    names = {Severity.INFO: "remark"}
    return [
        (severity.value, count(counted[severity], names.get(severity, severity.value)))
        for severity in Severity
        if counted[severity]
    ]
