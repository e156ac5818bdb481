"""Three small plans that every renderer is shown with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from publer_sync.config.project import MissedPolicy, Policy
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Link
from publer_sync.model.schedule import At
from publer_sync.model.state import Intent, IntentKind
from publer_sync.planning.change import Reason, ReasonDetail
from publer_sync.planning.plan import Plan
from tests.support.builders import MORNING, an_account
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    SHOP_LINKEDIN,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    wanted,
)

PICTURE = Media(
    file="media/launch.png",
    kind=MediaKind.PHOTO,
    alt="A red box with a bow",
    sha256="5e" * 32,
    size=9,
)
SPRING = (
    "Three tips for spring, written down by the people who pack the boxes.\n\n"
    "First, water early in the morning, when the soil is still cool and takes more of it. "
    "Second, cut back what froze, but never below the lowest bud that is still green. "
    "Third, wait with the tomatoes until the nights are warm, however tempting the first sunny "
    "weekend may be.\n\n"
    "Come by on Saturday for seeds and advice."
)


def first() -> Plan:
    """Nothing is recorded yet: new posts, one that is there already, and one of someone else."""
    launch = wanted(
        "2026/launch",
        text="We have launched. https://example.com/launch",
        type=PostType.PHOTO,
        media=(PICTURE,),
        labels=("launch", "from-git"),
    )
    tips = wanted("tips", account=SHOP_LINKEDIN, text=SPRING, scheduled_at=MORNING + DAY)
    link = wanted(
        "article",
        type=PostType.LINK,
        text="日本語の投稿です。",
        scheduled_at=MORNING + 15 * HOUR,
        link=Link(url="https://example.com/spring", title="Spring"),
    )
    there = wanted("opening", text="We open at nine.", scheduled_at=MORNING + 2 * DAY)
    other = a_remote_post(wanted("by-hand", scheduled_at=MORNING + 3 * DAY))
    return a_plan([launch, tips, link, there], posts=[a_remote_post(there), other])


def edits() -> Plan:
    """Posts that were written before, and files and posts that changed since."""
    tips = wanted("tips", account=SHOP_LINKEDIN, text=SPRING)
    edited = replace(tips, text=SPRING.replace("Saturday", "Sunday morning"))
    offer = wanted("offer", text="10 % off.", scheduled_at=MORNING + HOUR)
    later = replace(offer, schedule=At(MORNING + DAY + HOUR), media=(PICTURE,), type=PostType.PHOTO)
    touched = wanted("touched", text="By us.", scheduled_at=MORNING + 2 * HOUR)
    gone = wanted("gone", text="Still wanted.", scheduled_at=MORNING + 3 * HOUR)
    removed = wanted("removed", text="No one wants this any more.", scheduled_at=MORNING + 4 * HOUR)
    old = wanted("old-name", text="Same words.", scheduled_at=MORNING + 5 * HOUR)
    renamed = wanted("new-name", text="Same words.", scheduled_at=MORNING + 5 * HOUR)
    same = wanted("same", text="As it was.", scheduled_at=MORNING + 6 * HOUR)
    out = wanted("out", text="Out.", scheduled_at=NOW - HOUR)
    past = wanted("past", text="Long ago.", scheduled_at=NOW - DAY)
    before = [tips, offer, touched, gone, removed, old, same, out, past]
    listed = [
        *(a_remote_post(post) for post in (tips, offer, removed, old, same)),
        a_remote_post(touched, text="By a colleague."),
        a_remote_post(out, state="published", post_link="https://x.com/shop/status/1"),
        a_remote_post(past, state="published"),
        a_remote_post(
            wanted("half"), id="left-half", scheduled_at=MORNING - HOUR, text="Old half."
        ),
    ]
    half = Intent(
        kind=IntentKind.DELETE,
        address=same.address,
        account_id=same.account.id,
        network=Network.TWITTER,
        scheduled_at=MORNING - HOUR,
        since=NOW,
        post_id="left-half",
    )
    return a_plan(
        [edited, later, touched, gone, renamed, same, out],
        state=a_state(*(a_record(post) for post in before), intents=(half,)),
        view=a_view(*listed),
    )


def troubles() -> Plan:
    """Guards, posts that are too late, failed or overdue, and things worth knowing."""
    soon = wanted("soon", text="Soon.", scheduled_at=NOW + 3 * MINUTE)
    taken = wanted("taken", text="Mine.", scheduled_at=MORNING)
    close = wanted("close", text="Close.", scheduled_at=MORNING + MINUTE)
    late = wanted("late", text="Late.", scheduled_at=NOW - timedelta(minutes=10))
    failed = wanted("failed", text="Failed.", scheduled_at=NOW - 2 * HOUR)
    unknown = wanted("unknown", account=SHOP_LINKEDIN, text="Sent.", scheduled_at=MORNING)
    out = wanted("out", text="Out.", scheduled_at=NOW - HOUR)
    declined = wanted("declined", text="Declined.", scheduled_at=NOW - 3 * HOUR)
    stuck = wanted("stuck", text="Stuck.", scheduled_at=NOW - 4 * HOUR)
    rest = [
        wanted(f"rest-{number}", text=f"Rest {number}.", scheduled_at=MORNING + number * DAY)
        for number in range(1, 5)
    ]
    before = [soon, failed, out, declined, stuck, *rest]
    listed = [
        a_remote_post(soon),
        a_remote_post(failed, state="failed", failure="X said: duplicate content"),
        a_remote_post(out, state="published"),
        a_remote_post(declined, state="scheduled_declined"),
        a_remote_post(stuck),
        a_remote_post(wanted("other"), id="65f0c0ffee", text="A colleague's post."),
        *(a_remote_post(post) for post in rest),
    ]
    return a_plan(
        [
            replace(soon, text="Sooner."),
            taken,
            close,
            late,
            failed,
            unknown,
            replace(out, text="Out!"),
            declined,
            replace(stuck, text="Unstuck."),
            *rest[2:],
        ],
        [a_record(post) for post in before],
        listed,
        unsettled={unknown.address: ReasonDetail(Reason.OUTCOME_UNKNOWN)},
        moment=a_moment(policy=Policy(missed=MissedPolicy.ERROR), targets=("content", "shop-x")),
        view=a_view(*listed, accounts=a_view().accounts[1:]),
    )


PLANS: dict[str, Callable[[], Plan]] = {"first": first, "edits": edits, "troubles": troubles}

ACCOUNTS = {account.alias: account for account in (an_account(), SHOP_LINKEDIN)}
