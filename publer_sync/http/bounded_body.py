"""Reads the body of an answer, up to a size and a time that no honest answer needs.

It unpacks by itself: a library that unpacks a whole piece at once can be made to fill the memory with a
few kilobytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import httpx

MOST = 32 << 20
"""Bytes of an answer, unpacked. The longest real ones, pages of posts, have some hundred kilobytes."""

LONGEST = 120.0
"""Seconds from the first byte of a body to its last."""

ENCODINGS = "gzip"
"""What we ask for: only this is unpacked here."""


class Unusable(Exception):
    """An answer that is too large or never ends: `how` in two words, `why` in some more."""

    def __init__(self, how: str, why: str) -> None:
        super().__init__(how)
        self.how = how
        self.why = why


def text_of(response: httpx.Response, monotonic: Callable[[], float]) -> str:
    """The text of a streamed answer; raises Unusable for one that is too large or never ends."""
    started = monotonic()
    unpack = _unpacker(response.headers.get("content-encoding", ""))
    body = bytearray()
    for chunk in response.iter_raw():
        body += unpack(chunk, MOST + 1 - len(body))
        if len(body) > MOST:
            raise Unusable("too large", f"it has more than {MOST >> 20} MiB")
        if monotonic() - started > LONGEST:
            raise Unusable("too slow", f"it was not complete after {LONGEST:.0f} s")
    return body.decode("utf-8", "replace")


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    if encoding.strip().lower() not in {"gzip", "x-gzip"}:
        return lambda chunk, most: chunk[:most]
    unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)

    def unpacked(chunk: bytes, most: int) -> bytes:
        try:
            return unpacking.decompress(chunk, most)
        except zlib.error as error:
            raise httpx.DecodingError(str(error)) from None

    return unpacked
