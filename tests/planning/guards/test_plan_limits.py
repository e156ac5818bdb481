"""Both sides of each guard that refuses a whole plan, and the word that lifts it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publer_sync.config.project import MissedPolicy, Policy
from publer_sync.execution.recording import remove_record
from publer_sync.model.schedule import NoTime, PublishMode
from publer_sync.planning.plan import Plan
from tests.support.builders import MORNING
from tests.support.planning import (
    HOUR,
    MINUTE,
    NOW,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    wanted,
)


def deleting(
    deletes: int, *, of: int, policy: Policy | None = None, allow: frozenset[str] = frozenset()
) -> Plan:
    """The plan that deletes some of these pending posts."""
    posts = [wanted(f"{n:02}", scheduled_at=MORNING + n * HOUR) for n in range(of)]
    return a_plan(
        posts[deletes:],
        [a_record(post) for post in posts],
        [a_remote_post(post) for post in posts],
        moment=a_moment(policy=policy, allow=allow),
    )


def guards(plan: Plan) -> list[str]:
    return [refusal.guard for refusal in plan.refusals]


@pytest.mark.parametrize(("deletes", "found"), [(10, []), (11, ["max_deletes"])])
def test_too_many_deletes(deletes: int, found: list[str]) -> None:
    plan = deleting(deletes, of=60)
    assert guards(plan) == found
    assert plan.can_apply == (not found)


@pytest.mark.parametrize(("deletes", "found"), [(3, []), (4, ["max_delete_share"])])
def test_too_large_a_share_of_deletes(deletes: int, found: list[str]) -> None:
    assert guards(deleting(deletes, of=10)) == found


@pytest.mark.parametrize(
    ("deletes", "of", "is_fine"),
    [
        (1, 1, True), (1, 2, True), (2, 2, False), (1, 3, True), (2, 3, True), (3, 3, False),
        (2, 4, True), (3, 4, False), (4, 4, False), (4, 9, True), (5, 9, False), (3, 10, True),
        (4, 10, False),
    ],
)  # fmt: skip
def test_of_few_posts_half_may_go(deletes: int, of: int, is_fine: bool) -> None:
    new = wanted("new", scheduled_at=MORNING + 99 * HOUR)  # so that the folder is not empty
    posts = [wanted(f"{n:02}", scheduled_at=MORNING + n * HOUR) for n in range(of)]
    records, shown = [a_record(post) for post in posts], [a_remote_post(post) for post in posts]
    assert guards(a_plan([new, *posts[deletes:]], records, shown)) == (
        [] if is_fine else ["max_delete_share"]
    )


def test_what_is_allowed_of_few_posts_is_said() -> None:
    (refusal,) = deleting(3, of=4).refusals
    assert refusal.detail == "posts to delete: 3 of 4 waiting ones, allowed: 50%"
    loose = Policy(max_delete_share=0.75)
    assert guards(deleting(3, of=4, policy=loose)) == []


@pytest.mark.parametrize(("deletes", "found"), [(2, []), (3, ["max_deletes"])])
def test_a_team_sets_its_own_limits(deletes: int, found: list[str]) -> None:
    policy = Policy(max_deletes=2, max_delete_share=1.0)
    assert guards(deleting(deletes, of=5, policy=policy)) == found


def test_no_files_over_pending_posts() -> None:
    assert guards(deleting(1, of=1)) == ["empty"]
    assert guards(deleting(0, of=0)) == []


@pytest.mark.parametrize(("held", "found"), [(2, []), (1, ["empty"])])
def test_no_files_delete_nothing_where_every_delete_is_held(held: int, found: list[str]) -> None:
    posts = [wanted(f"{n:02}", scheduled_at=MORNING + n * HOUR) for n in range(2)]
    records = [a_record(post, protect=n < held) for n, post in enumerate(posts)]
    plan = a_plan([], records, [a_remote_post(post) for post in posts])
    assert (plan.summary["held"], guards(plan)) == (held, found)


@pytest.mark.parametrize(
    ("deletes", "found"), [(3, []), (4, ["max_delete_share"]), (10, ["empty"])]
)
def test_drafts_are_as_dear_as_posts(deletes: int, found: list[str]) -> None:
    drafts = [wanted(f"{n:02}", schedule=NoTime(), standing=PublishMode.DRAFT) for n in range(10)]
    plan = a_plan(
        drafts[deletes:],
        [a_record(post, status="draft") for post in drafts],
        [a_remote_post(post, state="draft") for post in drafts],
    )
    assert guards(plan) == found


@pytest.mark.parametrize(("deletes", "of"), [(11, 60), (4, 10), (2, 2)])
def test_deletes_can_be_allowed(deletes: int, of: int) -> None:
    assert [r.allow for r in deleting(deletes, of=of).refusals] == ["deletes"]
    assert deleting(deletes, of=of, allow=frozenset({"deletes"})).can_apply


def test_missed_posts_refuse_a_plan_only_where_the_team_wants_it() -> None:
    late = [wanted(scheduled_at=NOW - HOUR)]
    strict = Policy(missed=MissedPolicy.ERROR)
    allowed = a_moment(policy=strict, allow=frozenset({"past"}))
    assert a_plan(late).can_apply
    assert guards(a_plan(late, moment=a_moment(policy=strict))) == ["missed"]
    assert a_plan(late, moment=allowed).can_apply


def replacing(
    replaces: int, *, policy: Policy | None = None, protected: int = 0, **options: Any
) -> Plan:
    """The plan in which some of 60 pending posts get another label, the first ones protected."""
    posts = [wanted(f"{n:02}", scheduled_at=MORNING + n * HOUR) for n in range(60)]
    edited = [
        replace(post, labels=("new",), protect=n < protected)
        for n, post in enumerate(posts[:replaces])
    ]
    return a_plan(
        [*edited, *posts[replaces:]],
        [a_record(post) for post in posts],
        [a_remote_post(post) for post in posts],
        moment=a_moment(policy=policy, **options),
    )


@pytest.mark.parametrize(("replaces", "found"), [(50, []), (51, ["max_replaces"])])
def test_too_many_replacements(replaces: int, found: list[str]) -> None:
    plan = replacing(replaces)
    assert (plan.summary["replace"], guards(plan)) == (replaces, found)


@pytest.mark.parametrize(("limit", "found"), [(0, ["max_replaces"]), (1, [])])
def test_a_team_sets_its_own_limit_of_replacements(limit: int, found: list[str]) -> None:
    assert guards(replacing(1, policy=Policy(max_replaces=limit))) == found


def test_replacements_can_be_allowed_and_deletes_do_not_allow_them() -> None:
    assert [refusal.allow for refusal in replacing(51).refusals] == ["replaces"]
    assert replacing(51, allow=frozenset({"replaces"})).can_apply
    assert not replacing(51, allow=frozenset({"deletes", "past"})).can_apply


def test_what_is_blocked_is_not_replaced_and_does_not_count() -> None:
    plan = replacing(51, protected=1)
    assert (plan.summary["replace"], plan.summary["held"], guards(plan)) == (50, 1, [])


def with_halves(halves: int, *, policy: Policy | None = None, **options: Any) -> Plan:
    """The plan after an apply that was killed before it deleted the old posts of so many replacements."""
    new = [wanted(f"{n:02}", scheduled_at=MORNING + n * HOUR) for n in range(60)]
    old = [
        a_remote_post(post, id=f"old-{n}", scheduled_at=MORNING + n * HOUR + 9 * MINUTE)
        for n, post in enumerate(new[:halves])
    ]
    open_deletes = tuple(
        remove_record(a_record(post, post_id=left.id), NOW)
        for post, left in zip(new, old, strict=False)
    )
    state = a_state(*(a_record(post) for post in new), intents=open_deletes)
    view = a_view(*(a_remote_post(post) for post in new), *old)
    return a_plan(new, state=state, view=view, moment=a_moment(policy=policy, **options))


@pytest.mark.parametrize(
    ("halves", "limit", "found"),
    [(50, 50, []), (51, 50, ["max_replaces"]), (5, 0, []), (6, 0, ["max_replaces"])],
)
def test_too_many_old_posts_of_interrupted_replacements(
    halves: int, limit: int, found: list[str]
) -> None:
    plan = with_halves(halves, policy=Policy(max_replaces=limit))
    assert (plan.summary["delete"], guards(plan)) == (halves, found)


def test_old_posts_of_interrupted_replacements_can_be_allowed() -> None:
    (refusal,) = with_halves(51).refusals
    assert (refusal.allow, refusal.detail) == (
        "replaces",
        "old posts of interrupted replacements to delete: 51, allowed: 50",
    )
    assert with_halves(51, allow=frozenset({"replaces"})).can_apply
    assert not with_halves(51, allow=frozenset({"deletes"})).can_apply


@pytest.mark.parametrize(("share", "found"), [(0.5, []), (0.49, ["max_delete_share"])])
def test_the_share_of_deletes_is_exact(share: float, found: list[str]) -> None:
    assert guards(deleting(5, of=10, policy=Policy(max_delete_share=share))) == found
