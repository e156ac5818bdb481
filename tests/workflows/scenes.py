"""Words that the end-to-end tests share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from publer_sync.workflows.apply import ApplyResult
from tests.support.world import World, a_world

X, LINKEDIN = "63c675b54e299e9cf2b667ea", "650170394e299e33b427c2ff"
A = "content/a.md"


def entry(text: str, at: str = "2036-05-05 09:00", accounts: str = "shop-x", more: str = "") -> str:
    """A post file; 09:00 in the project's zone is 07:00 UTC."""
    return f"---\naccounts: [{accounts}]\nschedule: {at}\n{more}---\n{text}\n"


def applied_world(folder: Path, files: Mapping[str, str | bytes], **options: str) -> World:
    """A project that was applied and has settled."""
    world = a_world(folder, files, options=options)
    world.apply_well()
    world.time.now += timedelta(minutes=2)
    return world


def fillers(number: int = 4) -> dict[str, str | bytes]:
    """Posts that stay as they are, so that a single delete is not a large share."""
    return {
        f"content/filler-{n}.md": entry(
            f"Filler number {n} of its own kind", f"2036-06-{n:02} 09:00"
        )
        for n in range(1, number + 1)
    }


def actions(world: World, **options: Any) -> dict[str, str]:
    """What a plan says about each address."""
    return {str(c.address): c.section for c in world.plan(**options).changes}


def outcomes(applied: ApplyResult) -> dict[str, str]:
    return {str(r.address): f"{r.action} {r.outcome}" for r in applied.results}


def pass_time(world: World, until: str) -> None:
    """Let the clock of everybody go to an ISO time."""
    world.time.now = datetime.fromisoformat(until)
    world.control.get("/_emulator/posts")


def the_id(world: World, text: str) -> str:
    (found,) = [post["id"] for post in world.posts() if post["text"] == text]
    return str(found)


def raw_posts(world: World, *, by_hand: bool) -> str:
    """Everything that the emulator knows of the posts that were, or were not, made by hand."""
    chosen = [p for p in world.posts() if (p["origin"] == "hand") is by_hand]
    return json.dumps(chosen, sort_keys=True)
