"""Who wrote a comment or an issue: only what we wrote ourselves is ever edited, or believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publer_sync.github.shape import at

_BOT = "[bot]"


@dataclass(frozen=True, slots=True)
class Author:
    """A login, and whether a program has it. A person may have the same one as a program, but for `[bot]`."""

    login: str
    is_bot: bool

    def wrote(self, item: Any) -> bool:
        """Whether a comment or an issue, as the API writes it, is by this author."""
        login, kind = at(item, "user", "login"), at(item, "user", "type")
        if not isinstance(login, str) or (kind == "Bot") is not self.is_bot:
            return False
        return _bare(login) == _bare(self.login)


ACTIONS = Author("github-actions[bot]", is_bot=True)
"""Whom the token of a job writes as."""

VIEWER = "query { viewer { login } }"
"""The question of GraphQL which an app may ask, although `GET /user` is closed to it."""


def app_in(answer: Any) -> Author:
    """The app that asked `VIEWER`; the one of every job if the answer does not say."""
    login = at(answer, "data", "viewer", "login")
    return Author(login, is_bot=True) if isinstance(login, str) and login else ACTIONS


def _bare(login: str) -> str:
    """The same for all spellings: GitHub's APIs differ in the suffix, and logins have no case."""
    return login.lower().removesuffix(_BOT)
