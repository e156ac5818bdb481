"""Shared rules of all HTTP clients: where a secret may go, and how an answer is read."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

import httpx

# Where the key may be sent: over https, or to this machine, and nowhere by a detour.
# An address is read by the very parser that connects, because two parsers that disagree about the host are
# how a key ends up elsewhere.


def is_safe(url: str) -> bool:
    """Return whether requests to a base URL carry the key to Publer, or to this machine, and are sound.

    A name and a password in it would take the place of the key; a query or a fragment would swallow the
    paths that are put behind it.
    """
    parts = _url(url)
    if parts is None or not parts.host or parts.userinfo or "?" in url or "#" in url:
        return False
    if parts.port is not None and not 0 < parts.port <= 65535:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url))


def is_loopback(url: str) -> bool:
    """Return whether a URL stays on this machine."""
    parts = _url(url)
    host = parts.host if parts else ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def goes_through_proxies(url: str) -> bool:
    """Return whether HTTPS_PROXY and the like may carry the requests.

    Over https a proxy passes on what it cannot read. Over http it would read the key, and what is said
    on this machine would leave it.
    """
    parts = _url(url)
    return parts is not None and parts.scheme == "https"


def _url(url: str) -> httpx.URL | None:
    try:
        parts = httpx.URL(url)
        return parts if parts.host.isprintable() and "%" not in parts.host else None
    except (httpx.InvalidURL, ValueError):  # the second by names that IDNA does not know
        return None


# The body of an answer, up to a size and a time that no honest answer needs.

MOST = 32 << 20
"""Bytes of an answer, unpacked. The longest real ones, pages of posts, have some hundred kilobytes."""

LONGEST = 120.0
"""Seconds from the first byte of a body to its last."""

ENCODINGS = "gzip"
"""What we ask for: only this is unpacked here."""


class UnusableAnswerError(Exception):
    """An answer that is too large or never ends: `method` in two words, `reason` in some more."""

    def __init__(self, method: str, reason: str) -> None:
        super().__init__(method)
        self.method = method
        self.reason = reason


def text_of(response: httpx.Response, monotonic: Callable[[], float]) -> str:
    """The text of a streamed answer; raises Unusable for one that is too large or never ends."""
    # Unpacked here: a library that unpacks a whole piece at once can be made to fill the memory with a few
    # kilobytes.
    packed = response.headers.get("content-encoding", "").strip().lower() in {"gzip", "x-gzip"}
    unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS) if packed else None
    started = monotonic()
    body = bytearray()
    for chunk in response.iter_raw():
        room = MOST + 1 - len(body)
        try:
            body += unpacking.decompress(chunk, room) if unpacking else chunk[:room]
        except zlib.error as error:
            raise httpx.DecodingError(str(error)) from None
        if len(body) > MOST:
            raise UnusableAnswerError("too large", f"it has more than {MOST >> 20} MiB")
        if monotonic() - started > LONGEST:
            raise UnusableAnswerError("too slow", f"it was not complete after {LONGEST:.0f} s")
    return body.decode("utf-8", "replace")


# The JSON of an answer as plain data that nothing behind it has to be afraid of.

DEEPEST = 64
"""Levels of lists and objects; real answers have about ten."""


def parsed(text: str, redact: Callable[[str], str]) -> Any:
    """The data of a JSON text, or None if it is none.

    No number in it is infinite or none, no text holds half a character or the key, and nothing lies so
    deep that walking through it ends the program.
    """
    try:
        return _clean(json.loads(text, parse_float=_finite, parse_constant=_finite), redact, 0)
    except (ValueError, RecursionError):
        return None


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise ValueError(f"{number} is no number")
    return value


def _clean(value: Any, redact: Callable[[str], str], depth: int) -> Any:
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, str):
        return redact(value.encode("utf-8", "replace").decode("utf-8"))
    if isinstance(value, list):
        return [_clean(item, redact, depth + 1) for item in value]
    if isinstance(value, dict):
        return {
            _clean(key, redact, depth): _clean(item, redact, depth + 1)
            for key, item in value.items()
        }
    return value
