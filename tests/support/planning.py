"""Builders for the three sides of a plan; a record and a remote post are those of a given post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Location
from publer_sync.model.account import Account, RemoteAccount
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digests_of, fingerprint
from publer_sync.model.network import Network
from publer_sync.model.post import Post, PostSource
from publer_sync.model.remote import MediaItem, Phase, RemotePost, RemoteView
from publer_sync.model.schedule import At, GapUnit, Recurring, Recycling, Repeat
from publer_sync.model.state import Record, State
from publer_sync.planning.change import Change
from publer_sync.planning.context import PlanContext
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.planning.planner import PlanInputs, make_plan
from publer_sync.planning.state_edits.rebuild import Matching
from tests.support.builders import a_post, an_account

NOW = datetime(2036, 5, 1, 8, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Rome")
MINUTE = timedelta(minutes=1)
SETTLE = timedelta(seconds=60)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

SHOP_LINKEDIN = Account("shop-linkedin", "650170394e299e33b427c2ff", Network.LINKEDIN)


def wanted(entry: str = "launch", **overrides: Any) -> Post:
    """The post that `content/<entry>.md` wants."""
    account = overrides.get("account") or an_account()
    return a_post(
        **{
            "address": Address(entry, account.alias),
            "source": PostSource(location=Location(f"content/{entry}.md")),
            **({} if entry == "launch" else {"text": f"We have launched {entry}."}),
            **overrides,
        }
    )


def weekly(since: datetime, weekday: int = 1) -> Recurring:
    """The rule of a series without an end, by default of Mondays."""
    return Recurring(since=since, repeat=Repeat.WEEKLY, weekdays=(weekday,))


def recycled(at: datetime, *, weeks: int = 1) -> At:
    """The rule of a post that comes again every so many weeks, without an end."""
    return At(at, Recycling(gap=weeks, unit=GapUnit.WEEK))


def post_id(post: Post) -> str:
    """The id that Publer gave to a post in these tests."""
    return "id-of-" + str(post.address).replace("@", "-").replace("/", "-")


def a_remote_post(post: Post | None = None, **overrides: Any) -> RemotePost:
    """A post as Publer shows it, by default exactly as it was wanted and still pending."""
    post = post or a_post()
    defaults: dict[str, Any] = {
        "id": post_id(post),
        "account_id": post.account.id,
        "state": "scheduled",
        "type": post.type.value,
        "text": post.text,
        "scheduled_at": post.scheduled_at,
    }
    if (media_ids := overrides.pop("media_ids", None)) is not None:
        defaults["media"] = tuple(MediaItem(each) for each in media_ids)
    return RemotePost(**{**defaults, **overrides})


def a_record(post: Post | None = None, **overrides: Any) -> Record:
    """What is remembered of a post that was written a day ago and then looked as it was wanted."""
    post = post or a_post()
    defaults: dict[str, Any] = {
        "address": post.address,
        "post_id": post_id(post),
        "account_id": post.account.id,
        "network": post.network,
        "scheduled_at": post.scheduled_at,
        "fingerprint": fingerprint(post),
        "fields": digests_of(post),
        "seen": a_remote_post(post).seen(),
        "source": post.source.location.file,
        "protect": post.protect,
        "written_at": NOW - DAY,
    }
    if "status" in overrides:
        overrides["status"] = Phase(overrides["status"])
    return Record(**{**defaults, **overrides})


def a_state(*records: Record, **overrides: Any) -> State:
    """A state that holds these records."""
    return State(
        **{
            "lineage": "a-lineage",
            "workspace": "61a7c2e4f9e8c3b2d1e0f9a8",
            "serial": 12,
            "records": {record.address: record for record in records},
            **overrides,
        }
    )


def a_view(*posts: RemotePost, **overrides: Any) -> RemoteView:
    """Everything on both accounts from ten days before now to a year after it."""
    return RemoteView(
        **{
            "posts": posts,
            "accounts": tuple(_listed(account) for account in (an_account(), SHOP_LINKEDIN)),
            "account_ids": frozenset({an_account().id, SHOP_LINKEDIN.id}),
            "since": NOW - 10 * DAY,
            "until": NOW + 365 * DAY,
            "whole": dict.fromkeys((an_account().id, SHOP_LINKEDIN.id), NOW - 10 * DAY),
            **overrides,
        }
    )


def _listed(account: Account) -> RemoteAccount:
    return RemoteAccount(account.id, account.network, account.alias)


def a_moment(now: datetime = NOW, *, policy: Policy | None = None, **options: Any) -> PlanContext:
    return PlanContext(
        now=now, policy=policy or Policy(settle=SETTLE), options=PlanOptions(**options)
    )


def inputs(
    desired: Iterable[Post] = (),
    records: Iterable[Record] = (),
    posts: Iterable[RemotePost] = (),
    **overrides: Any,
) -> PlanInputs:
    """The inputs of a plan: what the files want, what is recorded, and what is in Publer."""
    return PlanInputs(
        **{
            "desired": tuple(desired),
            "state": a_state(*records),
            "view": a_view(*posts),
            "moment": a_moment(),
            "zone": ZONE,
            **overrides,
        }
    )


def a_plan(
    desired: Iterable[Post] = (),
    records: Iterable[Record] = (),
    posts: Iterable[RemotePost] = (),
    **overrides: Any,
) -> Plan:
    """The plan for these inputs."""
    return make_plan(inputs(desired, records, posts, **overrides))


def the_change(plan: Plan) -> Change:
    """The only change of a plan."""
    (change,) = plan.changes
    return change


def open_addresses(matching: Matching) -> dict[str, list[str]]:
    """The grades of the candidates of each address that was not found."""
    return {
        str(each.desired.address): [c.grade.value for c in each.candidates]
        for each in matching.open
    }
