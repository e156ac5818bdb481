"""Saved plans: written for a reviewer, applied only while everything they were made from still holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from publer_sync.errors import Hint, InvalidUsageError, PlanRefusedError
from publer_sync.model.fingerprint import digest
from publer_sync.planning.plan import FORMAT_VERSION, Plan, PlanOptions
from publer_sync.planning.plan_document import Words, options_of, plan_document, what_moved
from publer_sync.source.schema.check import load_schema
from publer_sync.source.text import whole_text
from publer_sync.state.atomic_write import write_output


def save_plan(plan: Plan, path: Path, words: Words) -> None:
    """Write the plan whole or not at all, readable by its owner only; raise InvalidUsageError."""
    text = json.dumps(plan_document(plan, words), indent=2, ensure_ascii=False) + "\n"
    try:
        write_output(path, text, mark='"can_apply"')
    except OSError as error:
        raise InvalidUsageError(
            "The plan cannot be written.",
            location=str(path),
            reason=str(error),
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
        """Raise PlanRefusedError unless the saved plan could be applied when it was made, and the plan
        made now is the same; the error names what moved."""
        made_for = self._document["basis"].get("environment")
        if made_for != plan.basis.environment:
            raise PlanRefusedError(
                "The saved plan was made for another environment.",
                location=str(self.path),
                reason=f"it is for {_named(made_for)}, and this is {_named(plan.basis.environment)}",
                hint="apply it with the same --env, or plan again",
            )
        if not self._document["can_apply"]:
            refusals = self._document["refusals"]
            words = {refusal["allow"] for refusal in refusals}
            raise PlanRefusedError(
                "The saved plan was refused when it was made.",
                location=str(self.path),
                reason="; ".join(refusal["detail"] for refusal in refusals),
                hint=hint_to_allow(self.path, self.options, words),
            )
        moved = what_moved(self._document, plan)
        if moved:
            raise PlanRefusedError(
                "The saved plan is out of date.",
                location=str(self.path),
                reason=f"changed since it was made: {', '.join(moved)}",
                hint=Hint(
                    "plan again with `{}`, look at the result, and apply that",
                    (_plan_command(self.path, self.options),),
                ),
            )


def hint_to_allow(path: Path, options: PlanOptions, words: Iterable[str]) -> Hint:
    """Return how to go on with a saved plan that a guard refuses."""
    command = _plan_command(path, replace(options, allow=options.allow | set(words)))
    return Hint("if this is what you want, plan again with `{}`, and apply that", (command,))


def _plan_command(path: Path, options: PlanOptions) -> tuple[str, ...]:
    command = ["plan", "--out", str(path)]
    for target in options.targets:
        command += ["--target", target]
    for word in sorted(options.allow):
        command += ["--allow", word]
    command += ["--update-published"] if options.update_published else []
    command += ["--retry-failed"] if options.retry_failed else []
    return tuple(command)


def _named(environment: str | None) -> str:
    return f"the environment {environment!r}" if environment else "the project without one"


def _read(path: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(whole_text(path))
        content = document.pop("checksum", None) if isinstance(document, dict) else None
        checksum = digest(document)
    except (OSError, ValueError, RecursionError) as error:
        raise _no_plan(path, str(error)) from None
    version = document.get("format_version") if isinstance(document, dict) else None
    if version is None:
        raise _no_plan(path, "it has no format_version")
    if version != FORMAT_VERSION:
        raise PlanRefusedError(
            "The plan was written by another version of publer-sync.",
            location=str(path),
            reason=f"its format is {version}, this version applies {FORMAT_VERSION}",
            hint="plan again with this version",
        )
    data: Mapping[str, Any] = {**document, "checksum": checksum}
    problem = best_match(Draft202012Validator(load_schema("plan")).iter_errors(data))
    if problem:
        raise _no_plan(path, f"{problem.json_path}: {problem.message[:200]}")
    if content != checksum:
        reason = "does not match its content" if content else "is missing"
        raise PlanRefusedError(
            "The saved plan is not the one that was made.",
            location=str(path),
            reason=f"its checksum {reason}: it was edited, or another version of publer-sync wrote it",
            hint=Hint(
                "plan again with `{}` and the options that you want, look at the result, and apply that",
                (("plan", "--out", str(path)),),
            ),
        )
    return data


def _no_plan(path: Path, reason: str) -> InvalidUsageError:
    return InvalidUsageError(
        "This is not a plan file, or it was changed by hand.",
        location=str(path),
        reason=reason,
        hint=Hint("make one with `{}`", (("plan", "--out", "FILE"),)),
    )
