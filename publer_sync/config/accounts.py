"""Accounts and groups of the project file."""

from __future__ import annotations

from typing import Any

from publer_sync.config.environment import Scope
from publer_sync.diagnostics import Diagnostic, error, warning
from publer_sync.model.account import Account
from publer_sync.model.network import Network
from publer_sync.source.document import Document, Path
from publer_sync.source.locate import brief
from publer_sync.source.suggest import did_you_mean

RESERVED = "ideas"
"""Stands in addresses in the place of an alias: `<entry>@ideas`."""


def read_accounts(document: Document, scope: Scope, found: list[Diagnostic]) -> dict[str, Account]:
    """The accounts by alias, in the order of the file."""
    accounts: dict[str, Account] = {}
    aliases: dict[str, str] = {}
    _refuse_reserved(document, found)
    for alias, data in scope.accounts.items():
        account = Account(alias, data["id"], Network(data["network"]), data.get("type"))
        accounts[alias] = account
        first = aliases.setdefault(account.id, alias)
        if first != alias:
            place = document.at((*scope.paths[alias], "id"))
            message = f"`{alias}` and `{first}` are the same account"
            hint = "posts for both at one time would need one slot; check the id"
            found.append(warning("duplicate-account", message, place, hint=hint))
    return accounts


def _refuse_reserved(document: Document, found: list[Diagnostic]) -> None:
    data: Any = document.data
    for key in ("accounts", "groups"):
        if RESERVED in data.get(key, {}):
            message = f"`{RESERVED}` is the name of where ideas stand"
            hint = "choose another name"
            found.append(error("bad-name", message, document.key_at((key, RESERVED)), hint=hint))


def read_groups(document: Document, found: list[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """The groups, each with its aliases; a name stands for an account or a group, never for both."""
    data: Any = document.data
    groups: dict[str, tuple[str, ...]] = {}
    for name, members in data.get("groups", {}).items():
        path: Path = ("groups", name)
        if name in data["accounts"]:
            hint = "give the group another name"
            message = f"`{name}` is the name of an account already"
            found.append(error("bad-name", message, document.key_at(path), hint=hint))
        for index, alias in enumerate(members):
            if alias not in data["accounts"]:
                found.append(_unknown(alias, (*path, index), document))
        groups[name] = tuple(dict.fromkeys(members))
    return groups


def _unknown(alias: str, path: Path, document: Document) -> Diagnostic:
    data: Any = document.data
    if alias in data["groups"]:
        message, hint = f"`{alias}` is a group", "list its accounts; a group cannot hold groups"
    else:
        message = f"there is no account `{brief(alias)}`"
        hint = did_you_mean(alias, data["accounts"], what="accounts")
    return error("unknown-account", message, document.at(path), hint=hint)
