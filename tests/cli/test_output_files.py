"""A file that an option names is never written over one of another kind."""

from __future__ import annotations

import pytest

from tests.support.shop import Shop

COMMANDS = ("plan --out", "preview -o", "state pull --out")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["content/launch.md", "publer-sync.yaml", "notes.txt"])
def test_what_stands_there_stays(shop: Shop, command: str, name: str) -> None:
    shop.applied()
    shop.write({"notes.txt": "Do not forget"})
    before = (shop.root / name).read_bytes()
    done = shop.run(*command.split(), name)
    assert done.code == 64
    assert "  why: there is a file of another kind, which stays" in done.said
    assert (shop.root / name).read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_an_older_one_of_its_kind_is_replaced(shop: Shop, command: str) -> None:
    shop.applied()
    (shop.root / "out").touch()
    assert [shop.run(*command.split(), "out").code for _ in range(2)] == [0, 0]
    assert (shop.root / "out").stat().st_size


def test_a_plan_is_not_written_over_the_state(shop: Shop) -> None:
    shop.applied()
    before = shop.state.read_bytes()
    assert shop.run("plan", "--out", str(shop.state)).code == 64
    assert shop.state.read_bytes() == before
