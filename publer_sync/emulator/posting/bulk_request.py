"""The bulk envelope: what is refused at once, and one wanted post per entry and account."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.records import IDEA_STATES, JsonObject
from publer_sync.emulator.store.seed import Account

MOST_ENTRIES = 500
_STATES = ("scheduled", "draft", "recurring", *IDEA_STATES)
_WORDPRESS = ("wordpress_oauth", "wordpress_basic", "wordpress")


class BulkError(Exception):
    """The envelope is refused before any job is made."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class Wanted:
    """One entry on one account; ideas have no account."""

    account_id: str | None
    target: JsonObject
    entry: JsonObject
    networks: JsonObject


def check_bulk(body: Any, settings: Settings) -> JsonObject:
    """The `bulk` object of a request, or a BulkError; everything else is left to the job."""
    bulk = body.get("bulk") if isinstance(body, dict) else None
    failure_count = int(settings["broken_bulk"])
    if not isinstance(bulk, dict):
        raise BulkError(failure_count, "undefined method '[]' for nil")
    _check_state(bulk.get("state"), settings)
    posts = bulk.get("posts")
    if not isinstance(posts, list) or not posts:
        raise BulkError(failure_count, "undefined method 'each' for nil")
    if len(posts) > MOST_ENTRIES and settings["too_many_entries"] == "refused":
        raise BulkError(400, f"A request takes at most {MOST_ENTRIES} posts")
    series = bulk.get("state") == "recurring" and len(posts) > 1
    if series and settings["recurring_in_bulk"] == "refused":
        raise BulkError(400, "Recurring posts cannot be scheduled in bulk")
    if not all(isinstance(post, dict) and isinstance(post.get("networks"), dict) for post in posts):
        raise BulkError(failure_count, "undefined method 'keys' for nil")
    return bulk


def _check_state(state: Any, settings: Settings) -> None:
    previous: tuple[str, ...] = _STATES
    if settings["auto_state"] == "accepted":
        previous = (*previous, "auto", "recycle")
    if state not in previous:
        word = state if isinstance(state, str) else json.dumps(state) if state else ""
        raise BulkError(400, f"Unknown state {word}".rstrip())


def entries(bulk: JsonObject) -> Iterator[list[Wanted]]:
    """The wanted posts of each entry, in the order of the array."""
    for post in bulk["posts"]:
        entry = {key: value for key, value in post.items() if key not in ("networks", "accounts")}
        accounts = post.get("accounts")
        listed = accounts if isinstance(accounts, list) else []
        targets = [target for target in listed if isinstance(target, dict)]
        if bulk["state"] in IDEA_STATES and not targets:
            yield [Wanted(None, {}, entry, post["networks"])]
        else:
            yield [
                Wanted(str(target.get("id")), target, entry, post["networks"]) for target in targets
            ]


def content_for(
    account: Account | None, networks: JsonObject, settings: Settings
) -> JsonObject | None:
    """The content that an account takes: its network's, else the default one."""
    keys = ["default"]
    if account is not None:
        keys = [*_network_keys(account, settings), "default"]
    elif networks:
        keys = ["default", *networks]
    results = (networks[key] for key in keys if isinstance(networks.get(key), dict))
    return next(results, None)


def _network_keys(account: Account, settings: Settings) -> list[str]:
    if account.network != "wordpress":
        return [account.network]
    if settings["wordpress_key"] == "by_account_type":
        return [account.type]
    return [account.type, *(key for key in _WORDPRESS if key != account.type)]
