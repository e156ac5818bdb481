"""Input of a preview: posts and all that is known about them; nothing is looked up on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from publer_sync.diagnostics import Diagnostic
from publer_sync.media.thumbnails import Thumbnails
from publer_sync.model.account import Account
from publer_sync.model.post import Post
from publer_sync.model.remote import RemoteView
from publer_sync.planning.plan import Plan


@dataclass(frozen=True, slots=True)
class ComparedPlan:
    """A plan and the part of Publer that it was made from; `in_ci` if a workflow made it."""

    plan: Plan
    view: RemoteView
    in_ci: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewInput:
    """Posts with findings and small pictures; `lines` are those of the files that findings name.

    `compared` is None where Publer was not asked. `accounts` are the project's, by alias.
    """

    title: str
    zone: ZoneInfo
    now: datetime
    posts: Sequence[Post]
    accounts: Mapping[str, Account]
    thumbnails: Thumbnails
    findings: Sequence[Diagnostic] = ()
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    compared: ComparedPlan | None = None
