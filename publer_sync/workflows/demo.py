"""The demo as a list of steps: what a user would type, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2036, 5, 1, 7, 0, tzinfo=UTC)
"""The day on which the demo takes place, a few days before the first example is due."""

EDITED = "content/week-20/18-sunday-thanks.md"
PAGE = "../preview.html"
"""Beside the project, which goes away at the end."""

BEFORE, AFTER = "a poem under the till", "a poem under the kitchen scales"


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One command of the demo, with a line that says why, and the words after `publer-sync`."""

    reason: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a file, as an author would make it."""

    reason: str
    file: str
    before: str
    after: str


def steps() -> Iterator[DemoStep | Edit]:
    """The walk: validate, plan, apply, nothing left to do; an edit, its plan, its apply."""
    yield DemoStep("Check the files. Works offline.", ("validate",))
    yield DemoStep("What would happen in Publer?", ("plan", "--out", "plan.json"))
    yield DemoStep("Do exactly that.", ("apply", "plan.json"))
    yield DemoStep("Is anything left to do?", ("plan",))
    yield Edit("Someone edits a text.", EDITED, BEFORE, AFTER)
    yield DemoStep("What does that change?", ("plan", "--out", "plan.json"))
    yield DemoStep("Do it.", ("apply", "plan.json"))
    yield DemoStep("And nothing is left to do.", ("plan", "--detailed-exitcode"))
    yield DemoStep(
        "See all of it: a calendar, and a card for each network.", ("preview", "--plan", "-o", PAGE)
    )


def make(edit: Edit, root: Path) -> None:
    """Make the edit; raise ValueError if the file does not say what it should."""
    path = root / edit.file
    text = path.read_text(encoding="utf-8")
    if edit.before not in text:
        raise ValueError(f"{edit.file} does not say {edit.before!r}")
    path.write_text(text.replace(edit.before, edit.after), encoding="utf-8")
