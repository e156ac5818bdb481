"""The stores by the word or the scheme that names them; a new one is one file, and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from publer_sync.config.state_store import StateStore
from publer_sync.state.store import Store, Surroundings

STORES: Mapping[str, str] = {
    "local": "local",
    "git": "git.backend",
    "s3": "object_store.backend",
    "gs": "object_store.backend",
    "az": "object_store.backend",
}
"""For each kind the module of this package whose `opened` makes it; loaded only when it is used."""


def open_store(settings: StateStore, around: Surroundings) -> Store:
    """The store that the project names; nothing is read yet. Raises UsageProblem if an extra is missing."""
    module = import_module(f"{__package__}.{STORES[settings.kind]}")
    store: Store = module.opened(settings, around)
    return store
