"""What came of `state mv` as the JSON that machines read."""

from __future__ import annotations

from publer_sync.planning.state_edits.edits import Renaming
from publer_sync.render.coming import coming_document
from publer_sync.render.json_text import json_text

FORMAT_VERSION = 1


def state_mv_json(renaming: Renaming) -> str:
    """`next_plan` is what the next plan would say of both addresses."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "moved": not renaming.declined,
            "declined": renaming.declined,
            "serial": renaming.serial,
            "from": str(renaming.before),
            "to": str(renaming.after),
            "post_id": renaming.record.post_id,
            "next_plan": [coming_document(change) for change in renaming.coming],
        }
    )
