"""What of a plan is shown, and the sentences about the whole: the same for every format that people read."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.planning.change import Action, Change
from publer_sync.planning.plan import Notice, Plan
from publer_sync.render.actions import LOOKS
from publer_sync.render.words import count

_COUNTED = (Action.NO_CHANGE, Action.PUBLISHED)
_ALWAYS = (Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE)
_IF_ANY = (Action.ADOPT, Action.MOVE, Action.FORGET)
_REST = (Action.PUBLISHED, Action.MISSED, Action.FAILED, Action.BLOCKED)


def shown(plan: Plan) -> tuple[Change, ...]:
    """The changes that need a look, each on its own."""
    return tuple(change for change in plan.changes if change.action not in _COUNTED)


def counted(plan: Plan) -> tuple[Change, ...]:
    """The changes that are settled: only their number matters."""
    return plan.of(*_COUNTED)


def notices(plan: Plan) -> tuple[Notice, ...]:
    """The notices that no shown change says already."""
    said = {
        (str(change.address), code)
        for change in shown(plan)
        for code in (change.action.value, *(because.reason.value for because in change.reasons))
    }
    return tuple(notice for notice in plan.notices if (notice.address, notice.code) not in said)


def remarks(plan: Plan) -> Iterator[str]:
    """Sentences about the whole plan: what it leaves out, and what it would cost."""
    if plan.partial:
        yield f"This plan is partial: it is about {', '.join(plan.options.targets)} only."
    if plan.unmanaged:
        are = (
            "is not managed by these files; it is"
            if plan.unmanaged == 1
            else ("are not managed by these files; they are")
        )
        yield f"{count(plan.unmanaged, 'post')} in Publer {are} left alone."
    if plan.has_work:
        requests = count(plan.requests.estimate, "request")
        windows = count(plan.requests.windows, "rate-limit window")
        yield f"Applying takes about {requests}, {windows}."


def closing(plan: Plan) -> str:
    """The one line that says it all."""
    summary = plan.summary
    unchanged = summary[Action.NO_CHANGE]
    rest = [_counted(summary, action) for action in _REST if summary[action]]
    if plan.has_changes:
        acts = [_counted(summary, a) for a in (*_ALWAYS, *(a for a in _IF_ANY if summary[a]))]
        return f"Plan: {', '.join(acts)}; {', '.join([f'{unchanged} unchanged', *rest])}."
    if not plan.changes:
        return "No changes: the files want no posts, and none is recorded."
    are = "is as the files want it" if unchanged == 1 else "are as the files want them"
    settled = [f"{count(unchanged, 'post')} in Publer {are}"] if unchanged else []
    return f"No changes. {'; '.join([*settled, *rest])}".rstrip(" .") + "."


def _counted(summary: dict[str, int], action: Action) -> str:
    return f"{summary[action]} {LOOKS[action].count}"
