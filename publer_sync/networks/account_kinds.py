"""Kinds of account in one vocabulary, whatever Publer calls them on each network."""

from __future__ import annotations

from publer_sync.model.account import Account

# Publer's documentation says `page`, its server `fb_page` or `in_page`; both are seen.
_KINDS = {
    "page": "page",
    "profile": "profile",
    "group": "group",
    "business": "business",
    "personal": "profile",
    "location": "location",
    "channel": "channel",
    "blog": "blog",
}


def kind_of(account: Account) -> str | None:
    """The kind of an account as the rules file says it; None where its type does not tell."""
    return _KINDS.get((account.type or "").rpartition("_")[2])
