"""Copies of a state that is replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publer_sync.state.backups import backup


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_backup_is_readable_for_its_owner_only(tmp_path: Path) -> None:
    first, second = (backup(tmp_path / "state.json", b"{}") for _ in range(2))
    assert [each.name for each in (first, second)] == ["state.json.backup-1", "state.json.backup-2"]
    assert {each.stat().st_mode & 0o777 for each in (first, second)} == {0o600}
