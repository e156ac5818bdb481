"""An apply in words: a line for each stage, and in the end what was done and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from publer_sync.execution.events import Event, Looking, Outcome, Result, Stage, Started
from publer_sync.planning.change import Action, Change
from publer_sync.planning.plan import Plan
from publer_sync.render.actions import LOOKS
from publer_sync.render.layout import Page, Piece
from publer_sync.render.outcomes import message_of, outcomes
from publer_sync.render.plan_view import closing
from publer_sync.render.reasons import reason_advice
from publer_sync.render.style import Style
from publer_sync.render.words import count

_STAGES = {
    Stage.RECOVER: ("Waiting for what an earlier apply left open to show up in Publer", "write"),
    Stage.UPLOAD: ("Uploading", "file"),
    Stage.CREATE: ("Creating", "post"),
    Stage.VERIFY: ("Reading back from Publer", "post"),
    Stage.DELETE: ("Deleting", "post"),
    Stage.UPDATE: ("Updating", "post"),
    Stage.RESTORE: ("Restoring what could not be replaced", "post"),
}

_TROUBLE = {
    Outcome.FAILED: (
        Style.RED,
        "Mend what was complained about, then apply again; what is done stays done.",
    ),
    Outcome.UNKNOWN: (
        Style.YELLOW,
        "Apply again in a few minutes: it looks in Publer first, so nothing is posted twice.",
    ),
    Outcome.SKIPPED: (Style.YELLOW, "Apply again to go on with it."),
}

_ENDED = {
    Outcome.FAILED: "failed",
    Outcome.UNKNOWN: "not known yet",
    Outcome.SKIPPED: "skipped",
}


def stage_line(event: Event, zone: ZoneInfo) -> str | None:
    """The line for a stage that begins, or for a long wait; other events say nothing."""
    if isinstance(event, Looking):
        until = event.until.astimezone(zone)
        if event.missing:
            posts = count(event.missing, "post")
            return f"Publer does not list {posts}. Looking again at {until:%H:%M:%S}."
        return f"Publer does not show it yet; looking until {until:%H:%M:%S} at the latest."
    if not isinstance(event, Started) or not event.total:
        return None
    words, noun = _STAGES[event.stage]
    return f"{words}: {count(event.total, noun)}"


def is_waiting(event: Event) -> bool:
    """Whether nothing seems to happen from now on, which has to be said even when quiet."""
    recovers = isinstance(event, Started) and event.stage is Stage.RECOVER
    return recovers or isinstance(event, Looking)


def apply_text(plan: Plan, results: Sequence[Result], *, color: bool, width: int) -> str:
    """Everything that did not end well with what to do next, and one closing line."""
    page = Page(color=color, width=width)
    ended = outcomes(plan, results)
    for change, result in ended:
        if result and result.outcome is not Outcome.DONE:
            _add_trouble(page, change, result)
    page.gap()
    page.line(Piece(applied_in_words([result for _, result in ended if result]), Style.BOLD))
    if not results and not plan.has_changes:
        page.line(closing(plan))
    return page.text()


def _add_trouble(page: Page, change: Change, result: Result) -> None:
    style, _ = _TROUBLE[result.outcome]
    ended = "" if change.action is Action.BLOCKED else f": {_ENDED[result.outcome]}"
    page.gap()
    page.line(
        Piece("  ! ", style),
        Piece(str(result.address), Style.BOLD),
        Piece(f"  {LOOKS[result.action].verb}{ended}", style),
        hang=6,
    )
    for line in (message_of(change, result) or "").splitlines():
        page.line(line, indent=6)
    for line in advice_after(change, result):
        page.line(Piece(line, Style.DIM), indent=6)


def advice_after(change: Change, result: Result) -> list[str]:
    """What to do about a change that did not end well. One that was blocked by the plan needs what its
    reasons ask for."""
    advice = [_TROUBLE[result.outcome][1]]
    if change.action.acts or result.outcome is not Outcome.SKIPPED:
        return advice
    given = (reason_advice(because, change.address) for because in change.reasons)
    return list(dict.fromkeys(given)) or advice


def ended(outcome: Outcome) -> str:
    """How a change ended that did not end well."""
    return _ENDED[outcome]


def applied_in_words(results: Sequence[Result]) -> str:
    """The one line that says what became of everything."""
    done = Counter(result.action for result in results if result.outcome is Outcome.DONE)
    other = Counter(result.outcome for result in results)
    good = [f"{done[action]} {look.done}" for action, look in LOOKS.items() if done[action]]
    bad = [f"{other[outcome]} {word}" for outcome, word in _ENDED.items() if other[outcome]]
    parts = [", ".join(good) or "nothing", *([", ".join(bad)] if bad else [])]
    return f"Applied: {'; '.join(parts)}."
