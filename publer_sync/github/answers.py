"""Reads the status and text of an answer of GitHub and says what kind of trouble it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from publer_sync.github import errors

PAUSE_AFTER_RESET = 1.0
"""Seconds more than GitHub asks for, for clocks that differ."""

_LIMITED = ("rate limit", "abuse detection")
_NO_PERMISSION = "resource not accessible"


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON of a good answer, and the address of the next page as GitHub writes it."""

    body: Any
    next_page: str | None


def waiting_time(response: httpx.Response, body: Any, now: Callable[[], datetime]) -> float | None:
    """Seconds until GitHub takes the next request, or None if it does not say so.

    For secondary limits it says them in `Retry-After`, for the primary one when it begins anew.
    """
    after = response.headers.get("retry-after", "")
    if after.isascii() and after.isdigit():
        return float(after[:9])
    reset = response.headers.get("x-ratelimit-reset", "")
    spent = response.headers.get("x-ratelimit-remaining", "").strip() == "0"
    if spent and reset.isascii() and reset.isdigit():
        return max(0.0, float(reset[:12]) - now().timestamp()) + PAUSE_AFTER_RESET
    return None


def trouble(
    status: int, body: Any, text: str, where: str, seconds: float | None
) -> errors.GitHubError:
    """The error that an answer stands for; `seconds` are how long it asks to wait, if it does."""
    words = errors.message_in(body) or text.strip()
    is_limit = _is_limit(status, words.lower(), seconds)
    kind, what, hint = _LIMIT if is_limit else _kind(status, is_json=isinstance(body, dict))
    why = errors.shown(f"HTTP {status}: {words}")
    error = kind(what, status=status, where=where, why=why, hint=hint)
    if isinstance(error, errors.GitHubDown):
        error.seconds = seconds
    return error


def _is_limit(status: int, words: str, seconds: float | None) -> bool:
    """A 403 stands for both, a limit and a missing permission, which no waiting helps."""
    if status == httpx.codes.FORBIDDEN:
        told = any(mark in words for mark in _LIMITED)
        return told or (seconds is not None and _NO_PERMISSION not in words)
    return status == httpx.codes.TOO_MANY_REQUESTS


_Kind = tuple[type[errors.GitHubError], str, str | None]

_BY_STATUS: dict[int, _Kind] = {
    401: (
        errors.TokenRefused,
        "GitHub refused the token.",
        "use `github-token: ${{ github.token }}`, or make a new one if it is your own",
    ),
    403: (
        errors.NotPermitted,
        "GitHub did not permit this to the token.",
        "see `permissions:` of the job; runs for forks and Dependabot may read only",
    ),
    404: (
        errors.NotThere,
        "GitHub does not know this.",
        "it was deleted, or the token may not see it: see `permissions:` of the job",
    ),
    410: (errors.NotThere, "This is not there any more, or switched off.", None),
}
_LIMIT: _Kind = (errors.RateLimited, "GitHub's rate limit is reached.", "run the job again later")
_REFUSED: _Kind = (errors.NotAccepted, "GitHub did not accept what was sent.", None)
_DOWN: _Kind = (errors.GitHubDown, "GitHub had a problem of its own.", "run the job again later")
_NOT_ITS_API: _Kind = (
    errors.GitHubDown,
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
