"""The accounts that Publer lists, as a table, and a block to copy for those that are not used yet;
also as JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from publer_sync.model.account import Account, RemoteAccount
from publer_sync.model.network import NETWORKS, Network
from publer_sync.render.text.page import Piece, Style, TextPage, cells, fit
from publer_sync.render.text.sanitize import json_text, safe
from publer_sync.render.text.units import count

_HEAD = ("ID", "NETWORK", "TYPE", "ALIAS", "NAME")
_NOT_OURS = "-"
_TYPE, _ALIAS, _NAME = 2, 3, 4
_NARROWED = {_ALIAS: 12, _TYPE: 8, _NAME: 8}
"""The columns that may be cut, in this order, and what is left of each at least. An id is never cut."""


def accounts_text(
    accounts: Sequence[RemoteAccount],
    known_values: Mapping[str, Account],
    *,
    color: bool,
    width: int | None,
) -> str:
    """A row for each account, not cut where there is no `width`; the block to copy is never broken."""
    page = TextPage(color=color, width=width or sys.maxsize)
    ours = aliases(known_values)
    rows = [_row(account, ours) for account in in_order(accounts)]
    _add_table(page, [_HEAD, *rows], width)
    missing = proposed(in_order(accounts), known_values)
    if missing:
        page.gap()
        page.line(f"To use {count(len(missing), 'more account')}, add to publer-sync.yaml:")
        page.gap()
        page.line(Piece("accounts:", Style.GREEN))
        for alias, account in missing.items():
            page.unbroken(Piece(f"  {_yaml(alias, account)}", Style.GREEN))
    return page.text()


def _row(account: RemoteAccount, ours: Mapping[str, str]) -> tuple[str, ...]:
    alias = ours.get(account.id, _NOT_OURS)
    return (account.id, account.provider, account.type or "", alias, account.name)


def _add_table(page: TextPage, rows: Sequence[tuple[str, ...]], width: int | None) -> None:
    widths = _widths(rows, width)
    for number, row in enumerate(rows):
        words = [fit(cell, size) for cell, size in zip(row, widths, strict=True)]
        style = Style.BOLD if number == 0 else _style(row)
        page.unbroken(Piece("  ".join(words).rstrip(), style))


def _style(row: Sequence[str]) -> Style:
    return Style.DIM if row[_ALIAS] == _NOT_OURS else Style.PLAIN


def _widths(rows: Sequence[tuple[str, ...]], width: int | None) -> list[int]:
    widths = [max(cells(safe(cell)) for cell in column) for column in zip(*rows, strict=True)]
    if width is not None:
        for column, least in _NARROWED.items():
            excess = sum(widths) + 2 * (len(widths) - 1) - width
            widths[column] -= max(0, min(excess, widths[column] - least))
    return widths


def _yaml(alias: str, account: RemoteAccount) -> str:
    """A line of YAML; an id in quotes, since one of digits only would be read as a number."""
    kind = f", type: {json.dumps(account.type)}" if account.type else ""
    return f"{alias}: {{id: {json.dumps(account.id)}, network: {account.provider}{kind}}}"


# The accounts that Publer lists as the JSON that machines read.

FORMAT_VERSION = 1


def accounts_document(
    accounts: Sequence[RemoteAccount], known_values: Mapping[str, Account]
) -> dict[str, Any]:
    """`alias` is the project's name for the account, or null."""
    ours = aliases(known_values)
    return {
        "format_version": FORMAT_VERSION,
        "accounts": [
            {
                "id": account.id,
                "network": account.provider,
                "type": account.type,
                "name": account.name,
                "alias": ours.get(account.id),
            }
            for account in in_order(accounts)
        ],
    }


def accounts_json(accounts: Sequence[RemoteAccount], known_values: Mapping[str, Account]) -> str:
    """The document as text."""
    return json_text(accounts_document(accounts, known_values))


# Publer's accounts beside those of the project, and names for those that it does not have yet.

LONGEST = 24
"""Characters of an account's name that go into a proposed alias."""

_KNOWN = {network.value for network in NETWORKS}


def aliases(known_values: Mapping[str, Account]) -> dict[str, str]:
    """The project's name for each account id."""
    return {account.id: alias for alias, account in known_values.items()}


def proposed(
    accounts: Iterable[RemoteAccount], known_values: Mapping[str, Account]
) -> dict[str, RemoteAccount]:
    """Accounts that the project does not have and could have, by a name that is still free."""
    ours, used_names = aliases(known_values), set(known_values)
    results: dict[str, RemoteAccount] = {}
    for account in accounts:
        if account.id not in ours and account.provider in _KNOWN:
            alias = _free(_slug(account), used_names)
            used_names.add(alias)
            results[alias] = account
    return results


def in_order(accounts: Iterable[RemoteAccount]) -> Sequence[RemoteAccount]:
    """By network, then by name."""
    return sorted(accounts, key=lambda account: (account.provider, account.name, account.id))


def _slug(account: RemoteAccount) -> str:
    plain = normalize("NFKD", account.name).encode("ascii", "ignore").decode("ascii").lower()
    network = "x" if account.provider == Network.TWITTER else account.provider
    name = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")
    return f"{name}-{network}" if name else network


def _free(name: str, used_names: set[str]) -> str:
    if name not in used_names:
        return name
    number = 2
    while f"{name}-{number}" in used_names:
        number += 1
    return f"{name}-{number}"
