"""A repository at a fake GitHub, with the shop's project in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.fake_github import a_github
from tests.support.repository import Repository
from tests.support.shop import Shop


@pytest.fixture
def repository(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    project = (shop.root / "publer-sync.yaml").read_text(encoding="utf-8")
    shop.write({"publer-sync.yaml": f"{project}state: git\n"})
    with a_github() as github:
        yield Repository(shop.root, github, shop, tmp_path / "runner", monkeypatch)
