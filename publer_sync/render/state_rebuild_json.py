"""What came of `state rebuild` as the JSON that machines read."""

from __future__ import annotations

from typing import Any

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import instant
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.planning.state_edits.rebuild import Found, Open, Rebuilding, Rebuilt
from publer_sync.render.json_text import json_text

FORMAT_VERSION = 1


def state_rebuild_json(rebuilt: Rebuilt) -> str:
    """The document that `schemas/state-rebuild.schema.json` describes."""
    rebuilding = rebuilt.rebuilding
    matching = rebuilding.matching
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "written": rebuilt.written,
            "declined": rebuilt.declined,
            "state": {"lineage": rebuilding.state.lineage, "serial": rebuilding.state.serial},
            "kept": str(rebuilt.kept) if rebuilt.kept else None,
            "recorded": [_found(found) for found in matching.found],
            "known": [str(address) for address in rebuilding.learned],
            "retained": [
                {
                    "address": str(record.address),
                    "post_id": record.post_id,
                    "next": _next(record.address, rebuilding),
                }
                for record in rebuilding.retained
            ],
            "undecided": [_open(each, rebuilding) for each in matching.undecided],
            "missing": [_wanted(post, rebuilding) for post in matching.missing],
            "unwanted": [_remote(post) for post in matching.unwanted],
            "forgotten": [str(address) for address in rebuilding.forgotten],
        }
    )


def _found(found: Found) -> dict[str, Any]:
    return {
        "address": str(found.wanted.address),
        "grade": found.grade.value,
        "taken": found.taken,
        "post": _remote(found.post),
    }


def _open(each: Open, rebuilding: Rebuilding) -> dict[str, Any]:
    candidates = [{"grade": c.grade.value, "post": _remote(c.post)} for c in each.candidates]
    return {**_wanted(each.wanted, rebuilding), "candidates": candidates}


def _next(address: Address, rebuilding: Rebuilding) -> str | None:
    change = rebuilding.next.get(address)
    return change.action.value if change else None


def _wanted(post: Post, rebuilding: Rebuilding) -> dict[str, Any]:
    return {
        "address": str(post.address),
        "scheduled_at": instant(post.scheduled_at) if post.scheduled_at else None,
        "text": post.text,
        "next": _next(post.address, rebuilding),
    }


def _remote(post: RemotePost) -> dict[str, Any]:
    return {
        "id": post.id,
        "account_id": post.account_id or None,
        "state": post.state,
        "scheduled_at": instant(post.scheduled_at) if post.scheduled_at else None,
        "text": post.text,
        "post_link": post.post_link,
    }
