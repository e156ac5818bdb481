"""The project file to a project, with every problem of the file in one go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.config.accounts import read_accounts, read_groups, scope_of, shared_accounts
from publer_sync.config.project import (
    PROJECT_FILE,
    AltText,
    MissedPolicy,
    Policy,
    Project,
    find_project,
)
from publer_sync.config.state_store import read_state_store
from publer_sync.config.times import parse_duration, zone
from publer_sync.diagnostics import Diagnostic, Location, error, in_reading_order
from publer_sync.source.document import Document
from publer_sync.source.locate import brief
from publer_sync.source.paths import real_root
from publer_sync.source.schema.check import check
from publer_sync.source.text import read_text
from publer_sync.source.yaml import read_yaml

__all__ = ["PROJECT_FILE", "find_project", "load_project"]

_NOTHING: Mapping[str, str] = MappingProxyType({})


def load_project(
    root: Path, *, environment: str | None = None, environ: Mapping[str, str] = _NOTHING
) -> tuple[Project | None, tuple[Diagnostic, ...]]:
    """The project in a folder, or None where anything is wrong with its file.

    `environment` is the name given with --env. Of the process environment `environ` only
    PUBLER_WORKSPACE_ID is looked at; it takes the place of every workspace in the file.
    """
    document, results = _read(root)
    if document is None:
        return None, in_reading_order(results)
    project, more = _build(root, document, environment, environ)
    results += more
    return project if not any(one.is_error for one in results) else None, in_reading_order(results)


def _read(root: Path) -> tuple[Document | None, list[Diagnostic]]:
    text = read_text(root / PROJECT_FILE, PROJECT_FILE)
    if isinstance(text, Diagnostic):
        return None, [text]
    document, results = read_yaml(text, PROJECT_FILE)
    if document is None:
        return None, list(results)
    document, failures = check(document, "project")
    problems = [*results, *(finding.diagnostic for finding in failures)]
    return document if not any(one.is_error for one in problems) else None, problems


def _build(
    root: Path, document: Document, environment: str | None, environ: Mapping[str, str]
) -> tuple[Project | None, list[Diagnostic]]:
    data: Any = document.data
    results: list[Diagnostic] = []
    scope = scope_of(document, environment, results)
    accounts = read_accounts(document, scope, results)
    groups = read_groups(document, results)
    if "environments" in data:
        results += shared_accounts(document)
    workspace = environ.get("PUBLER_WORKSPACE_ID", "").strip() or scope.workspace
    if not workspace:
        hint = "add `workspace:` with the id of the workspace, or set PUBLER_WORKSPACE_ID"
        place = document.at(())
        results.append(error("required-key", "`workspace` is missing", place, hint=hint))
    timezone = zone(data["timezone"], document.at(("timezone",)))
    if not isinstance(timezone, ZoneInfo):
        results.append(timezone)
    state = read_state_store(document, environment, results)
    results += _content_problems(root, document)
    if not workspace or not isinstance(timezone, ZoneInfo):
        return None, results
    project = Project(
        root=Path(real_root(root)),
        workspace=workspace,
        timezone=timezone,
        accounts=accounts,
        content=normpath(data.get("content", "content")),
        groups=groups,
        defaults=data.get("defaults", {}),
        policy=_policy(data.get("policy", {}), data.get("rules", {})),
        state=state,
        environment=environment,
        document=document,
    )
    return project, results


def _content_problems(root: Path, document: Document) -> list[Diagnostic]:
    """The content folder may not exist yet, but it must not lie outside."""
    data: Any = document.data
    content: str = data.get("content", "content")
    place: Location = document.at(("content",))
    base = Path(real_root(root))
    folder = (base / content).resolve()
    if "\\" in content or base not in folder.parents:
        message = f"content folder `{brief(content)}` is not below the project folder"
        hint = "name a folder beside the project file, with `/`"
        return [error("content-folder", message, place, hint=hint)]
    if folder.exists() and not folder.is_dir():
        message = f"`{brief(content)}` is not a folder"
        return [error("content-folder", message, place, hint="name the folder with the post files")]
    return []


def _policy(data: Mapping[str, Any], rules: Mapping[str, str]) -> Policy:
    """The policy as given; the schema has checked the form of each value."""
    read: dict[str, Any] = {"alt_text": AltText, "missed": MissedPolicy, "publish_now": _is_allowed}
    durations = ("lead_time", "freeze", "overdue", "settle", "horizon", "repeat_text")
    read |= dict.fromkeys(durations, parse_duration)
    read["short_links"] = _hosts
    off = frozenset(rule for rule, state in rules.items() if state == "off")
    return Policy(off=off, **{key: read.get(key, _as_is)(value) for key, value in data.items()})


def _hosts(names: list[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)


def _as_is(value: object) -> object:
    return value


def _is_allowed(value: str) -> bool:
    return value == "allowed"
