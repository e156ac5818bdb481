"""Keeps commands that leave something behind from doing so by a false clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publer_sync.cli.global_options import Settings
from publer_sync.errors import UsageProblem

if TYPE_CHECKING:
    from publer_sync.api.session import Credentials


def check_time(settings: Settings, credentials: Credentials, doing: str, would: str) -> None:
    """Raises UsageProblem if a time is pretended to the real Publer, and says what `doing` so `would` do."""
    from publer_sync.http.url_policy import is_loopback

    if settings.now and not is_loopback(credentials.base_url):
        raise UsageProblem(
            f"{doing} at a pretended time would {would} by a false clock.",
            where="--now",
            hint="leave it out, or point PUBLER_API_URL at a local emulator",
        )
