"""Posts that repeat the text of another one nearby in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from operator import attrgetter

from publer_sync.config.project import Policy
from publer_sync.config.times import write_duration
from publer_sync.diagnostics import Diagnostic, Findings, Location, error, warning
from publer_sync.identity.duplicates import (
    DISTINCT_TEXTS,
    Publication,
    are_duplicates,
    comparable,
    find_repetitions,
    period_of,
)
from publer_sync.model.network import Network
from publer_sync.model.plain_text import plain
from publer_sync.model.post import Post
from publer_sync.model.schedule import Auto, PublishMode
from publer_sync.networks.checks.posts import in_order_of_reading
from publer_sync.networks.limits.types import TextUse, limits
from publer_sync.networks.rules.duplicate_drafts import can_collide

ID = "duplicate-text"
PURPOSE = "Posts of an account that are close in time have different texts."
WHY = (
    "X refuses a text that its account posts again within `policy.repeat_text`, and texts that are too much"
    " alike on several accounts. On other networks an equal text within 24 hours is mostly a copied file"
    " whose original was forgotten."
)
FIX = (
    "Change a text or a time, or remove the copy. To send both, set `rules: {duplicate-text: off}` on the "
    "entry; in the project or a folder that silences only warnings."
)

NEAR = timedelta(hours=1)
"""How close in time nearly equal texts on X must be to matter.

