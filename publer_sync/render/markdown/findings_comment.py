"""Findings as a comment on a pull request, where there is no plan because the files have errors."""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.diagnostics import Diagnostic
from publer_sync.render.markdown.budget import Budget
from publer_sync.render.markdown.findings import findings_blocks, numbers
from publer_sync.render.markdown.links import Links


def findings_markdown(
    findings: Sequence[Diagnostic], *, links: Links | None = None, budget: Budget | None = None
) -> str:
    """The comment about files from which no plan can be made, or in which nothing was found.

    Raises ValueError for a budget in which not even the totals are sure to fit.
    """
    links, budget = links or Links(), budget or Budget()
    budget.insist()
    errors = any(found.is_error for found in findings)
    why = " · No plan: a broken file must not look like a removed one." if errors else ""
    head = f"### publer-sync plan\n\n**{numbers(findings) or 'No findings'}**{why}"
    listed = findings_blocks(findings, links, budget.without(head))
    return f"{head}\n\n{listed}" if listed else head
