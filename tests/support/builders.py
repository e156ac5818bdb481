"""Small builders: a whole noun with sensible defaults, of which a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from publer_sync.diagnostics import Location
from publer_sync.model.account import Account
from publer_sync.model.address import Address
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post, Source

TIME = datetime(2036, 5, 5, 7, 0, tzinfo=UTC)
ACCOUNT_ID = "63c675b54e299e9cf2b667ea"


def an_account(**overrides: Any) -> Account:
    """The account `shop-x`."""
    return Account(**{"alias": "shop-x", "id": ACCOUNT_ID, "network": Network.TWITTER, **overrides})


def a_post(**overrides: Any) -> Post:
    """The post `launch` on its account."""
    account = overrides.get("account") or an_account()
    defaults: dict[str, Any] = {
        "address": Address("launch", account.alias),
        "account": account,
        "type": PostType.STATUS,
        "scheduled_at": TIME,
        "text": "We have launched.",
        "source": Source(location=Location("content/launch.md")),
    }
    return Post(**{**defaults, **overrides})
