"""Findings as a list with links to their lines; where there are many, how many each file has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from publer_sync.diagnostics import Diagnostic, Location, Severity, in_reading_order, totals
from publer_sync.render.markdown.budget import Budget, fullest, until_spent
from publer_sync.render.markdown.escape import code, code_in_cell, prose, row, sentence
from publer_sync.render.markdown.links import Links
from publer_sync.render.text.units import count
from publer_sync.render.text.word_diff import brief

_SYMBOLS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}  # noqa: RUF001
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}

_WORDS = 600
"""Visible characters of a message or a hint: what is longer repeats what someone wrote."""


def findings_blocks(diagnostics: Sequence[Diagnostic], links: Links, budget: Budget) -> str:
    """The findings as fully as the budget allows; nothing if there are none."""
    if not diagnostics:
        return ""
    levels: Sequence[Callable[[], Iterator[str]]] = (
        lambda: _listed(diagnostics, links, budget, hints=True),
        lambda: _listed(diagnostics, links, budget, hints=False),
        lambda: _by_file(diagnostics),
        lambda: _totals(diagnostics),
    )
    return fullest(levels, lambda level: level(), budget)


def numbers(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`; empty if there are none."""
    counted = totals(diagnostics)
    return ", ".join(count(counted[s], noun) for s, noun in _NOUNS.items() if counted[s])


def _listed(
    diagnostics: Sequence[Diagnostic], links: Links, budget: Budget, *, hints: bool
) -> Iterator[str]:
    yield "#### Findings"
    groups = (tuple(group) for _, group in groupby(in_reading_order(diagnostics), key=_alike))
    items = (line for group in groups for line in _item(group, links, hints))
    yield "\n".join(until_spent(items, budget))


def _alike(diagnostic: Diagnostic) -> tuple[Location | None, str, Severity, str | None]:
    return diagnostic.location, diagnostic.rule, diagnostic.severity, diagnostic.hint


def _item(group: Sequence[Diagnostic], links: Links, hints: bool) -> Iterator[str]:
    """Findings at one place with one hint: the place is said once, and so is the hint."""
    first = group[0]
    location = f" {links.place(first.location)}" if first.location else ""
    head = f"{_SYMBOLS[first.severity]} **{_NOUNS[first.severity]}** {code(first.rule)}{location}"
    messages = [f"{_said(each.message)}{_concerns(each)}" for each in group]
    if hints and first.hint:
        messages.append(f"*hint:* {_said(first.hint)}")
    yield f"- {'<br>'.join([head, *messages])}"


def _said(text: str) -> str:
    return sentence(brief(text, _WORDS))


def _concerns(diagnostic: Diagnostic) -> str:
    return f" ({code(brief(diagnostic.address, _WORDS))})" if diagnostic.address else ""


def _by_file(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    yield "#### Findings"
    files: dict[str, list[Diagnostic]] = {}
    for each in in_reading_order(diagnostics):
        files.setdefault(each.location.file if each.location else "", []).append(each)
    head = [row(["File", "Findings"]), row(["---", "---"])]
    rows = [row([code_in_cell(f) or "the project", numbers(e)]) for f, e in files.items()]
    yield "\n".join([*head, *rows])
    yield f"There are too many to list them here: {_HOW_TO_SEE}"


def _totals(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    files = {each.location.file for each in diagnostics if each.location}
    every_file = files and not any(each.more for each in diagnostics)
    location = f" in {count(len(files), 'file')}" if every_file else ""
    yield "#### Findings"
    yield f"{prose(numbers(diagnostics))}{location}: too many to list them here. {_HOW_TO_SEE}"


_HOW_TO_SEE = "`publer-sync validate` shows all of them."


# Findings as a comment on a pull request, where there is no plan because the files have errors.


def findings_markdown(
    findings: Sequence[Diagnostic], *, links: Links | None = None, budget: Budget | None = None
) -> str:
    """The comment about files from which no plan can be made, or in which nothing was found.

    Raises ValueError for a budget in which not even the totals are sure to fit.
    """
    links, budget = links or Links(), budget or Budget()
    budget.insist()
    errors = any(diagnostic.is_error for diagnostic in findings)
    reason = " · No plan: a broken file must not look like a removed one." if errors else ""
    head = f"### publer-sync plan\n\n**{numbers(findings) or 'No findings'}**{reason}"
    listed = findings_blocks(findings, links, budget.without(head))
    return f"{head}\n\n{listed}" if listed else head
