"""`state:` of the project file: where the record of what was written is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any

from publer_sync.config.times import parse_duration, write_duration
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.source.document import Document, Path
from publer_sync.source.locate import brief
from publer_sync.source.schema.check import check
from publer_sync.source.suggest import did_you_mean
from publer_sync.source.yaml import read_yaml

WORDS = ("local", "git")
"""Stores that a word names."""

SCHEMES = ("s3", "gs", "az")
"""Stores that a URL names, `scheme://bucket/key.json`."""

KINDS = (*WORDS, *SCHEMES)

MIN_LEASE = timedelta(minutes=3)
"""A write may have to wait two minutes for Publer's rate limit, with the lock checked before."""

_BUCKET = re.compile(r"[\w.-]+", re.ASCII)
"""No name and password before it, nor a port behind: who asks is said in the environment."""

_ONLY_GIT = ("branch", "remote", "history")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateStoreConfig:
    """`store` is `local`, `git`, or the URL of an object; `branch`, `remote` and `history` are git's.

    `lease` is how long the lock of a shared store lasts that no one renews; `history` how many commits
    the branch may have before it starts again.
    """

    store: str = "local"
    branch: str = "publer-sync-state"
    remote: str = "origin"
    history: int = 100
    lease: timedelta = timedelta(minutes=10)

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return self.store.partition("://")[0]


def read_state_store(
    document: Document, environment: str | None, results: list[Diagnostic]
) -> StateStoreConfig:
    """The store that the project, or the chosen environment, names; the schema has checked the form."""
    data: Any = document.data
    path: Path = ("state",)
    if environment and "state" in data.get("environments", {}).get(environment, {}):
        data, path = data["environments"][environment], ("environments", environment, "state")
    options = data.get("state", "local")
    content: Mapping[str, Any] = options if isinstance(options, Mapping) else {"store": options}
    name_path = (*path, "store") if options is content else path
    values = dict(content)
    if "lease" in content:
        values["lease"] = parse_duration(content["lease"])
    store = StateStoreConfig(**values)
    results += _problems(store, content, document, path, name_path)
    return store


def _problems(
    store: StateStoreConfig,
    data: Mapping[str, Any],
    document: Document,
    path: Path,
    name_path: Path,
) -> list[Diagnostic]:
    if problem := why_no_store(store.store):
        message, hint = problem
        return [error("state-store", message, document.at(name_path), hint=hint)]
    result = []
    for key in data:
        if key in _ONLY_GIT and store.kind != "git" or key == "lease" and store.kind == "local":
            message = f"`{key}` means nothing for the store `{brief(store.store)}`"
            hint = "remove it" if key == "lease" else "remove it, or use `store: git`"
            result.append(error("state-store", message, document.key_at((*path, key)), hint=hint))
    if store.lease < MIN_LEASE:
        message = "a lock of less than 3 minutes could end while a write waits for its turn"
        place = document.at((*path, "lease"))
        result.append(error("state-store", message, place, hint="use `lease: 10m`"))
    return result


def why_no_store(name: str) -> tuple[str, str] | None:
    """Return why this names no store, and what would; None if it does."""
    kind, is_url, rest = name.partition("://")
    if name in WORDS:
        return None
    if kind not in SCHEMES or not is_url:
        guess = did_you_mean(name, WORDS, what="stores")
        urls = ", ".join(f"{scheme}://…" for scheme in SCHEMES)
        return f"no store `{brief(name)}`", f"{guess} (or a URL: {urls})"
    bucket, _, key = rest.partition("/")
    parts = key.split("/")
    if (
        not _BUCKET.fullmatch(bucket)
        or not key.endswith(".json")
        or any(part in ("", ".", "..") for part in parts)
    ):
        return f"`{brief(name)}` names no object", f"write `{kind}://bucket/folder/state.json`"
    return None


# From the words after `state:` to a store, and back.

_PLAIN = re.compile(r"[A-Za-z0-9._/:@-]+")
"""What YAML reads as a text also between braces; `: ` would not be one."""


def store_from_words(words: str, document: Document) -> StateStoreConfig | Diagnostic:
    """The store that the words name after `state:`, or what is wrong with them; `document` is a valid
    project file."""
    read, problems = read_yaml(f"state: {words}\n", "--to")
    if read is None or problems:
        return problems[0]
    data: Any = document.data
    value: Any = read.data
    if set(value) != {"state"}:
        value = {"state": words}
    project, failures = check(Document(file="--to", data={**data, **value}), "project")
    if failures:
        return failures[0].diagnostic
    results: list[Diagnostic] = []
    store = read_state_store(project, None, results)
    return results[0] if results else store


def words_of_store(store: StateStoreConfig) -> str:
    """Return the text after `state:` that describes the store, without defaults."""
    usual = StateStoreConfig()
    message_data = {
        field.name: getattr(store, field.name)
        for field in fields(StateStoreConfig)
        if getattr(store, field.name) != getattr(usual, field.name)
    }
    settings = {name: value for name, value in message_data.items() if name != "store"}
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


def is_same_place(one: StateStoreConfig, other: StateStoreConfig) -> bool:
    """Return whether both keep the state in the same place, whatever else they say."""
    if one.store != other.store:
        return False
    return one.kind != "git" or (one.branch, one.remote) == (other.branch, other.remote)
