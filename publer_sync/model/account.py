"""Accounts: as the project names them, and as Publer lists them."""

from __future__ import annotations

from dataclasses import dataclass

from publer_sync.model.network import Network


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the project: `alias` is its name in post files, `id` the one in Publer.

    `type` is Publer's open vocabulary (`fb_page`, `in_profile`, `wordpress_basic`, ...) and matters
    only where a network treats its kinds of account differently.
    """

    alias: str
    id: str
    network: Network
    type: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteAccount:
    """An account as Publer lists it; `provider` may be a word that we do not know yet."""

    id: str
    provider: str
    name: str
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that the key can see; `plan` is Publer's word (`free`, `professional`, `business`)."""

    id: str
    name: str
    plan: str | None = None
