"""A shop with one post for two accounts, and an emulator of its own on a free port."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from publer_sync.cli.signals import Interruption
from publer_sync.emulator.app import create_app
from publer_sync.emulator.server import start
from publer_sync.emulator.store.seed import API_KEY
from tests.support.projects import write_project
from tests.support.shop import NOW, POST, Shop, environment

QUICK = {"job_delay": "0", "visibility_delay": "0", "working_answers": "0"}


@pytest.fixture
def shop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shop]:
    root = write_project(tmp_path / "shop", {"content/launch.md": POST})
    with start(create_app(options=QUICK)) as server:
        env = environment(server.url, API_KEY)
        for name in os.environ.keys() - env.keys():
            monkeypatch.delenv(name)
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(root)
        shop = Shop(root, server.url, capsys)
        shop.control("POST", "clock", {"now": NOW})
        yield shop


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting before another try takes no time."""
    monkeypatch.setattr(Interruption, "sleep", lambda self, seconds: self.check())
