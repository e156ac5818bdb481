"""Accounts and groups of the project file, as the environment chosen with `--env` has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publer_sync.diagnostics import Diagnostic, error, warning
from publer_sync.model.account import Account
from publer_sync.model.network import Network
from publer_sync.source.document import Document, Path
from publer_sync.source.locate import brief
from publer_sync.source.suggest import did_you_mean

RESERVED = "ideas"
"""Is in addresses in the place of an alias: `<entry>@ideas`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The accounts as the chosen environment has them, and the path each is written at."""

    workspace: str | None
    accounts: Mapping[str, Mapping[str, Any]]
    paths: Mapping[str, Path] = field(default_factory=dict)


def read_accounts(
    document: Document, scope: Scope, results: list[Diagnostic]
) -> dict[str, Account]:
    """The accounts by alias, in the order of the file."""
    accounts: dict[str, Account] = {}
    aliases: dict[str, str] = {}
    data: Any = document.data
    for key in ("accounts", "groups"):
        if RESERVED in data.get(key, {}):
            message = f"`{RESERVED}` is the name of where ideas stand"
            hint = "choose another name"
            results.append(error("bad-name", message, document.key_at((key, RESERVED)), hint=hint))
    for alias, values in scope.accounts.items():
        account = Account(alias, values["id"], Network(values["network"]), values.get("type"))
        accounts[alias] = account
        first = aliases.setdefault(account.id, alias)
        if first != alias:
            place = document.at((*scope.paths[alias], "id"))
            message = f"`{alias}` and `{first}` are the same account"
            hint = "posts for both at one time would need one slot; check the id"
            results.append(warning("duplicate-account", message, place, hint=hint))
    return accounts


def read_groups(document: Document, results: list[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """The groups, each with its aliases; a name stands for an account or a group, never for both."""
    data: Any = document.data
    groups: dict[str, tuple[str, ...]] = {}
    for name, members in data.get("groups", {}).items():
        path: Path = ("groups", name)
        if name in data["accounts"]:
            hint = "give the group another name"
            message = f"`{name}` is the name of an account already"
            results.append(error("bad-name", message, document.key_at(path), hint=hint))
        for index, alias in enumerate(members):
            if alias not in data["accounts"]:
                results.append(_unknown(alias, (*path, index), document))
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


def scope_of(document: Document, name: str | None, results: list[Diagnostic]) -> Scope:
    """Workspace and accounts to use; an alias that the environment leaves out is a problem.

    Falling back to the account of the project would post a test to the real audience.
    """
    data: Any = document.data
    base: Mapping[str, Mapping[str, Any]] = data["accounts"]
    workspace: str | None = data.get("workspace")
    if name is None:
        return Scope(workspace, base, {alias: ("accounts", alias) for alias in base})
    environments = data.get("environments", {})
    if name not in environments:
        hint = did_you_mean(name, environments, what="environments")
        place = document.at(("environments",))
        results.append(
            error("unknown-environment", f"no environment `{brief(name)}`", place, hint=hint)
        )
        return Scope(workspace, {})
    choice = environments[name]
    top: Path = ("environments", name, "accounts")
    _compare(base, choice["accounts"], document, top, results)
    accounts = {a: {**base[a], **own} for a, own in choice["accounts"].items() if a in base}
    paths: dict[str, Path] = {alias: (*top, alias) for alias in accounts}
    return Scope(choice.get("workspace", workspace), accounts, paths)


def shared_accounts(document: Document) -> list[Diagnostic]:
    """Errors for accounts of an environment that the project, or an environment before it, uses as well.

    All environments are compared, whichever was chosen: the states of two would manage one account. It is no
    error where the account says `shared: true`; at the first of them that holds for all that follow.
    """
    data: Any = document.data
    environments = data.get("environments", {})
    uses: list[tuple[Path, Mapping[str, Mapping[str, Any]]]] = [(("accounts",), data["accounts"])]
    uses += [(("environments", n, "accounts"), own["accounts"]) for n, own in environments.items()]
    first: dict[str, tuple[Path, str, Mapping[str, Any]]] = {}
    errors = []
    for top, accounts in uses:
        for alias, account in accounts.items():
            previous, name, other = first.setdefault(
                account["id"].casefold(), (top, alias, account)
            )
            if previous == top or account.get("shared", other.get("shared", False)):
                continue
            owner = f"environment `{previous[1]}`" if len(previous) > 1 else "the project"
            same = f"`{name}` of {owner} (line {document.at((*previous, name, 'id')).line})"
            message = f"`{alias}` of environment `{top[1]}` is the same account as {same}"
            hint = (
                "two states would manage its posts; use another account, or add `shared: true` "
                "if both should post there"
            )
            place = document.at((*top, alias, "id"))
            errors.append(error("shared-account", message, place, hint=hint))
    return errors


def _compare(
    base: Mapping[str, object],
    own: Mapping[str, object],
    document: Document,
    top: Path,
    results: list[Diagnostic],
) -> None:
    name = top[1]
    for alias in own:
        if alias not in base:
            hint = did_you_mean(alias, base, what="accounts")
            message = f"the project has no account `{brief(alias)}`"
            place = document.key_at((*top, alias))
            results.append(error("unknown-account", message, place, hint=hint))
    for alias in base:
        if alias not in own:
            message = f"environment `{name}` has no account for `{alias}`"
            hint = (
                f"add `{alias}: {{id: …}}` here; the account of the project is never used instead"
            )
            results.append(error("missing-account", message, document.key_at(top), hint=hint))
