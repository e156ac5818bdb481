"""What holds for every plan, whatever the three sides look like."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from publer_sync.model.address import Slot
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import Intent, IntentKind, Record
from publer_sync.planning.change import Action, Reason, ReasonDetail
from publer_sync.planning.plan import Plan
from publer_sync.planning.plan_document import plan_document, what_moved
from publer_sync.planning.planner import PlanInputs, make_plan
from tests.support.builders import an_account, time_of
from tests.support.planning import (
    NOW,
    SHOP_LINKEDIN,
    a_moment,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    inputs,
    wanted,
)

LIMIT = 4

# Few names, texts and minutes, so that posts meet.
names = st.sampled_from(["a", "b", "c", "d"])
texts = st.sampled_from(["One.", "Two.", "Three."])
times = st.integers(-3, 12).map(lambda minute: NOW + timedelta(minutes=minute))
accounts = st.sampled_from([an_account(), SHOP_LINKEDIN])
states = st.sampled_from(
    ["scheduled"] * 4 + ["draft", "published", "published_deleted", "failed", "publishing"]
)

posts = st.builds(
    lambda name, text, at, account, protect: wanted(
        name, text=text, scheduled_at=at, account=account, protect=protect
    ),
    names,
    texts,
    times,
    accounts,
    st.booleans(),
)


@st.composite
def aligned(draw: st.DrawFn) -> PlanInputs:
    """Random files; a state that was made of other files; and Publer, which others write to as well."""
    desired = draw(st.lists(posts, max_size=4, unique_by=lambda post: post.address))
    written = draw(st.lists(posts, max_size=4, unique_by=lambda post: post.address))
    listed = [_shown(draw, post) for post in written if draw(st.integers(0, 3))]
    others = draw(st.lists(posts, max_size=3))
    listed += [_shown(draw, post, id=f"other-{n}") for n, post in enumerate(others)]
    options = {
        "update_published": draw(st.booleans()),
        "retry_failed": draw(st.booleans()),
        "targets": draw(st.sampled_from([(), (), ("a",), ("shop-x", "content/b.md")])),
    }
    state = a_state(
        *(_record(draw, post) for post in written),
        intents=tuple(_intent(draw, post) for post in draw(st.lists(posts, max_size=2))),
    )
    unknown = {intent.address: ReasonDetail(Reason.OUTCOME_UNKNOWN) for intent in state.intents[:1]}
    return inputs(
        desired,
        state=state,
        view=a_view(*draw(st.permutations(listed))),
        moment=a_moment(**options),  # type: ignore[arg-type]
        unsettled=unknown,
        daily_limits={an_account().id: LIMIT},
    )


def _shown(draw: st.DrawFn, post: Post, **overrides: object) -> RemotePost:
    return a_remote_post(
        post,
        **{"state": draw(states), "text": draw(texts), "scheduled_at": draw(times), **overrides},
    )


def _record(draw: st.DrawFn, post: Post) -> Record:
    return a_record(post, written_at=NOW - timedelta(seconds=draw(st.integers(0, 200))))


def _intent(draw: st.DrawFn, post: Post) -> Intent:
    return Intent(
        kind=draw(st.sampled_from(IntentKind)),
        address=post.address,
        account_id=post.account.id,
        network=Network.TWITTER,
        scheduled_at=time_of(post),
        since=NOW,
        post_id=draw(st.sampled_from([None, "id-of-a-shop-x", "id-of-b-shop-x"])),
    )


@given(aligned())
def test_the_same_sides_give_the_same_plan(given_sides: PlanInputs) -> None:
    plan = make_plan(given_sides)
    shuffled = replace(
        given_sides,
        desired=tuple(reversed(given_sides.desired)),
        view=replace(given_sides.view, posts=tuple(reversed(given_sides.view.posts))),
    )
    again = make_plan(shuffled)
    assert again.digest == plan.digest
    assert again.basis == plan.basis
    assert what_moved(json.loads(json.dumps(plan_document(plan))), again) == ()


@given(aligned())
def test_nobody_elses_post_is_written_to(given_sides: PlanInputs) -> None:
    records = given_sides.state.records.values()
    intents = given_sides.state.intents
    ours = {r.post_id for r in records} | {i.post_id for i in intents}
    slots = {record.slot for record in records}
    plan = make_plan(given_sides)
    for change in plan.of(Action.UPDATE, Action.REPLACE, Action.DELETE):
        assert change.remote
        published = change.remote.state == "published" and change.remote.slot in slots
        assert change.remote.id in ours or published


@given(aligned())
def test_a_post_in_publer_has_one_change_at_most(given_sides: PlanInputs) -> None:
    plan = make_plan(given_sides)
    touched = [c.remote.id for c in plan.changes if c.remote and c.is_actionable]
    assert len(touched) == len(set(touched))


@given(aligned())
def test_nothing_new_comes_close_to_anything(given_sides: PlanInputs) -> None:
    whole = replace(given_sides, moment=a_moment())
    plan = make_plan(whole)
    made = [c.new_slot for c in plan.changes if c.new_slot]
    for one, other in combinations(made, 2):
        assert one.seconds_from(other) >= 120
    going = {c.remote.id for c in plan.of(Action.REPLACE, Action.DELETE) if c.remote}
    for slot in made:
        for post in whole.view.posts:
            if post.slot and post.phase.holds_slot and post.id not in going:
                assert slot.seconds_from(post.slot) >= 120


@given(aligned())
def test_nothing_new_is_one_too_many_for_a_day(given_sides: PlanInputs) -> None:
    plan = make_plan(given_sides)
    made = [c.new_slot for c in plan.changes if c.new_slot]
    going = {c.remote.id for c in plan.of(Action.REPLACE, Action.DELETE) if c.remote}
    standing = [p.slot for p in given_sides.view.posts if p.phase.holds_slot and p.id not in going]
    account = an_account().id
    assert not _on(account, made) or len(_on(account, [*made, *standing])) <= LIMIT


def _on(account: str, slots: list[Slot | None] | list[Slot]) -> list[Slot]:
    return [slot for slot in slots if slot and slot.account_id == account]


@given(aligned())
def test_what_is_made_lies_far_enough_ahead(given_sides: PlanInputs) -> None:
    for change in make_plan(given_sides).changes:
        if change.new_slot:
            assert change.new_slot.at - NOW >= timedelta(minutes=5)


@given(aligned())
def test_protected_posts_are_neither_deleted_nor_replaced(given_sides: PlanInputs) -> None:
    plan = make_plan(given_sides)
    for change in plan.of(Action.DELETE):
        assert change.recorded is None or not change.recorded.protect
    for change in plan.of(Action.REPLACE):
        assert change.desired
        assert not change.desired.protect


@given(aligned())
def test_a_partial_plan_is_part_of_the_addresses(given_sides: PlanInputs) -> None:
    def addresses(plan: Plan) -> set[str]:
        return {str(change.address) for change in plan.changes}

    whole = make_plan(replace(given_sides, moment=a_moment()))
    assert addresses(make_plan(given_sides)) <= addresses(whole)
