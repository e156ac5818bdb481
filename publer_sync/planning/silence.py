"""Accounts that fall silent: nothing goes out on them for as long as the team looks ahead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from publer_sync.model.account import Account
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import Shelf


@dataclass(frozen=True, slots=True)
class Silence:
    """The aliases of the accounts on which nothing goes out until then (aware datetime)."""

    aliases: tuple[str, ...]
    until: datetime


def silence(
    accounts: Iterable[Account], posts: Iterable[RemotePost], now: datetime, horizon: timedelta
) -> Silence | None:
    """The accounts for which no post waits that goes out within `horizon`; None if there are none.

    Anybody's post counts, and a series at any time; a draft does not, since it goes out by nobody's doing.
    """
    until = now + horizon
    speaking = {post.account_id for post in posts if _goes_out(post, now, until)}
    aliases = tuple(sorted(a.alias for a in accounts if a.id and a.id not in speaking))
    return Silence(aliases, until) if aliases else None


def _goes_out(post: RemotePost, now: datetime, until: datetime) -> bool:
    if post.phase not in {Phase.PENDING, Phase.BUSY}:
        return False
    due = post.scheduled_at
    return post.shelf is Shelf.SERIES or (due is not None and now <= due <= until)
