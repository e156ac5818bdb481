"""The accounts that Publer lists, as a table, and a block to copy for those that are not used yet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from publer_sync.model.account import Account, RemoteAccount
from publer_sync.render.accounts_view import aliases, in_order, proposed
from publer_sync.render.layout import Page, Piece, cells, fit
from publer_sync.render.safe import safe
from publer_sync.render.style import Style
from publer_sync.render.words import count

_HEAD = ("ID", "NETWORK", "TYPE", "IN THE PROJECT", "NAME")
_NOT_OURS = "not in the project"


def accounts_text(
    accounts: Sequence[RemoteAccount], known: Mapping[str, Account], *, color: bool, width: int
) -> str:
    """A row for each account; its name comes last and is cut where the line ends."""
    page = Page(color=color, width=width)
    ours = aliases(known)
    rows = [_row(account, ours) for account in in_order(accounts)]
    _add_table(page, [_HEAD, *rows], width)
    missing = proposed(in_order(accounts), known)
    if missing:
        page.gap()
        page.line(f"To use {count(len(missing), 'more account')}, add to publer-sync.yaml:")
        page.gap()
        page.line(Piece("accounts:", Style.GREEN))
        for alias, account in missing.items():
            page.line(Piece(_yaml(alias, account), Style.GREEN), indent=2, hang=6)
    return page.text()


def _row(account: RemoteAccount, ours: Mapping[str, str]) -> tuple[str, ...]:
    alias = ours.get(account.id, _NOT_OURS)
    return (account.id, account.provider, account.type or "", alias, account.name)


def _add_table(page: Page, rows: Sequence[tuple[str, ...]], width: int) -> None:
    *fixed, _ = zip(*rows, strict=True)
    widths = [max(cells(safe(cell)) for cell in column) for column in fixed]
    room = max(width - sum(widths) - 2 * len(widths), 8)
    for number, row in enumerate(rows):
        words = [fit(cell, size) for cell, size in zip(row, [*widths, room], strict=True)]
        style = Style.BOLD if number == 0 else Style.DIM if row[3] == _NOT_OURS else Style.PLAIN
        page.line(Piece("  ".join(words).rstrip(), style))


def _yaml(alias: str, account: RemoteAccount) -> str:
    """A line of YAML; an id in quotes, since one of digits only would be read as a number."""
    kind = f", type: {json.dumps(account.type)}" if account.type else ""
    return f"{alias}: {{id: {json.dumps(account.id)}, network: {account.provider}{kind}}}"
