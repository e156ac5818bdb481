"""View of a plan: the changes shown, the groups, and the sentences about the whole.

It is the same for every format that people read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publer_sync.planning.change import HELD, Action, Change, ChangeStatus, Reason
from publer_sync.planning.plan import Notice, NoticeCode, Plan
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.text.units import count

_COUNTED = (Action.NO_CHANGE, ChangeStatus.PUBLISHED)
_ALWAYS = (Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE)
_IF_ANY = (Action.ADOPT, Action.MOVE, Action.FORGET)
_MINUTES_OF_A_WINDOW = 2
_TROUBLES = (
    ChangeStatus.MISSED,
    ChangeStatus.FAILED,
    ChangeStatus.OVERDUE,
    HELD,
)


def shown(plan: Plan) -> tuple[Change, ...]:
    """The changes that need a look, each on its own."""
    return tuple(change for change in plan.changes if change.section not in _COUNTED)


def count_line(plan: Plan) -> tuple[Change, ...]:
    """The changes that are settled: only their number matters."""
    return plan.of(*_COUNTED)


def file_of(change: Change) -> str | None:
    """The file that wants the post, or the one that did."""
    if change.desired:
        return change.desired.source.location.file
    return change.recorded.source if change.recorded else None


def text_of(change: Change) -> str:
    """Return the text of the post: from its file, or from Publer where it will be deleted."""
    if change.desired:
        return change.desired.text
    return (change.remote.text or "") if change.remote else ""


def notices(plan: Plan) -> tuple[Notice, ...]:
    """The notices that no shown change says already."""
    message = {
        (str(change.address), code)
        for change in shown(plan)
        for code in (change.section, *(because.reason.value for because in change.all_reasons))
    }
    return tuple(notice for notice in plan.notices if (notice.address, notice.code) not in message)


def plan_notes(plan: Plan) -> Iterator[str]:
    """Sentences about the whole plan: what it leaves out, what it leaves alone, and what it would cost."""
    if plan.partial:
        yield partial_note(plan)
    yield from closing_notes(plan)


def partial_note(plan: Plan) -> str:
    """Return the note on a partial plan."""
    return f"This plan is partial: it is about {', '.join(plan.options.targets)} only."


def closing_notes(plan: Plan) -> Iterator[str]:
    """Return the notes on unmanaged posts and on the cost."""
    if plan.unmanaged:
        are, it = ("is", "It") if plan.unmanaged == 1 else ("are", "They")
        others = count(plan.unmanaged, "other post")
        yield f"{others} in this period {are} not managed here. {it} will not be changed."
    if plan.has_work:
        requests = count(plan.requests.estimate, "request")
        patience = _MINUTES_OF_A_WINDOW * (plan.requests.windows - 1)
        duration = f"at least {count(patience, 'minute')}" if patience else "under 2 minutes"
        yield f"Apply needs about {requests} ({duration})."


Total = tuple[str, str]
"""A section and how often it occurs, in words."""


def totals(plan: Plan, *, zeros: bool = True) -> tuple[list[Total], list[str]]:
    """Return the totals, the four actions that write in any case unless `zeros` are left out; and the
    rest."""
    acts = [(a, zeros) for a in _ALWAYS] + [(a, False) for a in _IF_ANY]
    results: list[Total] = [
        (a, _number(plan, a)) for a, enabled in acts if enabled or plan.summary[a]
    ]
    unchanged = unchanged_counts(plan) or ([_number(plan, Action.NO_CHANGE)] if zeros else [])
    return results, [*unchanged, *_rest(plan)]


def closing_line(plan: Plan) -> str:
    """The one line that says it all."""
    if plan.has_changes:
        acts, rest = totals(plan)
        return f"Plan: {', '.join(words for _, words in acts)}; {', '.join(rest)}."
    if not plan.changes:
        return "No changes: there are no post files, and no post is recorded."
    return f"No changes. {'; '.join(filter(None, [unchanged_in_words(plan), *_rest(plan)]))}."


def _rest(plan: Plan) -> list[str]:
    """The numbers of those that apply leaves alone and that are not simply unchanged."""
    published = [published_count(plan)] if plan.summary[ChangeStatus.PUBLISHED] else []
    troubles = [_number(plan, action) for action in _TROUBLES if plan.summary[action]]
    held_count = len(plan.overdue) - plan.summary[ChangeStatus.OVERDUE]
    if held_count:
        troubles[-1] += f" ({held_count} overdue)"
    return published + troubles


def _number(plan: Plan, section: str) -> str:
    return f"{plan.summary[section]} {LOOKS[section].count}"


# How the posts stand that a plan leaves alone: only those that are as the files want them are called so.


@dataclass(frozen=True, slots=True)
class _Standing:
    """Words for a status: for one post, for several, and briefly after a number."""

    one: str
    many: str
    brief: str


_WANTED = _Standing("in Publer matches its file", "in Publer match their files", "unchanged")
_OFFLINE = _Standing("matches what was applied last", "match what was applied last", "unchanged")
_UNSOUGHT = _Standing("was not looked for", "were not looked for", "not looked for")
_APART = {
    Reason.SETTLING: _Standing(
        "is not visible in Publer yet", "are not visible in Publer yet", "not visible yet"
    ),
    Reason.TAKEN_OVER: _Standing(
        "was taken over in Publer", "were taken over in Publer", "taken over in Publer"
    ),
    Reason.IMPORTED: _Standing(
        "is imported, and its file is not merged yet",
        "are imported, and their files are not merged yet",
        "imported without a file",
    ),
    Reason.GONE: _Standing(
        "is no longer in Publer", "are no longer in Publer", "no longer in Publer"
    ),
}
_FILE_CHANGED = {Reason.NEEDS_UPDATE_PUBLISHED, Reason.NOT_EDITABLE, Reason.FOUND_BY_WORDS}
"""Why a published post is not changed although its file was."""


def unchanged_in_words(plan: Plan) -> str:
    """A sentence about the posts for which there is nothing to do, without its full stop; empty if none."""
    words: list[str] = []
    for standing, number in _unchanged(plan):
        subject = str(number) if words else count(number, "post")
        words.append(f"{subject} {standing.one if number == 1 else standing.many}")
    return ", ".join(words)


def unchanged_counts(plan: Plan) -> list[str]:
    """The same as numbers, each with few words."""
    return [f"{number} {standing.brief}" for standing, number in _unchanged(plan)]


def published_count(plan: Plan) -> str:
    """Render the number of published posts, and of those whose file was edited since."""
    published = plan.of(ChangeStatus.PUBLISHED)
    total = f"{len(published)} {LOOKS[ChangeStatus.PUBLISHED].count}"
    edited = sum(any(b.reason in _FILE_CHANGED for b in change.reasons) for change in published)
    location = "its file" if edited == 1 else "their files"
    return f"{total} ({edited} edited in {location} since)" if edited else total


def _unchanged(plan: Plan) -> Iterator[tuple[_Standing, int]]:
    """Each standing that occurs, those that are as they should be first."""
    target_status = _OFFLINE if is_offline(plan) else _WANTED
    numbers = Counter(_standing(change, target_status) for change in plan.of(Action.NO_CHANGE))
    for standing in (target_status, *_APART.values(), _UNSOUGHT):
        if numbers[standing]:
            yield standing, numbers[standing]


def _standing(change: Change, target_status: _Standing) -> _Standing:
    for because in change.reasons:
        if because.reason in _APART:
            return _APART[because.reason]
    return target_status if change.remote else _UNSOUGHT


def is_offline(plan: Plan) -> bool:
    """Return whether the plan was made without asking Publer."""
    return any(notice.code is NoticeCode.OFFLINE for notice in plan.notices)


# Posts of one entry that are alike in all that is shown of them but their account, to be shown once.

Group = tuple[Change, ...]
"""Changes that differ in their account only; never empty."""


def groups(changes: Iterable[Change]) -> list[Group]:
    """The changes put together, each group where the first of it stands."""
    results: dict[object, list[Change]] = {}
    for change in changes:
        fields = {name: (field.before, field.after) for name, field in change.fields.items()}
        post = change.desired
        key = (
            change.address.entry,
            change.action,
            change.held,
            change.status,
            change.cause,
            change.reasons,
            change.scheduled_at,
            change.moved_from,
            file_of(change),
            text_of(change),
            post and (post.title, post.media, post.schedule, post.standing),
            json.dumps(fields, sort_keys=True, default=str),
        )
        results.setdefault(key, []).append(change)
    return [tuple(group) for group in results.values()]
