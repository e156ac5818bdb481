"""Saved plans: written for a reviewer, applied only while everything they were made from still holds."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publer_sync.errors import Refused, UsageProblem
from publer_sync.planning.document import options_of, plan_document, what_moved
from publer_sync.planning.plan import FORMAT_VERSION, Plan, PlanOptions


def save_plan(plan: Plan, path: Path) -> None:
    """Writes the plan whole or not at all, readable by its owner only; raises UsageProblem."""
    text = json.dumps(plan_document(plan), indent=2, ensure_ascii=False) + "\n"
    try:
        handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError as error:
        raise UsageProblem(
            "The plan cannot be written.",
            where=str(path),
            why=str(error),
            hint="choose another file",
        ) from None


class SavedPlan:
    """A plan file, read and checked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._document = _read(path)

    @property
    def options(self) -> PlanOptions:
        return options_of(self._document)

    def check(self, plan: Plan) -> None:
        """Raises Refused, naming what moved, unless the plan made now is the one that was saved."""
        moved = what_moved(self._document, plan)
        if moved:
            raise Refused(
                "The saved plan is out of date.",
                where=str(self.path),
                why=f"changed since it was made: {', '.join(moved)}",
                hint="plan again, look at the result, and apply that",
            )


def _read(path: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        version = document["format_version"]
        _check_shape(document)
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise UsageProblem(
            "This is not a plan file.",
            where=str(path),
            why=f"{type(error).__name__}: {error}",
            hint="make one with `publer-sync plan --out FILE`",
        ) from None
    if version != FORMAT_VERSION:
        raise Refused(
            "The plan was written by another version of publer-sync.",
            where=str(path),
            why=f"its format is {version}, this version applies {FORMAT_VERSION}",
            hint="plan again with this version",
        )
    return document if isinstance(document, Mapping) else {}


def _check_shape(document: Mapping[str, Any]) -> None:
    if document["format_version"] == FORMAT_VERSION:
        options_of(document)
        for key in ("state", "remote", "desired", "media"):
            document["basis"][key]
        str(document["digest"])
