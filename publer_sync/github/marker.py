"""The first line of each of our comments and issues: by it we find them, and know what they were about.

It is JSON in an HTML comment, which nobody sees. What could end an HTML comment is written as an escape of
JSON, so no text in it can; what is not ASCII too, so nothing in it can deceive who reads the source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from publer_sync.http import parsed

VERSION = 1

_LINE = re.compile(r"<!-- publer-sync (\{.*\}) -->")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPES = {ord("<"): r"\u003c", ord(">"): r"\u003e", ord("-"): r"\u002d"}
_LONGEST = 200_000
_OWN = ("v", "kind", "label", "head", "run", "closed")


class Kind(StrEnum):
    """What a comment or an issue is. Only a `plan` can ever approve something."""

    PLAN = "plan"
    PREVIEW = "preview"
    RESULT = "result"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True)
class Marker:
    """What is known of a comment or an issue of ours.

    `label` tells set-ups of one repository apart; `head` is the commit it is about, `run` the `id/attempt`
    that wrote it. `closed` means that it belongs to the past and stays as it is. `more` is JSON that its
    kind brings along; it is empty if a version of this program wrote it that we do not know.
    """

    kind: Kind
    label: str = ""
    head: str = ""
    run: str = ""
    closed: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)
    version: int = VERSION

    @property
    def is_known(self) -> bool:
        """Whether it says all that it seems to say. If not, it still marks what is ours."""
        return self.version == VERSION


def marked(marker: Marker, text: str) -> str:
    """The text with the marker as its first line; ValueError if `more` uses a name that is taken."""
    if taken := set(marker.more) & set(_OWN):
        raise ValueError(f"{sorted(taken)} are written by the marker itself")
    own = {"v": marker.version, "kind": marker.kind.value, "label": marker.label}
    own |= {"head": marker.head, "run": marker.run}
    closed = {"closed": True} if marker.closed else {}
    data = json.dumps({**own, **closed, **marker.more}, separators=(",", ":"), allow_nan=False)
    escaped = _STRINGS.sub(lambda found: found.group().translate(_ESCAPES), data)
    return f"<!-- publer-sync {escaped} -->\n{text}"


def read(body: str) -> Marker | None:
    """The marker in the first line of a body, or None if there is none that can be read."""
    line = body[: _LONGEST + 1].split("\n", 1)[0].rstrip("\r")
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    data = _object(found[1]) if found else None
    return _marker(data) if data is not None else None


def text_below(body: str) -> str:
    """What stands below the first line of a body."""
    return body.partition("\n")[2]


def _object(text: str) -> dict[str, Any] | None:
    if not isinstance(parsed(text, lambda word: word), dict):
        return None
    # Sound JSON then; read once more, because a label may hold half a character that must not get lost.
    data: dict[str, Any] = json.loads(text)
    return data


def _marker(data: dict[str, Any]) -> Marker | None:
    version, kind = data.get("v"), data.get("kind")
    if not isinstance(version, int) or isinstance(version, bool) or kind not in list(Kind):
        return None
    label, head, run = (data.get(name, "") for name in ("label", "head", "run"))
    if not (isinstance(label, str) and isinstance(head, str) and isinstance(run, str)):
        return None
    more = {name: value for name, value in data.items() if name not in _OWN}
    return Marker(
        kind=Kind(kind),
        label=label,
        head=head,
        run=run,
        closed=data.get("closed") is True,
        more=more if version == VERSION else {},
        version=version,
    )
