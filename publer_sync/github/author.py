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


def _bare(login: str) -> str:
    """The same for all spellings: GitHub's APIs differ in the suffix, and logins have no case."""
    return login.lower().removesuffix(_BOT)
