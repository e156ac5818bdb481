"""The words after `state:` that name a store, as `state migrate --to` takes and prints them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.config.state_store import (
    StateStoreConfig,
    is_same_place,
    store_from_words,
    words_of_store,
)
from publer_sync.diagnostics import Diagnostic
from publer_sync.source.document import Document
from tests.support.projects import project_in, write_project

STORES = {
    "local": StateStoreConfig(),
    "git": StateStoreConfig(store="git"),
    "s3://bucket/posts/state.json": StateStoreConfig(store="s3://bucket/posts/state.json"),
    "{store: git, branch: states}": StateStoreConfig(store="git", branch="states"),
    "{store: git, remote: team, history: 20, lease: 90m}": StateStoreConfig(
        store="git", remote="team", history=20, lease=timedelta(minutes=90)
    ),
    "{store: 's3://b/it''s, here/state.json', lease: 1h}": StateStoreConfig(
        store="s3://b/it's, here/state.json", lease=timedelta(hours=1)
    ),
}


@pytest.fixture
def document(tmp_path: Path) -> Document:
    written = project_in(write_project(tmp_path)).document
    assert written
    return written


@pytest.mark.parametrize("words", STORES)
def test_words_and_stores(words: str, document: Document) -> None:
    assert store_from_words(words, document) == STORES[words]
    assert words_of_store(STORES[words]) == words


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("gti", "no store `gti`"),
        ("s3://bucket", "`s3://bucket` names no object"),
        ("{store: git, brunch: states}", "unknown key `brunch`"),
        ("{store: local, branch: states}", "`branch` means nothing for the store `local`"),
        ("{store: git, lease: 1m}", "a lock of less than 3 minutes"),
        ("", ""),
        ("[git]", ""),
        ("{store: git", ""),
        ("git\nversion: 2", ""),
    ],
)
def test_words_that_name_no_store(words: str, message: str, document: Document) -> None:
    found = store_from_words(words, document)
    assert isinstance(found, Diagnostic), found
    assert message in found.message, found


def test_the_same_place() -> None:
    git = StateStoreConfig(store="git")
    assert is_same_place(git, StateStoreConfig(store="git", history=5, lease=timedelta(hours=1)))
    assert not is_same_place(git, StateStoreConfig(store="git", branch="states"))
    assert not is_same_place(git, StateStoreConfig())
