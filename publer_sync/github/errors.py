"""What GitHub can answer that is not what was asked for, told apart by what can be done about it.

A write that ends in `MaybeDone` may have been carried out: look before it is written a second time. One that
ends in anything else was not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publer_sync.errors import RequestFailed

EXCERPT = 300
"""Characters of GitHub's own words that an error repeats."""


class GitHubError(RequestFailed):
    """A request to GitHub did not work."""


class TokenRefused(GitHubError):
    """The token is missing, wrong or has expired (401)."""


class NotPermitted(GitHubError):
    """The token may not do this (403): go on without it, as in runs for forks."""


class NotThere(GitHubError):
    """There is no such thing, not any more, or not for this token (404, 410)."""


class NotAccepted(GitHubError):
    """GitHub understood and minds what was sent (422 and the like)."""


class SecretInside(GitHubError):
    """What was to be sent holds a key or a token; nothing was sent."""


class GitHubDown(GitHubError):
    """GitHub failed (5xx), did not answer, or answered with something that is not its API."""

    seconds: float | None = None
    """How long GitHub asks to wait, if it does."""


class MaybeDone(GitHubDown):
    """GitHub was down for a write, and nobody knows what came of it."""


class NeverSent(GitHubDown):
    """The connection could not even be opened, so nothing was asked."""


class RateLimited(GitHubDown):
    """Too many requests, and waiting for longer than we may."""


def shown(text: str) -> str:
    """Words of others, cut, on one line, and with what is not to be seen as escapes."""
    cut = text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def message_in(body: Any) -> str:
    """GitHub's words in an answer: `message`, and those of each of the `errors`."""
    if not isinstance(body, Mapping):
        return ""
    details = body.get("errors")
    words = [body.get("message"), *map(_detail, details if isinstance(details, list) else ())]
    return "; ".join(word for word in words if isinstance(word, str) and word)


def _detail(error: Any) -> str:
    if not isinstance(error, Mapping):
        return error if isinstance(error, str) else ""
    named = (error.get(name) for name in ("field", "message", "code"))
    return " ".join(word for word in named if isinstance(word, str))
