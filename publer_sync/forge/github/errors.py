"""Errors of GitHub, told apart by what can be done about them.

A write that ends in `GitHubUnconfirmedError` may have been carried out: look before it is written a second
time. One that ends in anything else was not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import httpx

from publer_sync.errors import RequestError

EXCERPT = 300
"""Characters of GitHub's own words that an error repeats."""


class GitHubError(RequestError):
    """A request to GitHub did not work."""


class GitHubTokenError(GitHubError):
    """The token is missing, wrong or has expired (401)."""


class GitHubForbiddenError(GitHubError):
    """The token may not do this (403): go on without it, as in runs for forks."""


class GitHubNotFoundError(GitHubError):
    """There is no such thing, not any more, or not for this token (404, 410)."""


class GitHubRejectedError(GitHubError):
    """GitHub understood and minds what was sent (422 and the like)."""


class SecretLeakError(GitHubError):
    """A request body holds a key or a token; nothing was sent."""


class GitHubUnavailableError(GitHubError):
    """GitHub failed (5xx), did not answer, or answered with something that is not its API."""

    seconds: float | None = None
    """How long GitHub asks to wait, if it does."""


class GitHubUnconfirmedError(GitHubUnavailableError):
    """GitHub failed during a write, and its result is unknown."""


class GitHubNotSentError(GitHubUnavailableError):
    """The connection could not even be opened, so nothing was asked."""


class GitHubRateLimitError(GitHubUnavailableError):
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


PAUSE_AFTER_RESET = 1.0
"""Seconds more than GitHub asks for, for clocks that differ."""

_LIMITED = ("rate limit", "abuse detection")
_NO_PERMISSION = "resource not accessible"


def waiting_time(response: httpx.Response, body: Any, now: Callable[[], datetime]) -> float | None:
    """Seconds until GitHub takes the next request, or None if it does not say so.

    For secondary limits it says them in `Retry-After`, for the primary one when it starts again.
    """
    after = response.headers.get("retry-after", "")
    if after.isascii() and after.isdigit():
        return float(after[:9])
    reset = response.headers.get("x-ratelimit-reset", "")
    used_up = response.headers.get("x-ratelimit-remaining", "").strip() == "0"
    if used_up and reset.isascii() and reset.isdigit():
        return max(0.0, float(reset[:12]) - now().timestamp()) + PAUSE_AFTER_RESET
    return None


def trouble(status: int, body: Any, text: str, location: str, seconds: float | None) -> GitHubError:
    """The error that an answer stands for; `seconds` are how long it asks to wait, if it does."""
    words = message_in(body) or text.strip()
    is_limit = _is_limit(status, words.lower(), seconds)
    kind, what, hint = _LIMIT if is_limit else _kind(status, is_json=isinstance(body, dict))
    reason = shown(f"HTTP {status}: {words}")
    error = kind(what, status=status, location=location, reason=reason, hint=hint)
    if isinstance(error, GitHubUnavailableError):
        error.seconds = seconds
    return error


def _is_limit(status: int, words: str, seconds: float | None) -> bool:
    """A 403 stands for both, a limit and a missing permission, which no waiting helps."""
    if status == httpx.codes.FORBIDDEN:
        is_reported = any(mark in words for mark in _LIMITED)
        return is_reported or (seconds is not None and _NO_PERMISSION not in words)
    return status == httpx.codes.TOO_MANY_REQUESTS


_Kind = tuple[type[GitHubError], str, str | None]

_BY_STATUS: dict[int, _Kind] = {
    401: (
        GitHubTokenError,
        "GitHub refused the token.",
        "use `github-token: ${{ github.token }}`, or make a new one if it is your own",
    ),
    403: (
        GitHubForbiddenError,
        "GitHub did not permit this to the token.",
        "see `permissions:` of the job; runs for forks and Dependabot may read only",
    ),
    404: (
        GitHubNotFoundError,
        "GitHub does not know this.",
        "it was deleted, or the token may not see it: see `permissions:` of the job",
    ),
    410: (GitHubNotFoundError, "This is not there any more, or switched off.", None),
}
_LIMIT: _Kind = (GitHubRateLimitError, "GitHub's rate limit is reached.", "run the job again later")
_REFUSED: _Kind = (GitHubRejectedError, "GitHub did not accept what was sent.", None)
_DOWN: _Kind = (
    GitHubUnavailableError,
    "GitHub had a problem of its own.",
    "run the job again later",
)
_NOT_ITS_API: _Kind = (
    GitHubUnavailableError,
    "GitHub answered with something that is not its API.",
    "check GITHUB_API_URL if you set it; otherwise run the job again later",
)


def _kind(status: int, *, is_json: bool) -> _Kind:
    """A page instead of JSON was not written by the API, whatever its status: a proxy is in between."""
    if status == httpx.codes.UNAUTHORIZED:
        return _BY_STATUS[status]
    if status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.REQUEST_TIMEOUT:
        return _DOWN
    if not is_json or not 400 <= status < 500:
        return _NOT_ITS_API
    return _BY_STATUS.get(status, _REFUSED)
