"""Where the key may be sent: over https, or to this machine, and nowhere by a detour.

An address is read by the very parser that connects, because two parsers that disagree about the
host are how a key ends up elsewhere.
"""

from __future__ import annotations

from ipaddress import ip_address

import httpx


def is_safe(url: str) -> bool:
    """Whether requests to a base URL carry the key to Publer, or to this machine, and are sound.

    A name and a password in it would take the place of the key; a query or a fragment would swallow the
    paths that are put behind it.
    """
    parts = _parsed(url)
    if parts is None or not parts.host or parts.userinfo or "?" in url or "#" in url:
        return False
    if parts.port is not None and not 0 < parts.port <= 65535:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(url))


def is_loopback(url: str) -> bool:
    """Whether a URL stays on this machine."""
    parts = _parsed(url)
    host = parts.host if parts else ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def goes_through_proxies(url: str) -> bool:
    """Whether HTTPS_PROXY and the like may carry the requests.

    Over https a proxy passes on what it cannot read. Over http it would read the key, and what is said
    on this machine would leave it.
    """
    parts = _parsed(url)
    return parts is not None and parts.scheme == "https"


def _parsed(url: str) -> httpx.URL | None:
    try:
        parts = httpx.URL(url)
        return parts if parts.host.isprintable() and "%" not in parts.host else None
    except (httpx.InvalidURL, ValueError):  # the second by names that IDNA does not know
        return None
