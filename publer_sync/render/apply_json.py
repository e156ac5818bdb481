"""An apply as the JSON that machines read: the plan's changes with how each ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publer_sync.execution.events import Result
from publer_sync.planning.change import Change
from publer_sync.planning.plan import FORMAT_VERSION, Plan
from publer_sync.planning.plan_document import change_document
from publer_sync.render.json_text import json_text
from publer_sync.render.notes import note_text
from publer_sync.render.outcomes import message_of, outcomes


def apply_document(plan: Plan, results: Sequence[Result], requests_used: int) -> dict[str, Any]:
    """`outcome` is null for a change that needed nothing to be done."""
    return {
        "format_version": FORMAT_VERSION,
        "digest": plan.digest,
        "summary": plan.summary,
        "changes": [_change(change, result) for change, result in outcomes(plan, results)],
        "requests": {"used": requests_used},
    }


def apply_json(plan: Plan, results: Sequence[Result], requests_used: int) -> str:
    """The document as text."""
    return json_text(apply_document(plan, results, requests_used))


def _change(change: Change, result: Result | None) -> dict[str, Any]:
    document = change_document(change, note_text)
    return document | {
        "outcome": result.outcome.value if result else None,
        "post_id": (result.post_id if result else None) or document["post_id"],
        "message": message_of(change, result) if result else None,
    }
