"""What `--env` changes: the workspace, and the account behind each alias."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publer_sync.diagnostics import Diagnostic, error
from publer_sync.source.document import Document, Path
from publer_sync.source.locate import brief
from publer_sync.source.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Scope:
    """The accounts as the chosen environment has them, and the path each is written at."""

    workspace: str | None
    accounts: Mapping[str, Mapping[str, str]]
    paths: Mapping[str, Path] = field(default_factory=dict)


def scope_of(document: Document, name: str | None, found: list[Diagnostic]) -> Scope:
    """Workspace and accounts to use; an alias that the environment leaves out is a problem.

    Falling back to the account of the project would post a test to the real audience.
    """
    data: Any = document.data
    base: Mapping[str, Mapping[str, str]] = data["accounts"]
    workspace: str | None = data.get("workspace")
    if name is None:
        return Scope(workspace, base, {alias: ("accounts", alias) for alias in base})
    environments = data.get("environments", {})
    if name not in environments:
        hint = did_you_mean(name, environments, what="environments")
        place = document.at(("environments",))
        found.append(
            error("unknown-environment", f"no environment `{brief(name)}`", place, hint=hint)
        )
        return Scope(workspace, {})
    chosen = environments[name]
    top: Path = ("environments", name, "accounts")
    _compare(base, chosen["accounts"], document, top, found)
    accounts = {a: {**base[a], **own} for a, own in chosen["accounts"].items() if a in base}
    paths: dict[str, Path] = {alias: (*top, alias) for alias in accounts}
    return Scope(chosen.get("workspace", workspace), accounts, paths)


def _compare(
    base: Mapping[str, object],
    own: Mapping[str, object],
    document: Document,
    top: Path,
    found: list[Diagnostic],
) -> None:
    name = top[1]
    for alias in own:
        if alias not in base:
            hint = did_you_mean(alias, base, what="accounts")
            message = f"the project has no account `{brief(alias)}`"
            place = document.key_at((*top, alias))
            found.append(error("unknown-account", message, place, hint=hint))
    for alias in base:
        if alias not in own:
            message = f"environment `{name}` has no account for `{alias}`"
            hint = (
                f"add `{alias}: {{id: …}}` here; the account of the project is never used instead"
            )
            found.append(error("missing-account", message, document.key_at(top), hint=hint))