X does not publish its limit. Posts of a series are alike and go out well; the same news sent by several
accounts at once does not."""

COPIED = timedelta(hours=23)
"""Time within which an equal text is taken for a forgotten copy where the network accepts it. A day has 23
hours when summer time begins, and a post that goes out daily at one local time is no copy."""


def check(posts: Sequence[Post], policy: Policy) -> Findings:
    """Errors and warnings about X, and a warning per group of equal posts on other networks."""
    publications = [publication for post in posts if (publication := _publication(post))]
    distinct = [each for each in publications if each.source.network in DISTINCT_TEXTS]
    yield from _on_distinct_networks(distinct, policy.repeat_text)
    yield from _copies([p for p in publications if p.source.network not in DISTINCT_TEXTS])


def _publication(post: Post) -> Publication[Post] | None:
    """The text of a post and its time, if it goes out with a text and the files give a time for it."""
    if post.standing is not PublishMode.SCHEDULED or not _shows_text(post):
        return None
    text, period = comparable(post.text, post.network), period_of(post)
    if not text or not period:
        return None
    first, last = period
    return Publication(account_id=post.account.id, text=text, first=first, last=last, source=post)


def _shows_text(post: Post) -> bool:
    allowed = limits(post.network).types.get(post.type)
    return allowed is None or allowed.text is not TextUse.IGNORED


# X: what it refuses, and what it may refuse.


def _on_distinct_networks(
    publications: Sequence[Publication[Post]], repeat_text: timedelta
) -> Findings:
    remaining_items = [each for each in publications if ID not in each.source.off_by_entry]
    blamed = set()
    for repetition in find_repetitions(remaining_items, within=repeat_text, told_apart=_clash):
        post = repetition.repeated.source
        blamed.add(post.address)
        yield _refused(post, repetition.original.source, repeat_text)
    remaining = [each for each in publications if each.source.address not in blamed]
    for post, other in _across_accounts(remaining, repeat_text):
        blamed.add(post.address)
        yield _alike(post, other, "says the same as")
    timed = [
        each for each in remaining if each.source.scheduled_at and each.source.address not in blamed
    ]
    for post, other in _nearly_alike(timed):
        yield _alike(post, other, "says nearly the same as")


def _across_accounts(
    publications: Sequence[Publication[Post]], within: timedelta
) -> Iterator[tuple[Post, Post]]:
    """Posts, in reading order, with an earlier one of another account that has their text."""
    by_post = {each.source.address: each for each in publications}
    before: dict[tuple[Network, str], list[Publication[Post]]] = defaultdict(list)
    for post in in_order_of_reading((each.source for each in publications), "text"):
        each = by_post[post.address]
        others = before[post.network, each.text]
        other = next((o for o in others if _meets(each, o, within)), None)
        if other:
            yield post, other.source
        else:
            others.append(each)


def _meets(one: Publication[Post], other: Publication[Post], within: timedelta) -> bool:
    return one.account_id != other.account_id and one.distance(other) < within


def _nearly_alike(publications: Sequence[Publication[Post]]) -> Iterator[tuple[Post, Post]]:
    """Posts with an earlier one within `NEAR` whose text is much like theirs, but not equal."""
    timed = sorted(publications, key=attrgetter("first"))
    start = 0
    for index, each in enumerate(timed):
        while each.first - timed[start].first >= NEAR:
            start += 1
        for other in timed[start:index]:
            if each.text != other.text and are_duplicates(each.source.text, other.source.text):
                yield each.source, other.source
                break


def _refused(post: Post, other: Post, repeat_text: timedelta) -> Diagnostic:
    return error(
        ID,
        f"{post.account.alias} has the same text within {write_duration(repeat_text)}: {_named(other)};"
        f" {post.network.label} refuses that (policy.repeat_text)",
        post.source.at("text"),
        hint="change the text or the time of one of them; to send both, set `rules: {duplicate-text: off}` on"
        " this entry",
        address=str(post.address),
    )


def _alike(post: Post, other: Post, says: str) -> Diagnostic:
    return warning(
        ID,
        f"This {says} {_named(other)}, and {post.network.label} refuses"
        " texts that are too much alike, on one account or several (seen to happen, not published)",
        post.source.at("text"),
        hint="change the text",
        address=str(post.address),
    )


def _named(post: Post) -> str:
    place = post.source.at("text")
    return f"{post.address} in {place.file}:{place.line}"


def _clash(one: Post, other: Post) -> bool:
    """Return whether two posts of an account are an error of `slot-taken` or `duplicate-drafts` already."""
    if isinstance(one.schedule, Auto) and isinstance(other.schedule, Auto):
        return can_collide(one, other) and plain(one.text) == plain(other.text)
    return one.slot is not None and one.slot == other.slot


# Other networks: copied files.


@dataclass(slots=True)
class _Group:
    """Equal posts of an account, the earliest first."""

    posts: list[Post]
    aliases: list[str] = field(default_factory=list)


def _copies(publications: Sequence[Publication[Post]]) -> Findings:
    """A warning per group of equal texts. Accounts that share the entries of a group share its warning."""
    remaining_items = [each for each in publications if ID not in each.source.off]
    groups: dict[tuple[str, str], _Group] = {}
    for each in find_repetitions(remaining_items, within=COPIED, told_apart=_told_apart):
        original, post = each.original.source, each.repeated.source
        key = (str(original.address), each.repeated.account_id)
        groups.setdefault(key, _Group([original])).posts.append(post)
    merged: dict[tuple[Location, ...], _Group] = {}
    for group in groups.values():
        places = tuple(post.source.at("text") for post in group.posts)
        merged.setdefault(places, group).aliases.append(group.posts[0].account.alias)
    yield from map(_copied, merged.values())


def _told_apart(one: Post, other: Post) -> bool:
    """Return whether both have something beside the text, such as a link or media, and it differs; or they
    clash."""
    pairs = (
        (one.title, other.title),
        (one.link, other.link),
        (one.sublinks, other.sublinks),
        (one.poll, other.poll),
        (_media(one), _media(other)),
    )
    return _clash(one, other) or any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _media(post: Post) -> list[str | None]:
    return [item.id or item.url or item.file for item in post.media]


def _copied(group: _Group) -> Diagnostic:
    original, post, *more = group.posts
    others = [_entry(each) for each in (original, *more)]
    text = ", ".join(others[:_MOST]) + (f" and {len(others) - _MOST} more" * (len(others) > _MOST))
    accounts = ", ".join(group.aliases)
    return warning(
        ID,
        f"The same text goes out within 24 hours on {accounts}: {text}",
        post.source.at("text"),
        hint="remove one of them if it is a copy; to send both, set `rules: {duplicate-text: off}` "
        "on this entry",
        address=str(post.address),
    )


_MOST = 5
"""Other entries that a warning names."""


def _entry(post: Post) -> str:
    place = post.source.at("text")
    return f"{post.address.entry} in {place.file}:{place.line}"
