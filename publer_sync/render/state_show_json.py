"""All that is recorded of one post as the JSON that machines read."""

from __future__ import annotations

from publer_sync.model.state_views import Memory
from publer_sync.render.json_text import json_text
from publer_sync.render.record_view import (
    failure_document,
    intent_document,
    record_document,
    tombstone_document,
)

FORMAT_VERSION = 1


def state_show_json(memory: Memory) -> str:
    """`post` and `last_failure` are null where nothing is recorded."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "address": str(memory.address),
            "post": record_document(memory.record) if memory.record else None,
            "open_writes": [intent_document(intent) for intent in memory.intents],
            "last_failure": failure_document(memory.failure) if memory.failure else None,
            "published_at_once": [tombstone_document(each) for each in memory.tombstones],
        }
    )
