"""What Publer's JSON says of signatures, watermarks, albums, boards and locations, read leniently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publer_sync.api.decode.posts import objects
from publer_sync.model.workspace_names import NamedResource

ByAccount = dict[str, tuple[NamedResource, ...]]


def by_account(body: Any, key: str) -> ByAccount:
    """The things under `key` of each account's object; such objects name their account in either way."""
    found: ByAccount = {}
    for item in objects(body, "accounts"):
        account_id = str(item.get("account_id") or item.get("id") or "")
        found[account_id] = (*found.get(account_id, ()), *things(item.get(key)))
    return found


def locations(body: Any) -> tuple[NamedResource, ...]:
    """The locations of a search."""
    return tuple(things(objects(body, "locations")))


def things(listed: Any) -> Iterator[NamedResource]:
    """The things of a list, without those that have no id. Ids of networks may be anything."""
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, Mapping) and isinstance(item.get("id"), (str, int)):
            name = item.get("name") or item.get("label") or item["id"]
            also = (item.get("info"), item.get("address"))
            words = tuple(dict.fromkeys(str(word) for word in also if word))
            yield NamedResource(str(item["id"]), str(name), dict(item), words)
