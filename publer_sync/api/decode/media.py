"""Lenient reading of Publer's JSON for media, and for other things that posts name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publer_sync.api.decode.posts import ident, objects
from publer_sync.model.workspace_names import NamedResource

Validity = Mapping[str, Mapping[str, bool]]
"""Network, type of post, and whether Publer takes the file for it."""


@dataclass(frozen=True, slots=True)
class UploadedMedia:
    """A file that is now in Publer's library, with the address under which it is kept there."""

    id: str
    type: str
    path: str | None = None
    validity: Validity = field(default_factory=dict)
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ImportedMedia:
    """Result of letting Publer fetch a file: the medium, or Publer's words; neither if it could
    not read the address."""

    medium: UploadedMedia | None = None
    error: str | None = None


def uploaded(body: Any) -> UploadedMedia | None:
    """The medium of an upload answer, or of the library; None without an id, whatever the status."""
    value = ident(body.get("id")) if isinstance(body, Mapping) else ""
    if not value:
        return None
    kind, path, name = body.get("type"), body.get("path"), body.get("name")
    return UploadedMedia(
        value,
        kind if isinstance(kind, str) else "",
        path if isinstance(path, str) and path else None,
        _validity(body.get("validity")),
        name if isinstance(name, str) else None,
    )


def imported(payload: Any) -> ImportedMedia:
    """The payload of an import: a list of media or of errors, bare or under `media`."""
    error = None
    for item in _items(payload):
        if medium := uploaded(item):
            return ImportedMedia(medium)
        message = item.get("error")
        error = error or (message if isinstance(message, str) else None)
    return ImportedMedia(error=error)


def _items(payload: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(payload, Mapping):
        yield payload
        yield from _items(payload.get("media"))
    elif isinstance(payload, list):
        yield from (item for item in payload if isinstance(item, Mapping))


def _validity(data: Any) -> dict[str, dict[str, bool]]:
    """Only what is plainly yes or no; its keys are documented nowhere, so all of them are kept."""
    networks = data.items() if isinstance(data, Mapping) else ()
    return {
        str(network): {str(word): takes for word, takes in types.items() if isinstance(takes, bool)}
        for network, types in networks
        if isinstance(types, Mapping)
    }


# Signatures, watermarks, albums, boards and locations.

ByAccount = dict[str, tuple[NamedResource, ...]]


def by_account(body: Any, key: str) -> ByAccount:
    """The things under `key` of each account's object; such objects name their account in either way."""
    results: ByAccount = {}
    for item in objects(body, "accounts"):
        account_id = str(item.get("account_id") or item.get("id") or "")
        results[account_id] = (*results.get(account_id, ()), *things(item.get(key)))
    return results


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
