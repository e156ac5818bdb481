"""Addresses in answers: used only if they stay where they seem to come from."""

from __future__ import annotations

import re

import httpx

from publer_sync.http import is_safe

_ADDRESS = re.compile(r"[A-Za-z0-9/:._~?&=%+#-]{1,2000}")
"""What GitHub writes, and nothing that could end a link in Markdown or steer a log."""


def is_below(address: str, top: httpx.URL) -> bool:
    """Whether an address is safe (https, or this machine), and on the same server below the same path."""
    if not _ADDRESS.fullmatch(address):
        return False
    page = re.split("[?#]", address)[0]
    if not is_safe(page):
        return False
    url, folder = httpx.URL(page), top.path.rstrip("/") + "/"
    same_server = (url.scheme, url.host, url.port) == (top.scheme, top.host, top.port)
    return same_server and url.path.startswith(folder)
