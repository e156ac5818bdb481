"""The accounts that Publer lists as the JSON that machines read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publer_sync.model.account import Account, RemoteAccount
from publer_sync.render.accounts_view import aliases, in_order
from publer_sync.render.json_text import json_text

FORMAT_VERSION = 1


def accounts_document(
    accounts: Sequence[RemoteAccount], known: Mapping[str, Account]
) -> dict[str, Any]:
    """`alias` is the project's name for the account, or null."""
    ours = aliases(known)
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


def accounts_json(accounts: Sequence[RemoteAccount], known: Mapping[str, Account]) -> str:
    """The document as text."""
    return json_text(accounts_document(accounts, known))
