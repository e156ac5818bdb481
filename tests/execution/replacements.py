"""A post that is replaced in its own minute, and ways in which Publer does not take its new version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publer_sync.render.text.notes import notes_text
from publer_sync.workflows.apply import ApplyResult
from tests.support.world import World
from tests.workflows.scenes import LINKEDIN, A, applied_world, entry, fillers

ADDRESS = "a@shop-linkedin"
AT = "2036-05-05 09:00"
REFUSED = "refuse:Too loud for us"


def post(text: str, more: str = "labels: [one]\n", at: str = AT) -> str:
    return entry(text, at, "shop-linkedin", more)


OLD, NEW = post("The old words"), post("The new words", "labels: [two]\n")


def replacing(folder: Path, old: str = OLD, new: str = NEW, **options: str) -> World:
    """A post that is replaced in its own minute."""
    world = applied_world(folder, {A: old, **fillers(2)}, **options)
    world.write({A: new})
    return world


def refused(folder: Path, **options: str) -> World:
    """The same, and Publer refuses the new version whenever it is sent."""
    world = replacing(folder, **options)
    world.fault(kind=REFUSED, path="/posts/schedule", says="The new words", count=99)
    return world


def there(world: World) -> list[str]:
    """The texts that stand on the account, in order."""
    return [text for account, _, text in world.texts() if account == LINKEDIN]


def message(applied: ApplyResult, address: str = ADDRESS) -> str:
    (found,) = [r.notes for r in applied.results if str(r.address) == address]
    return notes_text(found)


REFUSALS: dict[str, Callable[[World], None]] = {
    "a failed job": lambda w: w.fault(kind=REFUSED, path="/posts/schedule"),
    "422": lambda w: w.fault(kind="status:422", path="/posts/schedule"),
    "silent loss": lambda w: w.fault(kind="silent_loss", path="/posts/schedule"),
}
