"""What is written is for its owner only, whole or not at all, and never through a link that someone left."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from publer_sync.state.atomic_write import write_whole
from tests.security.secret import everything_below, given_away
from tests.support.shop import POST, Shop

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes and links as on Unix")


@pytest.fixture(autouse=True)
def lenient() -> Iterator[None]:
    """A user who lets everybody read and write what no mode is asked for."""
    before = os.umask(0)
    yield
    os.umask(before)


def private(*files: Path) -> None:
    assert [oct(stat.S_IMODE(file.stat().st_mode)) for file in files] == ["0o600"] * len(files)


def test_state_plan_and_lock_are_private(shop: Shop) -> None:
    assert shop.run("plan", "--out", "plan.json").code == 0
    shop.applied()
    private(shop.state, shop.state.with_suffix(".lock"), shop.root / "plan.json")


def test_the_note_of_the_holder_is_private_while_it_is_there(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def watched(path: Path, text: str) -> None:
        write_whole(path, text)
        private(path)
        seen.append(len(text))

    monkeypatch.setattr("publer_sync.state.lock.write_whole", watched)
    shop.applied()
    assert seen


def test_a_rescue_file_is_private_and_a_half_one_is_removed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publer_sync.state.local.write_whole", full)
    assert shop.run("apply", "--auto-approve").code == 1
    (rescue,) = shop.root.glob("publer-sync-rescue-*.json")
    private(rescue)


def test_the_memory_of_media_is_private(shop: Shop) -> None:
    shop.write({"content/a.png": b"\x89PNG\r\n\x1a\n"})
    media = "media: [{file: a.png, alt: A box}]\n---\n"
    shop.write({"content/launch.md": POST.replace("---\nWe", media + "We")})
    shop.run("validate")
    caches = list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.json"))
    assert caches
    private(*caches)


@pytest.mark.parametrize(
    "place",
    [*(f".publer-sync/state.{name}" for name in ("json", "holder", "lock")), "plan.json"],
)
@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing"])
def test_nothing_is_written_through_a_link(
    shop: Shop, tmp_path: Path, place: str, there: bool
) -> None:
    precious = tmp_path / "precious"
    if there:
        precious.write_text("precious", encoding="utf-8")
    shop.write({".publer-sync/here": ""})
    (shop.root / place).symlink_to(precious)
    for words in (["plan", "--out", "plan.json"], ["apply", "--auto-approve"], ["accounts"]):
        assert shop.run(*words).code in {0, 1}
    assert precious.exists() == there
    assert not there or precious.read_text(encoding="utf-8") == "precious"


def test_a_plan_that_cannot_be_written_leaves_the_one_before(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.write({"plan.json": "before"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert shop.run("plan", "--out", "plan.json").code == 64
    assert (shop.root / "plan.json").read_text(encoding="utf-8") == "before"
    assert [path.name for path in shop.root.glob("plan.json*")] == ["plan.json"]


def test_no_file_holds_the_key(canary: Shop) -> None:
    canary.run("plan", "--out", "plan.json")
    canary.applied()
    caches = Path(os.environ["XDG_CACHE_HOME"])
    assert not given_away(everything_below(canary.root, caches))
