"""Read the status and text of an answer and say what kind of trouble it is, if any."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from publer_sync.api import errors
from publer_sync.http import parsed

EXCERPT = 300
"""Characters of a foreign answer that an error message repeats."""


def json_of(
    response: httpx.Response, text: str, location: str, redact: Callable[[str], str]
) -> Any:
    """The JSON of a good answer with this text; raises the fitting ApiError for every other one."""
    body = parsed(text, redact)
    if response.is_success and body is not None:
        return body
    raise trouble(response.status_code, text, body, location, redact)


def trouble(
    status: int, content: str, body: Any, location: str, redact: Callable[[str], str]
) -> errors.ApiError:
    """The error that an answer stands for."""
    # Redacted before it is cut: half a key leaks too.
    text = message_in(body) or redact(content.strip())
    kind, what, hint = _kind(status, text.lower(), body is None)
    return kind(
        what, status=status, location=location, reason=f"HTTP {status}: {text[:EXCERPT]}", hint=hint
    )


def message_in(body: Any) -> str:
    """Publer's words: `errors` (a list or a text), `error` or `message`, in that order."""
    if not isinstance(body, Mapping):
        return ""
    result = body.get("errors") or body.get("error") or body.get("message") or ""
    if isinstance(result, list):
        return "; ".join(str(item) for item in result)
    return str(result)


_Kind = tuple[type[errors.ApiError], str, str | None]

_KEY_HINT = (
    "check PUBLER_API_KEY: keys are made in Publer under Settings, Access & Login, API Keys, "
    "and are shown once"
)
_ELSE_HINT = (
    "nothing was done; Publer's words above say what it minds, so fix that or try again later"
)
_BY_TEXT: tuple[tuple[str, _Kind], ...] = (
    (
        r"1010\b",
        (
            errors.FirewallError,
            "The firewall in front of Publer refused the connection.",
            "this is not about the key; try again later or from another network",
        ),
    ),
    (
        "upgrade",
        (
            errors.SubscriptionError,
            "Publer says that this workspace's plan has no API access.",
            "the API needs a Business or Enterprise plan; after too many requests Publer has been "
            "seen to say this too, so wait a few minutes before you change anything",
        ),
    ),
    (
        "workspace",
        (
            errors.WorkspaceAccessError,
            "Publer refused the workspace.",
            "check `workspace:` in publer-sync.yaml, or PUBLER_WORKSPACE_ID, and that the key's "
            "user is a member of it",
        ),
    ),
    ("api key", (errors.CredentialsError, "Publer refused the API key.", _KEY_HINT)),
)


def _kind(status: int, text: str, not_json: bool) -> _Kind:
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return (errors.RateLimitError, "Publer's rate limit is reached.", "wait two minutes")
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        return _refusal(status, text)
    if status == httpx.codes.NOT_FOUND and not not_json:
        return (errors.ResourceNotFoundError, "Publer does not know this.", _ELSE_HINT)
    if status >= httpx.codes.INTERNAL_SERVER_ERROR or status == httpx.codes.REQUEST_TIMEOUT:
        return (errors.ServerError, "Publer had a problem of its own.", "try again later")
    if 400 <= status < 500 and not not_json:
        return (errors.RejectedError, "Publer refused the request.", _ELSE_HINT)
    return (
        errors.ServerError,
        "Publer answered with something that is not its API.",
        "check PUBLER_API_URL if you set it; otherwise try again later",
    )


def _refusal(status: int, text: str) -> _Kind:
    for words, kind in _BY_TEXT:
        if re.search(rf"\b{words}", text):
            return kind
    if status == httpx.codes.UNAUTHORIZED:
        return (errors.CredentialsError, "Publer refused the API key.", _KEY_HINT)
    return (
        errors.ScopeError,
        "Publer refused permission.",
        "the key needs the scopes workspaces, accounts, posts and media, and its user access to "
        "the accounts",
    )
