"""An uploaded file as JSON in the state, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.model.state import StoredMedia
from publer_sync.state.values import moment, word


def stored_data(media: StoredMedia) -> dict[str, Any]:
    stored: dict[str, Any] = {
        "id": media.id,
        "name": media.name,
        "kind": media.kind,
        "uploaded_at": instant(media.uploaded_at),
    }
    if media.path is not None:
        stored["path"] = media.path
    if media.validity:
        stored["validity"] = {network: dict(types) for network, types in media.validity.items()}
    return stored


def stored_of(sha256: str, item: Mapping[str, Any]) -> StoredMedia:
    """What `stored_data` wrote; the hash is the key that it stands under."""
    return StoredMedia(
        sha256=word(sha256),
        id=word(item["id"]),
        name=word(item["name"]),
        kind=word(item["kind"]),
        uploaded_at=moment(item["uploaded_at"]),
        path=word(item["path"]) if "path" in item else None,
        validity=_validity(item.get("validity", {})),
    )


def _validity(networks: Mapping[str, Any]) -> dict[str, dict[str, bool]]:
    return {
        word(network): {word(kind): bool(takes) for kind, takes in types.items()}
        for network, types in networks.items()
    }
