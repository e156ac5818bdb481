"""Data of others, looked at before it is used or believed: what lies where, addresses, authors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

import httpx

from publer_sync.http import is_safe

SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def value_at(item: Any, *names: str) -> Any:
    """Return the value in an object under these names, one within the other, or None."""
    for name in names:
        item = item.get(name) if isinstance(item, Mapping) else None
    return item


def sha_in(value: Any) -> str | None:
    """The value if it is the whole name of a commit."""
    return value if isinstance(value, str) and SHA.fullmatch(value) else None


def is_id(value: Any) -> TypeGuard[int]:
    """Return whether a value can be the number of something."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 63


_ADDRESS = re.compile(r"[A-Za-z0-9/:._~?&=%+#-]{1,2000}")
"""What GitHub writes, and nothing that could end a link in Markdown or steer a log."""


def is_below(address: str, top: httpx.URL) -> bool:
    """Return whether an address is safe (https, or this machine), and on the same server below the same
    path."""
    if not _ADDRESS.fullmatch(address):
        return False
    page = re.split("[?#]", address)[0]
    if not is_safe(page):
        return False
    url, folder = httpx.URL(page), top.path.rstrip("/") + "/"
    same_server = (url.scheme, url.host, url.port) == (top.scheme, top.host, top.port)
    return same_server and url.path.startswith(folder)


_BOT = "[bot]"


@dataclass(frozen=True, slots=True)
class Author:
    """A login, and whether a program has it: only what we wrote ourselves is ever edited, or believed.

    A person may have the same login as a program, but for `[bot]`.
    """

    login: str
    is_bot: bool

    def wrote(self, item: Any) -> bool:
        """Return whether a comment or an issue, as the API writes it, is by this author."""
        login, kind = value_at(item, "user", "login"), value_at(item, "user", "type")
        if not isinstance(login, str) or (kind == "Bot") is not self.is_bot:
            return False
        return _bare(login) == _bare(self.login)


ACTIONS = Author("github-actions[bot]", is_bot=True)
"""Whom the token of a job writes as."""

VIEWER = "query { viewer { login } }"
"""The question of GraphQL which an app may ask, although `GET /user` is closed to it."""


def app_in(answer: Any) -> Author:
    """The app that asked `VIEWER`; the one of every job if the answer does not say."""
    login = value_at(answer, "data", "viewer", "login")
    return Author(login, is_bot=True) if isinstance(login, str) and login else ACTIONS


def _bare(login: str) -> str:
    """The same for all spellings: GitHub's APIs differ in the suffix, and logins have no case."""
    return login.lower().removesuffix(_BOT)
