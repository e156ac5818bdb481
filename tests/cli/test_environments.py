"""Two environments of one workspace are kept apart, also by what messages say to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.state import local
from tests.cli.test_global_options import TEST
from tests.support.projects import PROJECT
from tests.support.shop import Shop


@pytest.fixture
def shops(shop: Shop) -> Shop:
    """A project with an environment `test` in the same workspace."""
    shop.write({"publer-sync.yaml": PROJECT + TEST})
    return shop


def test_the_way_back_of_a_rescued_state_names_its_environment(
    shops: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(path: Path, text: str) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as full:
        full.setattr(local, "write_whole", no_room)
        failed = shops.run("--env", "test", "apply", "--auto-approve")
    assert failed.code == 1
    command = " ".join(failed.err.split()).partition("apply again: publer-sync ")[2].split()
    assert command[:4] == ["--env", "test", "state", "push"]
    assert shops.run(*command, "--yes").code == 0
    assert [path.name for path in shops.state.parent.glob("state*.json")] == ["state.test.json"]


def test_the_state_of_one_is_not_put_in_place_for_the_other(shops: Shop) -> None:
    shops.applied()
    wrong = shops.run("--env", "test", "state", "push", str(shops.state), "--yes")
    assert wrong.code == 4
    assert "error: The file seems to be the state of another environment." in wrong.said
    assert not shops.state.with_name("state.test.json").exists()
    assert (
        shops.run("--env", "test", "state", "push", str(shops.state), "--yes", "--force").code == 0
    )


def test_a_state_that_is_lost_comes_back_from_its_own_copy(shops: Shop) -> None:
    shops.applied()
    copy = shops.root / "copy.json"
    shops.state.rename(copy)
    assert shops.run("state", "push", str(copy), "--yes").code == 0
    assert shops.run("plan", "--detailed-exitcode").code == 0


def test_a_saved_plan_says_how_it_is_applied_and_where_it_is_not(shops: Shop) -> None:
    saved = shops.run("--env", "test", "plan", "--out", "plan for test.json")
    command = "publer-sync --env test apply 'plan for test.json'"
    assert saved.said[-1] == f"Saved. Apply exactly this plan with: {command}"
    elsewhere = shops.run("apply", "plan for test.json")
    assert elsewhere.code == 4
    assert "error: The saved plan was made for another environment." in elsewhere.said
    assert shops.texts() == []
    assert shops.run("--env", "test", "apply", "plan for test.json").code == 0


def test_commands_in_hints_lead_to_the_same_folder(
    shops: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shops.root.parent)
    saved = shops.run("-C", "shop", "plan", "--out", "plan.json")
    assert saved.said[-1].endswith(" publer-sync -C shop apply plan.json")
    shops.write({"content/launch.md": "---\n"})
    broken = shops.run("-C", "shop", "plan")
    assert "`publer-sync -C shop validate`" in broken.err
