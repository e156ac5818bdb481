"""Drift as the JSON that machines read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import instant
from publer_sync.planning.drift import Drift, DriftKind
from publer_sync.planning.silence import Silence
from publer_sync.render.json_text import json_text

FORMAT_VERSION = 1


def drift_json(
    found: Sequence[Drift], silence: Silence | None, settling: Sequence[Address] = ()
) -> str:
    """The document that `schemas/drift.schema.json` describes."""
    counted = Counter(drift.kind for drift in found)
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "summary": {kind.value: counted[kind] for kind in DriftKind},
            "posts": [_post(drift) for drift in found],
            "settling": [str(address) for address in settling],
            "silent": {"accounts": list(silence.aliases), "until": instant(silence.until)}
            if silence
            else None,
        }
    )


def _post(drift: Drift) -> dict[str, Any]:
    change = drift.change
    record = change.recorded
    when = drift.scheduled_at
    return {
        "address": str(change.address),
        "kind": drift.kind.value,
        "network": change.network.value if change.network else None,
        "post_id": change.remote.id if change.remote else record.post_id if record else None,
        "scheduled_at": instant(when) if when else None,
        "source": record.source if record else None,
        "fields": {
            name: {"applied": field.applied, "publer": field.publer, "file": field.file}
            for name, field in drift.fields.items()
        },
    }
