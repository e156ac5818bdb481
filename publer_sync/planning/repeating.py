"""Decide about posts that come again, series and recycled ones, of whose rule Publer shows nothing.

It is not documented whether Publer lists such a post at its next time or at its first one for ever, nor
whether it lists the posts to come as posts of their own. So what comes next follows from the rule that was
sent, and a post to come is told by its account, what it says, and that its time is one of the rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import dropwhile, takewhile

from publer_sync.config.project import Policy
from publer_sync.identity.content import ComparableContent, PostKind, compare, content_sent
from publer_sync.identity.text import TextMatch
from publer_sync.model.address import Address
from publer_sync.model.occurrences import CLOCK_CHANGES, CLOSE, comes_at, days_of
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import At, Listing, Recurring, Repeat
from publer_sync.model.state import Intent, Record, State
from publer_sync.planning.change import Action, Change

_DAY, _A_WHILE = timedelta(days=1), timedelta(days=2)


def is_due(
    record: Record | None, time: datetime | None, now: datetime, policy: Policy, *, overdue: bool
) -> bool:
    """Return whether a pending post that is listed at `time` goes out within the freeze of the policy, or
    just now.

    One that is overdue is not about to go out. If it repeats, it may be listed at a time that has passed, and
    goes out at the next time of its rule; where that is not known, it may come on any day. The zone in which
    Publer counts is not known either, so the day before and the day after count too.
    """
    if time is None:
        return False
    if time - now >= -policy.overdue:
        return time - now < policy.freeze
    if record is None or not record.repeats:
        return not overdue
    rule = record.series or Recurring(since=time, repeat=Repeat.DAILY)
    first, last = (now - policy.freeze - _A_WHILE).date(), (now + policy.freeze + _A_WHILE).date()
    days = dropwhile(lambda day: day < first, days_of(rule, UTC))
    return any(
        abs(datetime.combine(day + margin, rule.since.timetz()) + hour - now) < policy.freeze
        for day in takewhile(lambda day: day <= last, days)
        for margin in (-_DAY, timedelta(), _DAY)
        for hour in CLOCK_CHANGES
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostsToCome:
    """The posts that Publer may list ahead of a series or recycled post, as they are told from others.

    `at` is the time at which Publer lists it. `rule` says when it comes; without one, only `at` is known to
    be one of its times. `match` is how well their words have to be the same.
    """

    series_id: str
    content: ComparableContent
    at: datetime | None
    rule: At | Recurring | None
    match: TextMatch = TextMatch.NORMAL
    short_links: Collection[str] = frozenset()

    @classmethod
    def of(cls, series: RemotePost, record: Record | None) -> PostsToCome:
        """Those of a post in Publer, which they are equal to as it is listed."""
        content = ComparableContent(
            account_id=series.account_id,
            kind=PostKind.SERIES,
            type=None,
            text=series.text or "",
            media=series.media or (),
        )
        rule = _rule_of(record, series.scheduled_at) if record else None
        return cls(series_id=series.id, content=content, at=series.scheduled_at, rule=rule)

    @classmethod
    def of_deleted(
        cls, restore_point: Intent | None, short_links: Collection[str] = frozenset()
    ) -> PostsToCome | None:
        """Those of a post that was deleted to make room; None if it did not repeat.

        Its text is as it was sent, and Publer may have changed that.
        """
        if restore_point is None or not (restore_point.series or restore_point.recycling):
            return None
        at = restore_point.scheduled_at
        return cls(
            series_id=restore_point.post_id or "",
            content=content_sent(restore_point),
            at=at,
            rule=_rule_of(restore_point, at),
            match=TextMatch.LOOSE,
            short_links=short_links,
        )

    def include(self, post: RemotePost) -> bool:
        """Return whether a post is one of them. One without text and media is not told from others."""
        if post.account_id != self.content.account_id or post.id == self.series_id:
            return False
        if post.phase is not Phase.PENDING or post.shelf is not Listing.TIMELINE:
            return False
        comparison = compare(self.content, post, short_links=self.short_links)
        return comparison.words_match >= self.match and self._comes_at(post.scheduled_at)

    def among(self, posts: Iterable[RemotePost], state: State) -> tuple[RemotePost, ...]:
        """Those that are listed, and not managed here."""
        recorded = {record.post_id for record in state.records.values()}
        return tuple(p for p in posts if p.id not in recorded and self.include(p))

    def _comes_at(self, time: datetime | None) -> bool:
        if time is None:
            return False
        is_listed = self.at is not None and abs(time - self.at) < CLOSE
        return is_listed or (self.rule is not None and comes_at(self.rule, time))


def _rule_of(content: Record | Intent, at: datetime | None) -> At | Recurring | None:
    """The rule that was sent for a series or recycled post, from the time at which Publer lists it."""
    if content.series:
        return content.series
    rule = content.recycling
    if rule is None or at is None or not rule.solo:
        return None  # where others come in between, the gap does not tell the times
    return At(at, replace(rule, times=None, until=rule.last_day))


def goes_along(change: Change, post: RemotePost) -> bool:
    """Return whether a scheduled post was made by the series, or recycled post, that a change takes away."""
    series, record = change.remote, change.recorded
    if not (series and record and record.repeats):
        return False
    goes = change.section in {Action.REPLACE, Action.DELETE}
    return goes and PostsToCome.of(series, record).include(post)


def left_of_series(state: State, address: Address) -> tuple[str, ...]:
    """The posts that a deleted series of an address has left: its new version waits until they are gone."""
    leftovers = (p for p in state.leftovers.values() if p.of_series and p.address == address)
    return tuple(sorted(post.post_id for post in leftovers))
