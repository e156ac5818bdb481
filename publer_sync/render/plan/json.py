"""A plan as the JSON that machines read."""

from __future__ import annotations

from publer_sync.planning.plan import Plan
from publer_sync.planning.plan_document import plan_document
from publer_sync.render.text.json import json_text
from publer_sync.render.text.notes import note_text


def plan_json(plan: Plan) -> str:
    """The document that `schemas/plan.schema.json` describes."""
    return json_text(plan_document(plan, note_text))
