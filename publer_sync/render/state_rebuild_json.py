"""What `state rebuild` found in Publer, and what came of it, as the JSON that machines read."""

from __future__ import annotations

from typing import Any

from publer_sync.model.fingerprint import instant
from publer_sync.model.remote import RemotePost
from publer_sync.planning.rebuilding import Finding, Rebuilt
from publer_sync.render.json_text import json_text

FORMAT_VERSION = 1


def state_rebuild_json(rebuilt: Rebuilt) -> str:
    """For each post its `grade`, the `post_id` that is recorded or null, and the `candidates`.

    `serial` is null where you said no; `kept` is the file of a state that was replaced.
    """
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            "rebuilt": not rebuilt.declined,
            "serial": rebuilt.serial,
            "kept": str(rebuilt.kept) if rebuilt.kept else None,
            "posts": [_finding(finding) for finding in rebuilt.rebuilding.findings],
            "others": rebuilt.rebuilding.others,
        }
    )


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "address": str(finding.address),
        "grade": finding.grade.value,
        "post_id": finding.found.id if finding.found else None,
        "candidates": [_candidate(post) for post in finding.candidates],
    }


def _candidate(post: RemotePost) -> dict[str, Any]:
    when = instant(post.scheduled_at) if post.scheduled_at else None
    return {"post_id": post.id, "state": post.state, "scheduled_at": when, "text": post.text}
