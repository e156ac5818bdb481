"""What the cache of media facts takes from its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publer_sync.media.facts_cache import FactsCache, versions
from publer_sync.model.media import MediaFacts


def read_back(root: Path, facts: str) -> MediaFacts | None:
    path = root / "facts"
    path.write_text(
        f'{{"versions": {json.dumps(versions())}, "files": {{}}, "facts": {{"a": {facts}}}}}'
    )
    path.chmod(0o600)
    return FactsCache(path).facts_of("a")


def test_facts_are_read_back(tmp_path: Path) -> None:
    assert read_back(tmp_path, '{"seconds": 1.5, "width": 2}') == MediaFacts(seconds=1.5, width=2)


@pytest.mark.parametrize("number", ["1" + "0" * 400, "-1", "NaN", "Infinity"])
def test_a_number_that_no_file_can_have_is_not_believed(tmp_path: Path, number: str) -> None:
    assert read_back(tmp_path, f'{{"seconds": {number}}}') is None
