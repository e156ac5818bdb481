"""What of a plan is shown, and the sentences about the whole: the same for every format that people read."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.planning.change import Action, Change
from publer_sync.planning.plan import Notice, Plan
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.plan.unchanged import published_count, unchanged_counts, unchanged_in_words
from publer_sync.render.text.units import count

_COUNTED = (Action.NO_CHANGE, Action.PUBLISHED)
_ALWAYS = (Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE)
_IF_ANY = (Action.ADOPT, Action.MOVE, Action.FORGET)
_MINUTES_OF_A_WINDOW = 2
_TROUBLES = (Action.MISSED, Action.FAILED, Action.BLOCKED)


def shown(plan: Plan) -> tuple[Change, ...]:
    """The changes that need a look, each on its own."""
    return tuple(change for change in plan.changes if change.action not in _COUNTED)


def counted(plan: Plan) -> tuple[Change, ...]:
    """The changes that are settled: only their number matters."""
    return plan.of(*_COUNTED)


def file_of(change: Change) -> str | None:
    """The file that wants the post, or the one that did."""
    if change.desired:
        return change.desired.source.location.file
    return change.recorded.source if change.recorded else None


def text_of(change: Change) -> str:
    """What the post says: as its file wants it, or as it stands in Publer and will go."""
    if change.desired:
        return change.desired.text
    return (change.remote.text or "") if change.remote else ""


def notices(plan: Plan) -> tuple[Notice, ...]:
    """The notices that no shown change says already."""
    said = {
        (str(change.address), code)
        for change in shown(plan)
        for code in (change.action.value, *(because.reason.value for because in change.reasons))
    }
    return tuple(notice for notice in plan.notices if (notice.address, notice.code) not in said)


def remarks(plan: Plan) -> Iterator[str]:
    """Sentences about the whole plan: what it leaves out, what it leaves alone, and what it would cost."""
    if plan.partial:
        yield partial_remark(plan)
    yield from closing_remarks(plan)


def partial_remark(plan: Plan) -> str:
    """What a partial plan is about."""
    return f"This plan is partial: it is about {', '.join(plan.options.targets)} only."


def closing_remarks(plan: Plan) -> Iterator[str]:
    """What the plan leaves alone, and what it would cost."""
    if plan.unmanaged:
        are, they_are = ("is", "it is") if plan.unmanaged == 1 else ("are", "they are")
        yield (
            f"{count(plan.unmanaged, 'post')} of these accounts in the time that this plan looks at {are} "
            f"not managed by these files; {they_are} left alone."
        )
    if plan.has_work:
        requests = count(plan.requests.estimate, "request")
        windows = count(plan.requests.windows, "rate-limit window")
        patience = _MINUTES_OF_A_WINDOW * (plan.requests.windows - 1)
        least = f", so at least {count(patience, 'minute')}" if patience else ""
        yield f"Applying takes about {requests}, {windows}{least}."


Total = tuple[Action, str]
"""An action and how often it occurs, in words."""


def totals(plan: Plan, *, zeros: bool = True) -> tuple[list[Total], list[str]]:
    """What would be done, the four that write in any case unless `zeros` are left out; and the rest."""
    acts = [(a, zeros) for a in _ALWAYS] + [(a, False) for a in _IF_ANY]
    done = [(a, _number(plan, a)) for a, always in acts if always or plan.summary[a]]
    unchanged = unchanged_counts(plan) or ([_number(plan, Action.NO_CHANGE)] if zeros else [])
    return done, [*unchanged, *_rest(plan)]


def closing(plan: Plan) -> str:
    """The one line that says it all."""
    if plan.has_changes:
        acts, rest = totals(plan)
        return f"Plan: {', '.join(words for _, words in acts)}; {', '.join(rest)}."
    if not plan.changes:
        return "No changes: the files want no posts, and none is recorded."
    return f"No changes. {'; '.join(filter(None, [unchanged_in_words(plan), *_rest(plan)]))}."


def _rest(plan: Plan) -> list[str]:
    """The numbers of those that apply leaves alone and that are not simply unchanged."""
    published = [published_count(plan)] if plan.summary[Action.PUBLISHED] else []
    return published + [_number(plan, action) for action in _TROUBLES if plan.summary[action]]


def _number(plan: Plan, action: Action) -> str:
    return f"{plan.summary[action]} {LOOKS[action].count}"
