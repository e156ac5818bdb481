"""More posts in a day than an account may publish."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, warning
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.model.schedule import PublishMode
from publer_sync.networks.limits.daily import DailyLimit, strictest_limit

ID = "daily-limit"
PURPOSE = "An account has no more posts in 24 hours than Publer and its network take."
WHY = (
    "Publer would fail them one by one. A plan, which knows what you pay for, keeps the exact "
    "number."
)
FIX = "Move some to another day."

DAY = timedelta(hours=24)


def check(posts: Sequence[Post], policy: Policy) -> Findings:
    """A warning at each post that is one too many in the 24 hours up to it.

    Publer's plan is not known without asking it, so this takes the numbers of the business plan.
    """
    pools: dict[tuple[str, bool], list[Post]] = defaultdict(list)
    for post in posts:
        if post.scheduled_at and post.standing is PublishMode.SCHEDULED:
            pools[post.account.id, post.type is PostType.STORY].append(post)
    for (_, stories), pool in pools.items():
        limit = strictest_limit(pool[0].network, pool[0].account.type, stories=stories)
        if limit and len(pool) > limit.number:
            yield from _too_many(pool, limit)


def _too_many(pool: list[Post], limit: DailyLimit) -> Findings:
    ordered = sorted(pool, key=_time)
    times = [_time(post) for post in ordered]
    for index, post in enumerate(ordered):
        number = index + 1 - bisect_left(times, times[index] - DAY + timedelta(minutes=1))
        if number > limit.number:
            yield _finding(post, number, limit)


def _time(post: Post) -> datetime:
    assert post.scheduled_at is not None
    return post.scheduled_at


def _finding(post: Post, number: int, limit: DailyLimit) -> Diagnostic:
    what = "story" if post.type is PostType.STORY else "post"
    return warning(
        ID,
        f"This is {what} number {number} of {post.account.alias} within 24 hours, and {limit.whose} takes"
        f" {limit.number} ({limit.source})",
        post.source.at("schedule"),
        hint="move it to another day",
        address=str(post.address),
    )
