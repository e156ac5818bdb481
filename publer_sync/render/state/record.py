"""A record of the state as JSON and in few words, the same for every command that shows one."""

from __future__ import annotations

from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.model.state import Failure, Intent, Record, Tombstone
from publer_sync.render.text.notes import note_text


def record_document(record: Record) -> dict[str, Any]:
    """What is recorded of a post, without digests."""
    return {
        "address": str(record.address),
        "network": record.network.value,
        "account": record.address.alias,
        "account_id": record.account_id,
        "post_id": record.post_id,
        "status": record.status,
        "scheduled_at": instant(record.scheduled_at) if record.scheduled_at else None,
        "post_link": record.post_link,
        "failure": record.failure,
        "source": record.source,
        "written_at": instant(record.written_at),
    }


def intent_document(intent: Intent) -> dict[str, Any]:
    """A write whose outcome is open."""
    return {
        "kind": intent.kind.value,
        "address": str(intent.address),
        "network": intent.network.value,
        "scheduled_at": instant(intent.scheduled_at) if intent.scheduled_at else None,
        "since": instant(intent.since),
        "post_id": intent.post_id,
        "message": intent.message or (note_text(intent.not_kept) if intent.not_kept else None),
    }


def failure_document(failure: Failure) -> dict[str, Any]:
    """An attempt that made nothing."""
    return {
        "address": str(failure.address),
        "message": note_text(failure.note),
        "at": instant(failure.at),
    }


def tombstone_document(tombstone: Tombstone) -> dict[str, Any]:
    """A post that went out at once and whose file is gone, so that its text is held back."""
    return {"post_id": tombstone.post_id, "at": instant(tombstone.at)}
