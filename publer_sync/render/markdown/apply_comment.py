"""Result of an apply, as a comment on the pull requests that brought it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from zoneinfo import ZoneInfo

from publer_sync.execution.events import ChangeResult, Outcome
from publer_sync.planning.change import Change, ChangeStatus
from publer_sync.planning.plan import NoticeCode, Plan
from publer_sync.render.apply import FailureGroup, applied_in_words, end_line, outcomes, troubles
from publer_sync.render.markdown.budget import Budget, fullest
from publer_sync.render.markdown.escape import code, code_in_cell, prose, sentence
from publer_sync.render.markdown.links import Links
from publer_sync.render.markdown.tables import account_cell, file_cell, table, when_cell
from publer_sync.render.plan.actions import LOOKS, verb_of
from publer_sync.render.plan.reasons import notice_advice, notice_says, reason_texts
from publer_sync.render.plan.text import advice_on
from publer_sync.render.text.schedule import time_text_of
from publer_sync.render.text.word_diff import brief

_WORDS = 400
"""Visible characters of what Publer said of a failure."""

_Pair = tuple[Change, ChangeResult]


class _Level(Enum):
    """Level of detail; the value says what is missing."""

    EVERYTHING = ""
    TROUBLES = "What went well is only counted"
    TOTALS = "Posts are only counted"


def apply_markdown(
    plan: Plan,
    results: Sequence[ChangeResult],
    *,
    zone: ZoneInfo,
    links: Links | None = None,
    budget: Budget | None = None,
    partial: bool = False,
) -> str:
    """The comment; `partial` says that these are only the posts that one pull request showed.

    Raises ValueError for a budget in which not even the totals are sure to fit.
    """
    links, budget = links or Links(), budget or Budget()
    budget.insist()
    pairs = [(change, result) for change, result in outcomes(plan, results) if result]

    def at(level: _Level) -> Iterator[str]:
        yield "### publer-sync apply"
        created_items = [result for _, result in pairs]
        yield f"**{prose(applied_in_words(created_items, len(plan.overdue)))}**"
        if level is not _Level.TOTALS:
            yield from _troubles(pairs)
            yield from _overdue(plan, zone)
            yield from _leftovers(plan)
        if level is _Level.EVERYTHING and (rows := list(_rows(pairs, zone, links))):
            yield table(("File", "Account", f"When ({prose(str(zone))})", "Result", "Post"), rows)
        if partial:
            yield "These are the posts of this pull request; the same run applied others too."
        if level.value:
            yield f"{level.value}, as there is no room for more. The summary of the run has more."

    return fullest(tuple(_Level), at, budget)


def _troubles(pairs: Sequence[_Pair]) -> Iterator[str]:
    """Every post that did not end well, with what was said of it and what to do."""
    items = [_trouble(trouble) for trouble in troubles(pairs, in_ci=True)]
    if items:
        yield "\n".join(items)


def _overdue(plan: Plan, zone: ZoneInfo) -> Iterator[str]:
    """Posts that Publer has not published though their time has passed, and that stay as they are."""
    items = []
    for change in plan.of(ChangeStatus.OVERDUE):
        time_text, reasons = time_text_of(change, zone), reason_texts(change.reasons)
        lines = [f"⚠️ {code(str(change.address))} **{verb_of(change)}**, {prose(time_text)}"]
        lines += [prose(line) for line in reasons]
        lines += [f"**To do:** {sentence(advice)}" for advice in advice_on(change)]
        items.append(f"- {'<br>'.join(lines)}")
    if items:
        yield "\n".join(items)


def _leftovers(plan: Plan) -> Iterator[str]:
    """Posts of writes that were given up, which are not managed and stay in Publer until a person decides."""
    items = [
        f"- ⚠️ {code(notice.address or '')} {prose(notice_says(notice))}: {code(notice.detail)}"
        f"<br>**To do:** {sentence(notice_advice(notice, in_ci=True))}"
        for notice in plan.notices
        if notice.code in {NoticeCode.LEFTOVER, NoticeCode.SERIES_LEFTOVER}
    ]
    if items:
        yield "\n".join(items)


def _trouble(trouble: FailureGroup) -> str:
    lines = []
    for change, result in trouble.pairs:
        verb = f"{LOOKS[result.action].verb}: " if change.is_actionable else ""
        lines.append(f"❌ {code(str(result.address))} **{verb}{end_line(result.outcome)}**")
    lines += [code(brief(line, _WORDS)) for line in trouble.message if line]
    lines += [f"**To do:** {sentence(advice)}" for advice in trouble.advice]
    return f"- {'<br>'.join(lines)}"


def _rows(pairs: Sequence[_Pair], zone: ZoneInfo, links: Links) -> Iterator[tuple[str, ...]]:
    for change, result in pairs:
        look = LOOKS[result.action]
        message = end_line(result.outcome) if _is_trouble(result) else look.past_tense or look.verb
        yield (
            file_cell(change, links),
            account_cell(change),
            when_cell(change, zone),
            f"**{message}**" if _is_trouble(result) else message,
            _post(change, result),
        )


def _post(change: Change, result: ChangeResult) -> str:
    """The post in the network, once it is there; until then Publer's id of it."""
    link = change.remote.post_link if change.remote else None
    return prose(link) if link else code_in_cell(result.post_id or "")


def _is_trouble(result: ChangeResult) -> bool:
    return result.outcome is not Outcome.DONE
