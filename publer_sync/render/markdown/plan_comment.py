"""A plan as a comment on a pull request: never longer than its budget, and nothing in it is ever cut off.

What does not fit is rendered once more with less in it. The levels, from the fullest to the briefest, are
those of `_Level`; what each leaves out is said. Findings and notices have levels and a share of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from zoneinfo import ZoneInfo

from publer_sync.diagnostics import Diagnostic
from publer_sync.planning.plan import Notice, NoticeCode, Plan
from publer_sync.render.markdown import tables
from publer_sync.render.markdown.budget import Budget, fullest
from publer_sync.render.markdown.details import details
from publer_sync.render.markdown.escape import code, prose, sentence
from publer_sync.render.markdown.findings import findings_blocks, numbers
from publer_sync.render.markdown.links import Links
from publer_sync.render.plan.reasons import (
    notice_advice,
    notice_says,
    refusal_advice,
    refusal_text,
)
from publer_sync.render.plan.view import (
    closing_line,
    closing_notes,
    groups,
    notices,
    partial_note,
    shown,
    totals,
)
from publer_sync.render.text.units import count
from publer_sync.render.text.word_diff import brief

_SHARE_OF_FINDINGS, _SHARE_OF_NOTICES = 4, 10
"""The parts of the budget that findings and notices get, so that they cannot take the plan's place."""

_EXCERPT = 280
"""Visible characters of a text where not all of it is shown."""


class _Level(Enum):
    """Level of detail; the value says what is missing."""

    EVERYTHING = ""
    EXCERPTS = "Long texts are shown by their beginnings"
    POSTS = "Posts are shown without their texts"
    FILES = "Posts are counted by file"
    PLAIN_FILES = "Posts are counted by file, without links"
    NAMES = "Files are only named, with the number of their posts"
    FOLDERS = "Files are only counted, by folder"
    TOTALS = "Posts are only counted"


def plan_markdown(
    plan: Plan,
    *,
    zone: ZoneInfo,
    findings: Sequence[Diagnostic] = (),
    links: Links | None = None,
    budget: Budget | None = None,
) -> str:
    """The comment about a plan that was made, with what was found in the files.

    Raises ValueError for a budget in which not even the totals are sure to fit.
    """
    links, budget = links or Links(), budget or Budget()
    budget.insist()
    value = findings_blocks(findings, links, budget.part(_SHARE_OF_FINDINGS))
    noticed = notices_block(plan, budget.part(_SHARE_OF_NOTICES))

    def at(level: _Level) -> Iterator[str]:
        yield from opening(plan, findings, links)
        yield from _changes(plan, zone, links, level)
        yield from filter(None, (value, noticed))
        yield from footer(plan, level.value)

    return fullest(tuple(_Level), at, budget)


def _changes(plan: Plan, zone: ZoneInfo, links: Links, level: _Level) -> Iterator[str]:
    changes = shown(plan)
    if not changes:
        return
    match level:
        case _Level.EVERYTHING | _Level.EXCERPTS:
            yield tables.by_post(changes, zone, links)
            most = None if level is _Level.EVERYTHING else _EXCERPT
            for group in groups(changes):
                yield details(group, zone, links, most)
        case _Level.POSTS:
            yield tables.by_post(changes, zone, links)
        case _Level.FILES:
            yield tables.by_file(changes, zone, links)
        case _Level.PLAIN_FILES:
            yield tables.by_file(changes, zone, Links())
        case _Level.NAMES:
            yield tables.names(changes)
        case _Level.FOLDERS:
            yield tables.by_folder(changes)
        case _Level.TOTALS:
            pass


_MOST = 400
"""Visible characters of what is said about the whole plan, where it repeats what someone wrote."""


_OF_ALL, _BRIEFLY = 4, 100
"""How many notices about the whole plan there is always room for, and for how much of their details."""


def opening(plan: Plan, findings: Sequence[Diagnostic], links: Links) -> Iterator[str]:
    """The title, the status line, and why the plan is refused, or cannot be applied by the clock."""
    yield "### publer-sync plan"
    commit = links.revision(plan.basis.commit or "")
    parts = [
        _status(plan),
        prose(numbers(findings)),
        f"Planned at {commit}" if commit else "",
    ]
    yield " · ".join(part for part in parts if part)
    if plan.partial:
        yield prose(brief(partial_note(plan), _MOST))
    for refusal in plan.refusals:
        message = prose(brief(refusal_text(refusal), _MOST))
        yield f"> [!CAUTION]\n> **{message}**\n> {sentence(refusal_advice(refusal, in_ci=True))}"
    for notice in plan.notices:
        if notice.code is NoticeCode.CLOCKS_DIFFER:
            message = f"{prose(notice_says(notice))}: {code(brief(notice.detail, _MOST))}"
            yield f"> [!WARNING]\n> **{message}**\n> {sentence(notice_advice(notice, in_ci=True))}"


def _status(plan: Plan) -> str:
    if not plan.has_changes:
        return f"**{prose(closing_line(plan))}**"
    results, others = totals(plan, zeros=False)
    acts, rest = ", ".join(words for _, words in results), ", ".join(others)
    return " · ".join(part for part in (acts and f"**{prose(acts)}**", prose(rest)) if part)


def notices_block(plan: Plan, budget: Budget) -> str:
    """Things worth knowing that stop nothing, as fully as the budget allows; nothing if there are none."""
    results = [each for each in notices(plan) if each.code is not NoticeCode.CLOCKS_DIFFER]
    if not results:
        return ""
    levels: Sequence[Callable[[], Iterator[str]]] = (
        lambda: _noticed(results, _MOST),
        lambda: _counted(results),
    )
    return fullest(levels, lambda level: ["#### Notes", "\n".join(level())], budget)


def _counted(notices: Sequence[Notice]) -> Iterator[str]:
    """Those about the whole plan, and how many there are about single posts."""
    value = [notice for notice in notices if not notice.address][:_OF_ALL]
    yield from _noticed(value, _BRIEFLY)
    if more := len(notices) - len(value):
        yield f"- {count(more, 'note')} about single posts: `publer-sync plan` shows them."


def footer(plan: Plan, missing: str) -> Iterator[str]:
    """Render the end: unmanaged posts, requests, and what this comment leaves out."""
    messages = [prose(brief(remark, _MOST)) for remark in closing_notes(plan)]
    if missing:
        messages.append(
            f"{missing}, as there is no room for more. `publer-sync plan` shows everything."
        )
    if messages:
        yield "<br>\n".join(messages)


def _noticed(notices: Iterable[Notice], most: int) -> Iterator[str]:
    for notice in notices:
        about = f"{code(notice.address)}: " if notice.address else ""
        detail = f": {code(brief(notice.detail, most))}" if notice.detail else "."
        advice = notice_advice(notice, in_ci=True)
        do = f"<br>{sentence(advice)}" if advice else ""
        yield f"- {about}{prose(notice_says(notice))}{detail}{do}"
