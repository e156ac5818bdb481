"""Entry ids: well formed, and one entry for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publer_sync.content.entries import Entry
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.source.quote import brief

_ID = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
_MAX_LENGTH = 200


def ids_of(entries: Iterable[Entry], found: list[Diagnostic]) -> Iterator[str | None]:
    """The id of each entry, or None for one that has none of its own; why is noted.

    Ids that differ in case only count as the same: they would be one file on many computers.
    """
    seen: dict[str, Entry] = {}
    for entry in entries:
        if entry.id is None or _is_malformed(entry, found):
            yield None
            continue
        first = seen.setdefault(entry.id.lower(), entry)
        if first is not entry:
            found.append(_duplicate(entry, first))
        yield entry.id if first is entry else None


def _is_malformed(entry: Entry, found: list[Diagnostic]) -> bool:
    name = entry.id or ""
    if _ID.fullmatch(name) and len(name) <= _MAX_LENGTH:
        return False
    hint = "rename the file, or give an `id` of letters, digits, `/`, `.`, `_` and `-`"
    message = f"`{brief(name)}` cannot be the id of an entry"
    found.append(error("bad-id", message, entry.id_place, hint=hint))
    return True


def _duplicate(entry: Entry, first: Entry) -> Diagnostic:
    at = first.id_place
    same = entry.id == first.id
    message = f"the id `{entry.id}` is taken by {at.file}, line {at.line}"
    hint = "give one of them another `id`" + ("" if same else "; only upper and lower case differ")
    return error("duplicate-id", message, entry.id_place, hint=hint)
