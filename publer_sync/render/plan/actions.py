"""The symbol, the words and the colour of each section of a plan, in one table."""

from __future__ import annotations

from dataclasses import dataclass

from publer_sync.planning.change import HELD, Action, Cause, Change, ChangeStatus
from publer_sync.render.text.page import Style


@dataclass(frozen=True, slots=True)
class ActionStyle:
    """Style of a section: `verb` in a heading, `count` in a total, `past_tense` after an apply."""

    symbol: str
    style: Style
    verb: str
    count: str
    past_tense: str = ""


LOOKS: dict[str, ActionStyle] = {
    Action.CREATE: ActionStyle("+", Style.GREEN, "create", "to create", "created"),
    Action.UPDATE: ActionStyle("~", Style.YELLOW, "update", "to update", "updated"),
    Action.REPLACE: ActionStyle("-/+", Style.MAGENTA, "replace", "to replace", "replaced"),
    Action.DELETE: ActionStyle("-", Style.RED, "delete", "to delete", "deleted"),
    Action.ADOPT: ActionStyle("=", Style.CYAN, "adopt", "to adopt", "adopted"),
    Action.MOVE: ActionStyle(">", Style.CYAN, "move", "to move", "moved"),
    Action.FORGET: ActionStyle(".", Style.DIM, "forget", "to forget", "forgotten"),
    Action.NO_CHANGE: ActionStyle("", Style.DIM, "unchanged", "unchanged"),
    ChangeStatus.PUBLISHED: ActionStyle("", Style.DIM, "published", "published"),
    ChangeStatus.MISSED: ActionStyle("!", Style.YELLOW, "missed", "missed"),
    ChangeStatus.FAILED: ActionStyle("!", Style.RED, "failed to publish", "failed to publish"),
    ChangeStatus.OVERDUE: ActionStyle("!", Style.RED, "overdue", "overdue"),
    HELD: ActionStyle("!", Style.RED, "held", "held"),
}

MEANINGS: dict[str, str] = {
    Action.ADOPT: "The same post already exists in Publer: it is recorded, nothing is written.",
    Action.MOVE: "The post stays as it is in Publer and is recorded under its new address.",
    Action.FORGET: "Publer has nothing left to delete: only the record of it goes.",
}
"""What the actions mean that are no everyday words."""


def verb_of(change: Change) -> str:
    """Return the verb of a change; of one that is held, the verb it would have."""
    section = change.section
    return held_verb(change.action) if section == HELD else LOOKS[section].verb


def held_verb(action: Action) -> str:
    """Return the verb of a held change."""
    held_items = LOOKS[HELD].verb
    return held_items if action is Action.NO_CHANGE else f"{LOOKS[action].verb} {held_items}"


def cause_words(change: Change) -> str:
    """Return why there is something to do, as far as that is known; the reasons say more.

    Nothing for what apply leaves alone: whose edit that would undo is for the reasons to tell.
    """
    if not change.is_actionable:
        return ""
    match change.cause:
        case Cause.FILE:
            return _by_file(change)
        case Cause.DRIFT:
            return "changed in Publer" if change.remote else "removed in Publer"
        case Cause.RETRY:
            return "left over from an earlier apply"
        case Cause.TIME:
            return "its time came"
        case None:
            return ""


def _by_file(change: Change) -> str:
    if change.section == Action.MOVE:
        return "renamed in the files"
    if change.desired is None:
        return "removed from the files"
    return "edited in the files" if change.recorded else "new in the files"
