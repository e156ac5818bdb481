"""A plan as a comment on a pull request: never longer than its budget, and nothing in it is ever cut off.

What does not fit is rendered once more with less in it. The levels, from the fullest to the briefest, are
those of `_Level`; what each leaves out is said. Findings and notices have levels and a share of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from zoneinfo import ZoneInfo

from publer_sync.diagnostics import Diagnostic
from publer_sync.planning.plan import Plan
from publer_sync.render.markdown import tables
from publer_sync.render.markdown.budget import Budget, fullest
from publer_sync.render.markdown.details import details
from publer_sync.render.markdown.findings import findings_blocks
from publer_sync.render.markdown.heading import footer, notices_block, opening
from publer_sync.render.markdown.links import Links
from publer_sync.render.plan.view import groups, shown

_SHARE_OF_FINDINGS, _SHARE_OF_NOTICES = 4, 10
"""The parts of the budget that findings and notices get, so that they cannot take the plan's place."""

_EXCERPT = 280
"""Visible characters of a text where not all of it is shown."""


class _Level(Enum):
    """What is shown; the value says what is missing."""

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
    found = findings_blocks(findings, links, budget.part(_SHARE_OF_FINDINGS))
    noticed = notices_block(plan, budget.part(_SHARE_OF_NOTICES))

    def at(level: _Level) -> Iterator[str]:
        yield from opening(plan, findings, links)
        yield from _changes(plan, zone, links, level)
        yield from filter(None, (found, noticed))
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
