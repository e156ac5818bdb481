"""Sensible values for tests, so that each test names only what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from publer_sync.diagnostics import Location
from publer_sync.model.account import Account
from publer_sync.model.address import Address
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Post, PostSource
from publer_sync.model.schedule import At

ACCOUNT_ID = "63c675b54e299e9cf2b667ea"
MORNING = datetime(2036, 5, 5, 7, 0, tzinfo=UTC)


def an_account(network: Network = Network.TWITTER, **overrides: Any) -> Account:
    """`shop-x` on X, unless told otherwise; an alias of its own comes with an id of its own."""
    alias = overrides.pop("alias", "shop-x" if network is Network.TWITTER else f"shop-{network}")
    account_id = ACCOUNT_ID if alias == "shop-x" else f"id-of-{alias}"
    return Account(**{"alias": alias, "id": account_id, "network": network, **overrides})


def a_medium(kind: MediaKind = MediaKind.PHOTO, **overrides: Any) -> Media:
    """A file of the project with alt text, unless told otherwise."""
    given: dict[str, Any] = {"file": "media/box.png", "alt": "A red box", **overrides}
    return Media(kind=kind, **given)


def a_source(
    file: str = "content/launch.md", line: int = 1, fields: Mapping[str, int] | None = None
) -> PostSource:
    """A post written at a line of a file; `fields` gives the lines of its fields."""
    places = {name: Location(file, at) for name, at in (fields or {}).items()}
    return PostSource(location=Location(file, line), fields=places)


def time_of(post: Post) -> datetime:
    """The time of a post that has one."""
    assert post.scheduled_at is not None
    return post.scheduled_at


def a_post(**overrides: Any) -> Post:
    """A short status on X, unless told otherwise.

    Beside the fields of a post, `network` and `entry` may be given: they make the account and the
    address, unless those are given themselves.
    """
    network = overrides.pop("network", Network.TWITTER)
    entry = overrides.pop("entry", "launch")
    account = overrides.pop("account", None) or an_account(network)
    given: dict[str, Any] = {
        "address": Address(entry, account.alias),
        "account": account,
        "type": PostType.STATUS,
        "schedule": At(overrides.pop("scheduled_at", MORNING)),
        "text": "We have launched.",
        "source": a_source(),
        **overrides,
    }
    return Post(**given)
