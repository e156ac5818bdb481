"""What stands above and below the changes: the line that says it all, what refuses, notices, the cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from publer_sync.diagnostics import Diagnostic
from publer_sync.planning.plan import Notice, Plan
from publer_sync.render.markdown.budget import Budget, fullest
from publer_sync.render.markdown.escape import code, prose, sentence
from publer_sync.render.markdown.findings import numbers
from publer_sync.render.markdown.links import Links
from publer_sync.render.plan.reasons import notice_advice, notice_says, refusal_advice, refusal_text
from publer_sync.render.plan.view import closing, closing_remarks, notices, partial_remark, totals
from publer_sync.render.text.units import count
from publer_sync.render.text.word_diff import brief

_MOST = 400
"""Visible characters of what is said about the whole plan, where it repeats what somebody wrote."""


_OF_ALL, _BRIEFLY = 4, 100
"""How many notices about the whole plan there is always room for, and for how much of their details."""


def opening(plan: Plan, findings: Sequence[Diagnostic], links: Links) -> Iterator[str]:
    """The title, the status line, and why the plan is refused, if it is."""
    yield "### publer-sync plan"
    commit = links.revision(plan.basis.commit or "")
    parts = [
        _status(plan),
        prose(numbers(findings)),
        f"Planned at {commit}" if commit else "",
    ]
    yield " · ".join(part for part in parts if part)
    if plan.partial:
        yield prose(brief(partial_remark(plan), _MOST))
    for refusal in plan.refusals:
        said = prose(brief(refusal_text(refusal), _MOST))
        yield f"> [!CAUTION]\n> **{said}**\n> {prose(refusal_advice(refusal))}"


def _status(plan: Plan) -> str:
    if not plan.has_changes:
        return f"**{prose(closing(plan))}**"
    done, others = totals(plan, zeros=False)
    acts, rest = ", ".join(words for _, words in done), ", ".join(others)
    return " · ".join(part for part in (acts and f"**{prose(acts)}**", prose(rest)) if part)


def notices_block(plan: Plan, budget: Budget) -> str:
    """Things worth knowing that stop nothing, as fully as the budget allows; nothing if there are none."""
    found = notices(plan)
    if not found:
        return ""
    levels: Sequence[Callable[[], Iterator[str]]] = (
        lambda: _noticed(found, _MOST),
        lambda: _counted(found),
    )
    return fullest(levels, lambda level: ["#### Notes", "\n".join(level())], budget)


def _counted(found: Sequence[Notice]) -> Iterator[str]:
    """Those about the whole plan, and how many there are about single posts."""
    told = [notice for notice in found if not notice.address][:_OF_ALL]
    yield from _noticed(told, _BRIEFLY)
    if more := len(found) - len(told):
        yield f"- {count(more, 'note')} about single posts: `publer-sync plan` shows them."


def footer(plan: Plan, missing: str) -> Iterator[str]:
    """What the plan leaves alone, what it costs, and what this comment leaves out."""
    said = [prose(brief(remark, _MOST)) for remark in closing_remarks(plan)]
    if missing:
        said.append(
            f"{missing}, as there is no room for more. `publer-sync plan` shows everything."
        )
    if said:
        yield "<br>\n".join(said)


def _noticed(found: Iterable[Notice], most: int) -> Iterator[str]:
    for notice in found:
        about = f"{code(notice.address)}: " if notice.address else ""
        detail = f": {code(brief(notice.detail, most))}" if notice.detail else "."
        advice = notice_advice(notice)
        do = f"<br>{sentence(advice)}" if advice else ""
        yield f"- {about}{prose(notice_says(notice))}{detail}{do}"
