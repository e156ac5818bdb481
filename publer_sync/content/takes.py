"""`take`: the posts in Publer that an entry's posts are, by the alias of their account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publer_sync.config.project import Project
from publer_sync.content.layers import Layer
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.source.locate import brief
from publer_sync.source.suggest import did_you_mean


def read_takes(
    layer: Layer,
    aliases: Iterable[str],
    project: Project,
    found: list[Diagnostic],
    *,
    all_known: bool,
) -> Mapping[str, str]:
    """The id of a post in Publer by alias; `aliases` are those that the entry is posted to.

    Not `all_known`: some of its accounts are wrong, so that only names that do not exist are reported.
    """
    given: Any = layer.values.get("take") or {}
    wanted = set(aliases)
    for alias in given:
        place = layer.document.key_at((*layer.path, "take", alias))
        if alias in wanted:
            continue
        if alias not in project.accounts:
            hint = did_you_mean(alias, {*wanted, *project.accounts}, what="accounts")
            if alias in project.groups:
                hint = "it is a group; name one of its accounts"
            message = f"there is no account `{brief(alias)}`"
            found.append(error("unknown-account", message, place, hint=hint))
        elif all_known:
            message = f"the entry is not posted to `{brief(alias)}`"
            hint = "add the account to `accounts`, or remove it from `take`"
            found.append(error("take-account", message, place, hint=hint))
    return {alias: str(post_id) for alias, post_id in given.items()}
