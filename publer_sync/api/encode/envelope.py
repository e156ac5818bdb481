"""The body of `POST /posts/schedule`: an envelope of entries, one post and one account in each.

One account per entry: then a failure names its post, and Publer's habit of missing the content of some
account in a mixed entry cannot strike. Media stand inside the network object and are named by id.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from publer_sync.api.encode.content import attached, content_of
from publer_sync.model.batching import batches, state_of
from publer_sync.model.fingerprint import instant
from publer_sync.model.follow_ups import Comment, Conditions, Delay, Deletion, Share, Threshold
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import At, Auto, NoTime, Now, PublishMode, Recurring, Recycling
from publer_sync.model.workspace_names import NamedResource, NameKind, NameRef, names_used_by

_WORDPRESS = ("wordpress_oauth", "wordpress_basic")


def bulk(posts: Sequence[Post], resources: Resources) -> dict[str, Any]:
    """The envelope of these posts; ValueError for posts that do not fit into one request."""
    if len(batches(posts)) != 1:
        raise ValueError(f"{len(posts)} posts are not one request")
    entries = [_entry(post, resources) for post in posts]
    return {"bulk": {"state": state_of(posts[0]), "posts": entries}}


def _entry(post: Post, resources: Resources) -> dict[str, Any]:
    entry: dict[str, Any] = {"networks": dict.fromkeys(_keys(post), content_of(post, resources))}
    if not post.standing.is_idea:
        entry["accounts"] = [_account(post, resources)]
    return entry | rules_of(post)


def _keys(post: Post) -> tuple[str, ...]:
    """The key of the network object: WordPress has one for each way that a site is connected."""
    if post.standing.is_idea:
        return ("default",)
    if post.network is not Network.WORDPRESS:
        return (post.network.value,)
    return (post.account.type,) if post.account.type in _WORDPRESS else _WORDPRESS


def _account(post: Post, resources: Resources) -> dict[str, Any]:
    account: dict[str, Any] = {"id": post.account.id} | scheduled_at(post)
    if post.labels:
        account["labels"] = list(post.labels)
    for ref in names_used_by(post):
        account |= _named(ref, resources)
    return account | follow_ups(post, resources)


def _named(ref: NameRef, resources: Resources) -> dict[str, Any]:
    """A thing of the workspace: by id, or as the whole object that Publer gave."""
    thing = resources.names.find(ref)
    if not isinstance(thing, NamedResource):
        raise KeyError(f"{ref.kind} {ref.text!r}")
    if ref.kind is NameKind.SIGNATURE:
        return {"signature": thing.id}
    if ref.kind is NameKind.ALBUM:
        return {"album_id": thing.id}
    return {ref.kind.value: dict(thing.data)}


# What happens after a post is out: comments, further posts of its thread, shares, deletion.
# Of the two generations of these objects that Publer documents, this is the newer one, with conditions.


def follow_ups(post: Post, resources: Resources) -> dict[str, Any]:
    """The follow-ups of a post, as keys of its account's object.

    On the networks that have threads, Publer makes a comment the next post of the thread; so the
    thread goes first, in its order.
    """
    payload: dict[str, Any] = {}
    if messages := (*post.thread, *post.comments):
        payload["comments"] = [_comment(comment, resources) for comment in messages]
    if post.share:
        payload["share"] = _share(post.share)
    if post.delete:
        payload["delete"] = _deletion(post.delete)
    return payload


def _comment(comment: Comment, resources: Resources) -> dict[str, Any]:
    payload: dict[str, Any] = {"text": comment.text}
    if comment.media:
        payload["media"] = attached(comment.media, resources)
    return payload | _conditions(comment.conditions)


def _share(share: Share) -> dict[str, Any]:
    payload: dict[str, Any] = {"account_ids": list(share.account_ids)}
    if share.text:
        payload["text"] = share.text
    if share.delay:
        payload["delay"] = _delay(share.delay)
    return payload | _conditions(share.conditions)


def _deletion(deletion: Deletion) -> dict[str, Any]:
    return {"hide": deletion.hide} | _conditions(deletion.conditions)


def _conditions(conditions: Conditions) -> dict[str, Any]:
    clauses: dict[str, Any] = {}
    if conditions.age:
        clauses["age"] = _delay(conditions.age)
    if conditions.engagements:
        clauses["engagements"] = _threshold(conditions.engagements)
    if conditions.reach:
        clauses["reach"] = _threshold(conditions.reach)
    if not clauses:
        return {}
    return {"conditions": {"relation": conditions.relation.value, "clauses": clauses}}


def _delay(delay: Delay) -> dict[str, Any]:
    return {"duration": delay.duration, "unit": delay.unit.value}


def _threshold(threshold: Threshold) -> dict[str, Any]:
    return {"comparison": threshold.comparison.value, "value": threshold.value}


# When a post goes out, in Publer's words.
# A scheduled entry without a time is published at once according to some pages of Publer's documentation
# and by the account's posting schedule according to others. So each schedule has its own shape here, and a
# combination that would leave the time open is a bug that must not get out.


def scheduled_at(post: Post) -> dict[str, str]:
    """The time of a post, as a key of its account's object; empty where something else says it."""
    return {"scheduled_at": _time(post.schedule.at)} if isinstance(post.schedule, At) else {}


def rules_of(post: Post) -> dict[str, Any]:
    """Return the time rules of an entry beside the account's object; ValueError for a time left open."""
    schedule = post.schedule
    if post.standing.is_idea:
        return _nothing(post, allowed=isinstance(schedule, NoTime))
    if post.standing is PublishMode.DRAFT:
        plain = isinstance(schedule, NoTime) or (isinstance(schedule, At) and not schedule.recycle)
        return _nothing(post, allowed=plain)
    if isinstance(schedule, At):
        return {"recycling": _recycling(schedule.recycle, schedule.at)} if schedule.recycle else {}
    if isinstance(schedule, Auto):
        span = {"start_date": _time(schedule.since), "end_date": _time(schedule.until)}
        return {"auto": True, "range": span}
    if isinstance(schedule, Recurring):
        return {"recurring": _recurring(schedule)}
    return _nothing(post, allowed=isinstance(schedule, Now))


def _nothing(post: Post, *, allowed: bool) -> dict[str, Any]:
    if not allowed:
        words = f"{post.standing} and {type(post.schedule).__name__}"
        raise ValueError(f"{post.address}: {words} do not go together")
    return {}


def _recycling(recycling: Recycling, first: datetime) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "solo": recycling.solo,
        "gap": recycling.gap,
        "gap_freq": recycling.unit.value,
        "start_date": (recycling.first or first.date()).isoformat(),
    }
    # It is not known whether `expire_count` counts the first time.
    if last := recycling.last_day:
        payload["expire_date"] = last.isoformat()
    elif recycling.times is not None:
        payload["expire_count"] = str(recycling.times)
    return payload


def _recurring(series: Recurring) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "start_date": _time(series.since),
        "repeat": series.repeat.value,
        "repeat_rate": series.every,
    }
    if series.until is not None:
        payload["end_date"] = _time(series.until)
    if series.weekdays:
        payload["days_of_week"] = list(series.weekdays)
    return payload


def _time(moment: datetime) -> str:
    return instant(moment).replace("Z", "+00:00")
