"""Ctrl-C between an intent and its request: nothing was sent, so nothing stays open."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publer_sync.api.errors import ApiError
from publer_sync.cli.signals import Interruption
from publer_sync.errors import UserInterruptError
from publer_sync.model.state import IntentKind, State
from tests.support.world import World
from tests.workflows.scenes import A, applied_world, entry, fillers

B, NEW = "content/b.md", entry("We have launched twice", "2036-05-05 10:00")
FILES = {A: entry("We have launched"), B: NEW, **fillers(9)}


@contextmanager
def stopped_once(world: World, kind: IntentKind) -> Iterator[None]:
    """Ctrl-C as soon as an intent of this kind is on disk."""
    interruption = Interruption(print)
    world.time.checkpoint = interruption.check

    def saved(state: State) -> None:
        if not interruption.asked and any(intent.kind is kind for intent in state.intents):
            signal.raise_signal(signal.SIGINT)

    world.deaths.saved = saved
    with interruption.listening(), pytest.raises(UserInterruptError):
        yield
    world.deaths.saved, world.time.checkpoint = lambda state: None, lambda: None


def change(world: World, kind: IntentKind) -> None:
    """Edit the files so that the next apply sends two requests of this kind, in one step."""
    match kind:
        case IntentKind.CREATE:
            world.write({"content/c.md": entry("A third one", "2036-05-07 09:00")})
        case IntentKind.DELETE:
            world.remove(A)
        case _:
            world.write({A: entry("We have moved"), B: NEW.replace("twice", "again")})


@pytest.mark.parametrize("kind", [IntentKind.CREATE, IntentKind.DELETE, IntentKind.UPDATE])
def test_an_intent_whose_request_was_not_sent_is_withdrawn(
    tmp_path: Path, kind: IntentKind
) -> None:
    world = applied_world(tmp_path, FILES)
    change(world, kind)
    before = world.store.load()
    with stopped_once(world, kind):
        world.apply()
    after = world.store.load()
    assert before and after
    assert (after.intents, after.records) == ((), before.records)
    slept = world.time.slept
    world.apply_well()
    assert world.time.slept - slept < 10, "it waited for a write that was never sent"
    assert sorted(world.wanted()) == world.texts()


def test_a_replaced_post_whose_delete_was_not_sent_stays_with_nothing_to_restore(
    tmp_path: Path,
) -> None:
    world = applied_world(tmp_path, FILES)
    world.write({A: entry("We have launched", more="comments: [Thanks]\n")})
    with stopped_once(world, IntentKind.RESTORE):
        world.apply()
    after = world.store.load()
    assert after and (after.intents, after.failures) == ((), {})
    assert len(world.texts()) == len(FILES)
    world.apply_well()
    assert world.wanted() == world.texts()


def test_updates_that_were_sent_before_stay_open(tmp_path: Path) -> None:
    world = applied_world(tmp_path, FILES)
    change(world, IntentKind.UPDATE)
    interruption = Interruption(print)
    world.time.checkpoint = interruption.check
    path = f"/posts/{_first_post(world)}"
    world.just_before("PUT", path, lambda: signal.raise_signal(signal.SIGINT))
    with interruption.listening(), pytest.raises(UserInterruptError):
        world.apply()
    after = world.store.load()
    assert after and [str(i.address) for i in after.intents] == ["a@shop-x"]
    world.time.checkpoint = lambda: None
    world.apply_well()
    assert world.wanted() == world.texts()


@pytest.mark.parametrize("status", [401, 403])
def test_updates_after_one_that_ended_the_run_do_not_stay_open(tmp_path: Path, status: int) -> None:
    world = applied_world(tmp_path, FILES)
    change(world, IntentKind.UPDATE)
    world.fault(method="PUT", path=f"/posts/{_first_post(world)}", kind=f"status:{status}")
    with pytest.raises(ApiError):
        world.apply()
    after = world.store.load()
    assert after and after.intents == ()


@pytest.mark.parametrize("kind", [IntentKind.CREATE, IntentKind.DELETE, IntentKind.UPDATE])
def test_what_a_429_answered_stays_open(tmp_path: Path, kind: IntentKind) -> None:
    world = applied_world(tmp_path, FILES)
    change(world, kind)
    interruption = Interruption(print)
    world.time.checkpoint = interruption.check
    method, path = {
        IntentKind.CREATE: ("POST", "/posts/schedule"),
        IntentKind.DELETE: ("DELETE", "/posts"),
        IntentKind.UPDATE: ("PUT", f"/posts/{_first_post(world)}"),
    }[kind]
    world.fault(method=method, path=path, kind="status:429")
    world.just_before(method, path, lambda: signal.raise_signal(signal.SIGINT))
    with interruption.listening(), pytest.raises(UserInterruptError):
        world.apply()
    after = world.store.load()
    assert after and {intent.kind for intent in after.intents} == {kind}


def _first_post(world: World) -> str:
    state = world.store.load()
    assert state
    return next(r.post_id for a, r in state.records.items() if str(a) == "a@shop-x")
