"""A lost state and its rebuilding, for end-to-end tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publer_sync.api.reader import Reader
from publer_sync.model.address import Address
from publer_sync.planning.state_edits.rebuild import Matching, RebuildPreview, RebuildResult
from publer_sync.workflows.state.rebuild import RebuildDeps, RebuildOptions, rebuild
from tests.support.world import World


def rebuilt(
    world: World,
    *,
    take: dict[str, str] | None = None,
    force: bool = False,
    confirm: Callable[[RebuildPreview], bool] = lambda rebuilding: True,
    **wishes: Any,
) -> RebuildResult:
    """What comes of a rebuild with these candidates taken; it sends nothing but GETs."""
    validated = world.valid()
    assert validated.project
    before = len(world.wire.requests)
    sources = RebuildDeps(
        reader=Reader(world.session().get),
        store=world.store,
        clock=world.time.clock(),
        new_lineage=lambda: "a-new-lineage",
        holder={"pid": 1},
    )
    takes = {Address.parse(address): post_id for address, post_id in (take or {}).items()}
    all_wishes = RebuildOptions(takes=takes, force=force, confirm=confirm, **wishes)
    done = rebuild(validated.project, validated.posts, sources, all_wishes)
    assert {request.method for request in world.wire.requests[before:]} <= {"GET"}
    return done


def lost(world: World) -> World:
    """The same world without its state."""
    world.store.path.unlink()
    return world


def sole_candidates(matching: Matching) -> dict[str, str]:
    """The takes that a person would name where there is but one candidate."""
    return {
        str(each.desired.address): each.candidates[0].post.id
        for each in matching.undecided
        if len(each.candidates) == 1
    }
