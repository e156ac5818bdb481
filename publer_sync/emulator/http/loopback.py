"""Only this machine may ask, and no web page on its behalf."""

from urllib.parse import urlsplit

from flask import Response, request

_HOSTS = ("127.0.0.1", "localhost", "::1")


def is_loopback(host: str | None) -> bool:
    """Whether a host name stands for this machine."""
    return host in _HOSTS


def check() -> Response | None:
    """Refuse a foreign Host (DNS rebinding) and control calls from a foreign page."""
    if not is_loopback(urlsplit(f"//{request.headers.get('Host', '')}").hostname):
        return Response("The emulator answers on loopback only.", 403, mimetype="text/plain")
    origin = request.headers.get("Origin")
    ours = not request.path.startswith("/api/")
    if ours and origin and not is_loopback(urlsplit(origin).hostname):
        return Response("Not from another site.", 403, mimetype="text/plain")
    return None
