"""What stands after `state:` in a project file: from words to a store, and from a store to words."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta
from typing import Any

from publer_sync.config.durations import write_duration
from publer_sync.config.state_store import StateStore, read_state_store
from publer_sync.diagnostics import Diagnostic
from publer_sync.source.document import Document
from publer_sync.source.schema.check import check
from publer_sync.source.yaml.reader import read_yaml

_PLAIN = re.compile(r"[A-Za-z0-9._/:@-]+")
"""What YAML reads as a text also between braces; `: ` would not be one."""


def store_from_words(words: str, document: Document) -> StateStore | Diagnostic:
    """The store that the words name after `state:`, or what is wrong with them; `document` is a valid
    project file."""
    read, problems = read_yaml(f"state: {words}\n", "--to")
    if read is None or problems:
        return problems[0]
    data: Any = document.data
    given: Any = read.data
    if set(given) != {"state"}:
        given = {"state": words}
    project, broken = check(Document(file="--to", data={**data, **given}), "project")
    if broken:
        return broken[0].diagnostic
    found: list[Diagnostic] = []
    store = read_state_store(project, None, found)
    return found[0] if found else store


def words_of_store(store: StateStore) -> str:
    """What stands after `state:` for it, without what need not be said."""
    usual = StateStore()
    said = {
        field.name: getattr(store, field.name)
        for field in fields(StateStore)
        if getattr(store, field.name) != getattr(usual, field.name)
    }
    settings = {name: value for name, value in said.items() if name != "store"}
    if not settings:
        return _scalar(store.store)
    parts = [
        f"{name}: {_scalar(value)}" for name, value in {"store": store.store, **settings}.items()
    ]
    return "{" + ", ".join(parts) + "}"


def _scalar(value: object) -> str:
    if isinstance(value, timedelta):
        return write_duration(value)
    text = str(value)
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def is_same_place(one: StateStore, other: StateStore) -> bool:
    """Whether both keep the state in the same place, whatever else they say."""
    if one.store != other.store:
        return False
    return one.kind != "git" or (one.branch, one.remote) == (other.branch, other.remote)
