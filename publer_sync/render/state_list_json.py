"""The recorded posts as the JSON that machines read."""

from __future__ import annotations

from publer_sync.model.state_views import Listed
from publer_sync.render.json_text import json_text
from publer_sync.render.record_view import record_document

FORMAT_VERSION = 1


def state_list_json(listed: Listed) -> str:
    """The document that `schemas/state-list.schema.json` describes; `state` is null if there is none yet."""
    state = listed.state
    head = {"lineage": state.lineage, "serial": state.serial} if state else None
    posts = [record_document(record) for record in listed.records]
    return json_text({"format_version": FORMAT_VERSION, "state": head, "posts": posts})
