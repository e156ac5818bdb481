"""Faults: which of the coming requests go wrong, and how."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from waitress.channel import ClientDisconnected  # type: ignore[import-untyped]

JOB_FATES = ("silent_loss", "false_failure")
REFUSAL = "refuse:"
PLAIN_KINDS = ("drop_before", "drop_after", "html", "edge_refusal", *JOB_FATES)
KINDS = (
    *PLAIN_KINDS,
    "refuse:MESSAGE",
    "status:CODE",
    "status_after:CODE",
    "html:CODE",
    "slow:SECONDS",
)

_STATUS = re.compile(r"(status|status_after|html):([1-5]\d\d)(?::(\d+))?")
_SLOW = re.compile(r"slow:(\d+(?:\.\d+)?)")
_MOST = 1_000_000


class ConnectionDropped(ClientDisconnected):  # type: ignore[misc]
    """The connection ends without an answer.

    waitress takes its own ClientDisconnected as "close the socket, send nothing".
    """


@dataclass(frozen=True, slots=True)
class Kind:
    """Kind of fault of a request."""

    name: str
    status: int = 503
    seconds: float = 0.0
    message: str = ""
    says: str = ""

    @property
    def fate(self) -> str | None:
        """Fate of its job: one of `JOB_FATES`, or the refusal of the posts that say something."""
        if self.name == "refuse":
            return REFUSAL + json.dumps([self.message, self.says])
        return self.name if self.name in JOB_FATES else None


def refusal_in(fate: str | None, content: object) -> str | None:
    """The message with which the fate of a job refuses one of its posts, if it does."""
    if fate is None or not fate.startswith(REFUSAL):
        return None
    message, says = json.loads(fate.removeprefix(REFUSAL))
    return str(message) if says in json.dumps(content, ensure_ascii=False) else None


@dataclass(slots=True)
class Fault:
    """From the `nth` matching request on, `count` requests go wrong. `says` is a text in their bodies."""

    kind: str
    method: str | None
    path: str
    nth: int
    count: int
    says: str = ""
    seen: int = 0

    def meets(self, method: str, path: str, body: str = "") -> bool:
        """Count a request that matches; say whether this fault strikes it."""
        if self.method not in (None, method) or not path.startswith(self.path):
            return False
        if self.says not in body:
            return False
        self.seen += 1
        return self.nth <= self.seen < self.nth + self.count

    def as_json(self) -> dict[str, object]:
        """The fault as the control call shows it."""
        return {
            "kind": self.kind,
            "method": self.method,
            "path": self.path,
            "nth": self.nth,
            "count": self.count,
            "says": self.says,
            "seen": self.seen,
        }


def parse_kind(text: str) -> Kind:
    """The kind that `text` names; ValueError lists the kinds there are."""
    if text == "html":
        return Kind("html", 502)
    if text in PLAIN_KINDS:
        return Kind(text)
    if text.startswith(REFUSAL) and text != REFUSAL:
        return Kind("refuse", 422, message=text.removeprefix(REFUSAL))
    if match := _STATUS.fullmatch(text):
        return Kind(match[1], int(match[2]), float(match[3] or 5))
    if match := _SLOW.fullmatch(text):
        return Kind("slow", seconds=float(match[1]))
    raise ValueError(f"kind is one of {', '.join(KINDS)}, not {text!r}")


def parse_fault(body: Mapping[str, object]) -> Fault:
    """The fault that a control call describes; ValueError says what is wrong with it."""
    unknown = sorted(set(body) - {"kind", "method", "path", "nth", "count", "says"})
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}")
    kind = body.get("kind")
    if not isinstance(kind, str):
        raise ValueError("kind is missing")
    parse_kind(kind)
    method, path = body.get("method"), body.get("path", "/")
    if method is not None and not isinstance(method, str):
        raise ValueError("method is a word such as POST")
    if not isinstance(path, str) or not path.startswith("/"):
        raise ValueError("path begins with / and is a prefix under /api/v1")
    says = body.get("says", "")
    if not isinstance(says, str):
        raise ValueError("says is a text that the body of the request has")
    nth, count = _whole(body, "nth"), _whole(body, "count")
    return Fault(kind, method.upper() if method else None, path, nth, count, says)


def _whole(body: Mapping[str, object], name: str) -> int:
    value = body.get(name, 1)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST:
        raise ValueError(f"{name} is a whole number from 1 up")
    return value


def strike(faults: list[Fault], method: str, path: str, body: str = "") -> Kind | None:
    """Choose the fault of a request; every matching fault counts it, the first to strike wins."""
    struck = [fault for fault in faults if fault.meets(method, path, body)]
    return replace(parse_kind(struck[0].kind), says=struck[0].says) if struck else None
