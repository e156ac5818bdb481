"""What Publer's JSON says of media, read leniently: after an upload, after an import, in the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publer_sync.api.decode.posts import ident

Validity = Mapping[str, Mapping[str, bool]]
"""Network, type of post, and whether Publer takes the file for it."""


@dataclass(frozen=True, slots=True)
class UploadedMedia:
    """A file that is now in Publer's library, with the address under which it is kept there."""

    id: str
    type: str
    path: str | None = None
    validity: Validity = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of letting Publer fetch a file: the medium, or Publer's words; neither if it could
    not read the address."""

    medium: UploadedMedia | None = None
    error: str | None = None


def uploaded(body: Any) -> UploadedMedia | None:
    """The medium of an upload answer, or of the library; None without an id, whatever the status."""
    found = ident(body.get("id")) if isinstance(body, Mapping) else ""
    if not found:
        return None
    kind, path = body.get("type"), body.get("path")
    return UploadedMedia(
        found,
        kind if isinstance(kind, str) else "",
        path if isinstance(path, str) and path else None,
        _validity(body.get("validity")),
    )


def imported(payload: Any) -> Imported:
    """The payload of an import: a list of media or of errors, bare or under `media`."""
    error = None
    for item in _items(payload):
        if medium := uploaded(item):
            return Imported(medium)
        said = item.get("error")
        error = error or (said if isinstance(said, str) else None)
    return Imported(error=error)


def _items(payload: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(payload, Mapping):
        yield payload
        yield from _items(payload.get("media"))
    elif isinstance(payload, list):
        yield from (item for item in payload if isinstance(item, Mapping))


def _validity(found: Any) -> dict[str, dict[str, bool]]:
    """Only what is plainly yes or no; its keys are documented nowhere, so all of them are kept."""
    networks = found.items() if isinstance(found, Mapping) else ()
    return {
        str(network): {str(word): takes for word, takes in types.items() if isinstance(takes, bool)}
        for network, types in networks
        if isinstance(types, Mapping)
    }
