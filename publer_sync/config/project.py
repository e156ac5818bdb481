"""A project: where it is, its workspace, zone, accounts and the rules that its team chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.errors import ProjectNotFoundError
from publer_sync.model.account import Account
from publer_sync.source.document import Document

PROJECT_FILE = "publer-sync.yaml"


class AltText(StrEnum):
    """Policy for a picture without alt text."""

    OFF = "off"
    WARN = "warn"
    REQUIRE = "require"


class MissedPolicy(StrEnum):
    """Policy for a post whose time passed before it was created."""

    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Limits and checks that the team chose.

    `lead_time`: a post must be at least this far ahead to be created. `freeze`: pending posts due
    within this are left alone. `overdue`: a post that Publer has not published so long after its time counts
    as overdue. `settle`: how long a write of unknown outcome may take to show up
    before it counts as not done; new posts have been seen to take two minutes. A plan with more
    deletes than `max_deletes`, or than `max_delete_share` of the waiting managed posts, is refused
    unless deletes are allowed, and one that replaces more posts than `max_replaces` unless replacements
    are. Only with `publish_now` may an entry say `schedule: now`. `repeat_text` is how far apart two posts of
    an account with the same text must be. `short_links` are hosts with which the workspace shortens links.
    `horizon` is how far ahead each account should have something scheduled; None for no check. `off` names
    the rules that apply nowhere.
    """

    alt_text: AltText = AltText.WARN
    missed: MissedPolicy = MissedPolicy.WARN
    lead_time: timedelta = timedelta(minutes=5)
    freeze: timedelta = timedelta(minutes=5)
    overdue: timedelta = timedelta(minutes=15)
    settle: timedelta = timedelta(seconds=150)
    max_deletes: int = 10
    max_delete_share: float = 0.3
    max_replaces: int = 50
    publish_now: bool = False
    repeat_text: timedelta = timedelta(days=5)
    short_links: frozenset[str] = frozenset()
    horizon: timedelta | None = None
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with `publer-sync.yaml`, read and checked.

    `root` is absolute; `content` is relative to it. `groups` maps a name to aliases. `defaults` holds
    keys of an entry as they were written. `state` says where the state is kept. `environment` is the
    name given with `--env`, or None. `document` is the project file with the place of each value; a
    project that was made in memory has none.
    """

    root: Path
    workspace: str
    timezone: ZoneInfo
    accounts: Mapping[str, Account]
    content: str = "content"
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: Mapping[str, object] = field(default_factory=dict)
    policy: Policy = field(default_factory=Policy)
    state: StateStoreConfig = field(default_factory=StateStoreConfig)
    environment: str | None = None
    document: Document | None = field(default=None, compare=False, repr=False)

    @property
    def content_root(self) -> Path:
        return self.root / self.content


_MINIMAL = "`publer-sync init` writes one; or name the project folder with -C"


def find_project(start: Path) -> Path:
    """The project folder that `start` is in; raises ProjectNotFoundError where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise ProjectNotFoundError(
        f"There is no {PROJECT_FILE} here.", location=str(start), hint=_hint(start)
    )


def _hint(start: Path) -> str:
    for folder in (start, *start.parents):
        other = folder / "publer-sync.yml"
        if other.is_file():
            return f"rename {other} to {PROJECT_FILE}"
    return _MINIMAL
