"""The blocks of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publer_sync.model.fingerprint import as_json, digest
from publer_sync.model.post import Block
from publer_sync.model.resources import Resources


def blocks(parts: Sequence[Block], resources: Resources) -> list[dict[str, Any]]:
    """The blocks with ids: the same article has the same ids, and no two blocks have one."""
    return [_block(part, number, resources) for number, part in enumerate(parts)]


def _block(part: Block, number: int, resources: Resources) -> dict[str, Any]:
    data = as_json(part.data)
    if part.media:
        data["url"] = resources.path_of(part.media)
    return {"id": _id(part, number), "type": part.type, "data": data}


def _id(part: Block, number: int) -> str:
    return digest([number, part.type, as_json(part.data)]).removeprefix("sha256:")[:10]
