"""`accounts` and `take` of an entry: the accounts that it is posted to, and its posts that exist."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from publer_sync.config.project import Project
from publer_sync.content.layers import Layer, LayeredValue, Layers
from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.account import Account
from publer_sync.model.network import Network
from publer_sync.source.locate import brief
from publer_sync.source.suggest import did_you_mean

IDEAS = Account("ideas", "", Network.IDEAS)
"""What an idea has in the place of an account."""


@dataclass(slots=True)
class EntryAccount:
    """An account of an entry, the place that names it, and its own layers of values."""

    account: Account
    place: Location
    overrides: Layers = ()


def targets_of(
    value: LayeredValue, project: Project, results: list[Diagnostic]
) -> list[EntryAccount]:
    """The accounts in the order in which they are first reached.

    An account may be reached through groups and by its own name; its own values are then the
    strongest. The same name twice is a mistake.
    """
    targets: dict[str, EntryAccount] = {}
    own: dict[str, Layer] = {}
    named: dict[str, int] = {}
    items: Any = value.data
    for index, item in enumerate(items):
        name, layer = _read(value, index, item)
        place = value.at(index, "account") if layer else value.at(index)
        aliases = _aliases(name, project)
        if aliases is None:
            results.append(_unknown(name, place, project))
            continue
        if name in named:
            first = value.at(named[name])
            hint = f"it is named on line {first.line} already; keep one of them"
            results.append(error("duplicate-account", f"`{name}` is named twice", place, hint=hint))
            continue
        named[name] = index
        for alias in aliases:
            target = targets.setdefault(alias, EntryAccount(project.accounts[alias], place))
            if name == alias:
                target.place = place
            if layer and name == alias:
                own[alias] = layer
            elif layer:
                target.overrides = (*target.overrides, layer)
    for alias, layer in own.items():
        targets[alias].overrides = (*targets[alias].overrides, layer)
    return list(targets.values())


def ids_of_names(
    names: list[str], at: Callable[[int], Location], project: Project, results: list[Diagnostic]
) -> tuple[str, ...]:
    """Publer's ids of the accounts behind aliases and groups, each once; `at` is the place of a name."""
    ids: dict[str, None] = {}
    for index, name in enumerate(names):
        aliases = _aliases(name, project)
        if aliases is None:
            results.append(_unknown(name, at(index), project))
        ids |= dict.fromkeys(project.accounts[alias].id for alias in aliases or ())
    return tuple(ids)


def _read(
    value: LayeredValue, index: int, item: str | Mapping[str, Any]
) -> tuple[str, Layer | None]:
    if isinstance(item, str):
        return item, None
    path = (*value.layer.path, value.key, index)
    own = {key: data for key, data in item.items() if key != "account"}
    return item["account"], Layer(value.layer.document, path, own)


def _aliases(name: str, project: Project) -> tuple[str, ...] | None:
    return (name,) if name in project.accounts else project.groups.get(name)


def _unknown(name: str, place: Location, project: Project) -> Diagnostic:
    known_names = [*project.accounts, *project.groups]
    hint = did_you_mean(name, known_names, what="accounts and groups")
    return error(
        "unknown-account", f"there is no account or group `{brief(name)}`", place, hint=hint
    )


# `take`: the posts in Publer that an entry's posts are, by the alias of their account.


def read_takes(
    layer: Layer,
    aliases: Iterable[str],
    project: Project,
    results: list[Diagnostic],
    *,
    all_known: bool,
) -> Mapping[str, str]:
    """The id of a post in Publer by alias; `aliases` are those that the entry is posted to.

    Not `all_known`: some of its accounts are wrong, so that only names that do not exist are reported.
    """
    value: Any = layer.values.get("take") or {}
    requested = set(aliases)
    for alias in value:
        place = layer.document.key_at((*layer.path, "take", alias))
        if alias in requested:
            continue
        if alias not in project.accounts:
            hint = did_you_mean(alias, {*requested, *project.accounts}, what="accounts")
            if alias in project.groups:
                hint = "it is a group; name one of its accounts"
            message = f"there is no account `{brief(alias)}`"
            results.append(error("unknown-account", message, place, hint=hint))
        elif all_known:
            message = f"the entry is not posted to `{brief(alias)}`"
            hint = "add the account to `accounts`, or remove it from `take`"
            results.append(error("take-account", message, place, hint=hint))
    return {alias: str(post_id) for alias, post_id in value.items()}
