"""Publer's accounts beside those of the project, and names for those that it does not have yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import normalize

from publer_sync.model.account import Account, RemoteAccount
from publer_sync.model.network import NETWORKS, Network

LONGEST = 24
"""Characters of an account's name that go into a proposed alias."""

_KNOWN = {network.value for network in NETWORKS}


def aliases(known: Mapping[str, Account]) -> dict[str, str]:
    """The project's name for each account id."""
    return {account.id: alias for alias, account in known.items()}


def proposed(
    accounts: Iterable[RemoteAccount], known: Mapping[str, Account]
) -> dict[str, RemoteAccount]:
    """Accounts that the project does not have and could have, by a name that is still free."""
    ours, taken = aliases(known), set(known)
    found: dict[str, RemoteAccount] = {}
    for account in accounts:
        if account.id not in ours and account.provider in _KNOWN:
            alias = _free(_slug(account), taken)
            taken.add(alias)
            found[alias] = account
    return found


def in_order(accounts: Iterable[RemoteAccount]) -> Sequence[RemoteAccount]:
    """By network, then by name."""
    return sorted(accounts, key=lambda account: (account.provider, account.name, account.id))


def _slug(account: RemoteAccount) -> str:
    plain = normalize("NFKD", account.name).encode("ascii", "ignore").decode("ascii").lower()
    network = "x" if account.provider == Network.TWITTER else account.provider
    name = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")
    return f"{name}-{network}" if name else network


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
