"""What came of `state rm` as the JSON that machines read."""

from __future__ import annotations

from publer_sync.planning.state_edits.edits import Forgetting
from publer_sync.render.coming import coming_document
from publer_sync.render.json_text import json_text
from publer_sync.render.record_view import failure_document, record_document

FORMAT_VERSION = 1


def state_rm_json(forgetting: Forgetting) -> str:
    """`next_plan` is what the next plan would say of the post that a file wants in its place, or null."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "declined": forgetting.declined,
            "serial": forgetting.serial,
            "forgotten": [
                {
                    "address": str(one.address),
                    "post": record_document(one.record) if one.record else None,
                    "last_failure": failure_document(one.failure) if one.failure else None,
                    "next_plan": coming_document(one.coming) if one.coming else None,
                }
                for one in forgetting.forgotten
            ],
        }
    )
