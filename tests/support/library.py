"""Files that are in Publer's library already, and names that were resolved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from publer_sync.model.resources import Resources
from publer_sync.model.state import StoredMedia
from publer_sync.model.workspace_names import NamedResource, NameIndex, NameKind, NameRef

RED, BLUE = "aa" * 32, "bb" * 32
UPLOADED = datetime(2036, 5, 1, 8, 0, tzinfo=UTC)


def stored(name: str, sha256: str, **overrides: Any) -> StoredMedia:
    """A photo called `m-NAME` in the library."""
    given: dict[str, Any] = {"kind": "photo", "path": f"https://cdn.publer.com/{name}.png"}
    return StoredMedia(
        sha256=sha256, id=f"m-{name}", name=f"{name}.png", uploaded_at=UPLOADED, **given | overrides
    )


LIBRARY = Resources({RED: stored("red", RED), BLUE: stored("blue", BLUE)})


def a_thing(name: str, **data: Any) -> NamedResource:
    """Something of the workspace whose id is `id-of-NAME`."""
    thing_id = f"id-of-{name}"
    return NamedResource(thing_id, name, {"id": thing_id, "name": name, **data})


def a_directory(
    account_id: str, kind: NameKind, text: str, offers: Iterable[NamedResource] = ()
) -> NameIndex:
    """What Publer offered for one name."""
    return NameIndex({NameRef(account_id, kind, text): tuple(offers)})
