"""The status as the JSON that machines read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.model.state import Leftover
from publer_sync.planning.status import OpenWrite, Standing, Status, Where
from publer_sync.render.json_text import json_text
from publer_sync.render.record_view import failure_document, intent_document, record_document
from publer_sync.render.status_view import looked_for_until

FORMAT_VERSION = 1


def status_json(status: Status | None, holder: Mapping[str, Any] | None, settle: timedelta) -> str:
    """The document that `schemas/status.schema.json` describes; `serial` is null without a state."""
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "serial": status.serial if status else None,
            "summary": status.summary if status else dict.fromkeys(map(str, Where), 0),
            "posts": [_post(each) for each in status.standings] if status else [],
            "open_writes": [_write(w, settle) for w in status.open_writes] if status else [],
            "failures": [failure_document(f) for f in status.failures] if status else [],
            "leftovers": [_leftover(each) for each in status.leftovers] if status else [],
            "lock": dict(holder) if holder is not None else None,
        }
    )


def _post(standing: Standing) -> dict[str, Any]:
    remote = standing.remote
    document = record_document(standing.record) | {"status": standing.where.value}
    document["failure"] = standing.failure
    if remote:
        document["post_id"] = remote.id
        document["post_link"] = remote.post_link or document["post_link"]
    if remote and remote.scheduled_at:
        document["scheduled_at"] = instant(remote.scheduled_at)
    return document


def _leftover(leftover: Leftover) -> dict[str, Any]:
    due = leftover.scheduled_at
    return {
        "address": str(leftover.address),
        "post_id": leftover.post_id,
        "scheduled_at": instant(due) if due else None,
    }


def _write(write: OpenWrite, settle: timedelta) -> dict[str, Any]:
    until = looked_for_until(write, settle)
    return intent_document(write.intent) | {
        "because": write.because.reason.value if write.because else None,
        "candidates": write.because.detail if write.because else None,
        "looked_for_until": instant(until) if until else None,
    }
