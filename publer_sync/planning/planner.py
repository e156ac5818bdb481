"""Make a plan: one pure function from the three sides and the time to everything that would happen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from publer_sync.model.address import Address, SlotIndex
from publer_sync.model.fingerprint import fingerprint
from publer_sync.model.plain_text import normal_form
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemoteView, holding
from publer_sync.model.resources import Resources
from publer_sync.model.state import IntentKind, State
from publer_sync.model.workspace_names import NameIndex
from publer_sync.planning.change import Action, Cause, Change, Reason, ReasonDetail
from publer_sync.planning.context import PlanContext
from publer_sync.planning.differ import compare, hold_other_post, is_on_other_account
from publer_sync.planning.guards.approval import hold_unapproved
from publer_sync.planning.guards.existing_posts import UnmanagedPosts
from publer_sync.planning.guards.names import check_names
from publer_sync.planning.guards.plan_limits import plan_refusals
from publer_sync.planning.guards.slots_and_limits import adopted_ids, guard_posts
from publer_sync.planning.guards.stale_checkout import (
    NOTHING_ASKED,
    CheckoutComparison,
    hold_stale,
    notices_of,
)
from publer_sync.planning.overdue import OBSTACLE_WORDS
from publer_sync.planning.plan import (
    Notice,
    NoticeCode,
    Plan,
    allowed_duplicates,
    duplicate_text_exemptions,
    estimate,
)
from publer_sync.planning.plan_document import basis_of
from publer_sync.planning.shared_records import SharedRecords, separate_shared_records
from publer_sync.planning.state_age import StateAge
from publer_sync.planning.taking import as_found_in_publer, is_take, taken_once, with_take
from publer_sync.planning.targeting import any_of
from publer_sync.planning.three_way import Aligned, ThreeWay, pair_up


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInputs:
    """The three sides, and what else a plan is made from.

    `unsettled` are the addresses with a write whose outcome is not known yet; `given_up` those whose file is
    gone over that. `age` compares the state with the last one that was seen here. `daily_limits` are posts
    per 24 hours by account id; an account without one has no known limit. `names` are those that Publer
    was asked for. `left_out` are files that git knows and a sparse checkout leaves out. `checkouts` compares
    HEAD with what was applied. `both_times` are the times here and at Publer where they differ too much,
    and the one here may be pretended.
    """

    desired: Sequence[Post]
    state: State
    view: RemoteView
    moment: PlanContext
    zone: ZoneInfo
    unsettled: Mapping[Address, ReasonDetail] = field(default_factory=dict)
    given_up: Mapping[Address, ReasonDetail] = field(default_factory=dict)
    age: StateAge = StateAge.CURRENT
    daily_limits: Mapping[str, int] = field(default_factory=dict)
    names: NameIndex = NameIndex()
    environment: str | None = None
    left_out: frozenset[str] = frozenset()
    checkouts: CheckoutComparison = NOTHING_ASKED
    both_times: str | None = None
    is_pretended: bool = False


def make_plan(inputs: PlanInputs) -> Plan:
    """The plan for these inputs; the same inputs give the same plan."""
    now = inputs.moment.now
    untangled = separate_shared_records(inputs.desired, inputs.state, inputs.view, now)
    inputs = replace(inputs, state=untangled.state)
    # What is held names a post of another address still; without it each post is compared once.
    free = [post for post in inputs.desired if post.address not in untangled.held_reasons]
    records = {a: r for a, r in inputs.state.records.items() if a not in untangled.held_reasons}
    aligned = pair_up(free, replace(inputs.state, records=records), inputs.view)
    open_creates = _OpenCreates(inputs) if inputs.unsettled else None
    compared = _in_order(
        [
            *(_compared(three_way, inputs, open_creates) for three_way in aligned.three_ways),
            *_uncompared(
                inputs, untangled, {three_way.address for three_way in aligned.three_ways}
            ),
        ]
    )
    compared = tuple(taken_once(compared))
    if inputs.checkouts.stale:
        compared = tuple(hold_stale(compared, inputs.checkouts.stale))
    changes = check_names(_targeted(compared, inputs), inputs.names)
    changes = _guarded(changes, aligned, inputs)
    ordered = tuple(change for change in changes if change.is_targeted)
    adopted = adopted_ids(changes)
    options = inputs.moment.options
    return Plan(
        changes=ordered,
        notices=tuple(_notices(ordered, inputs, untangled)),
        refusals=plan_refusals(
            ordered,
            inputs.state.records.values(),
            desired_count=len(inputs.desired),
            left_out=inputs.left_out,
            policy=inputs.moment.policy,
            options=options,
        ),
        unmanaged=sum(post.id not in adopted for post in aligned.unmanaged),
        requests=estimate(ordered, len(inputs.view.posts), inputs.state.media),
        basis=basis_of(
            ordered,
            inputs.state,
            holding(aligned.unmanaged),
            inputs.names,
            commit=inputs.checkouts.head,
            environment=inputs.environment,
        ),
        options=options,
    )


def _guarded(changes: Sequence[Change], aligned: Aligned, inputs: PlanInputs) -> list[Change]:
    """The changes after all guards. What was not approved stays where it is, which the guards must know."""
    approved = inputs.moment.options.approved
    existing = _existing(aligned, inputs, adopted_ids(changes))
    current: Sequence[Change] | None = changes
    while current is not None:
        guarded = guard_posts(current, existing, inputs.daily_limits)
        current = hold_unapproved(current, guarded, approved) if approved is not None else None
    return guarded


def _existing(aligned: Aligned, inputs: PlanInputs, used: Set[str]) -> UnmanagedPosts:
    """The unmanaged posts, without those that are `used` for a file by its `take:`."""
    now, policy = inputs.moment.now, inputs.moment.policy
    return UnmanagedPosts(
        now=now,
        since=inputs.view.since or now,
        state=inputs.state,
        age=inputs.age,
        unmanaged=tuple(post for post in aligned.unmanaged if post.id not in used),
        series_texts=frozenset(
            (three_way.remote.account_id, normal_form(three_way.remote.text))
            for three_way in aligned.three_ways
            if three_way.remote and three_way.recorded and three_way.recorded.repeats
        ),
        resources=Resources(names=inputs.names),
        repeat_text=policy.repeat_text,
        short_links=policy.short_links,
        let_through=duplicate_text_exemptions(inputs.desired, inputs.moment.options),
        allowed=allowed_duplicates(inputs.desired, inputs.moment.options),
    )


def _compared(three_way: ThreeWay, inputs: PlanInputs, open_creates: _OpenCreates | None) -> Change:
    failure = inputs.state.failures.get(three_way.moved_from or three_way.address)
    state, hosts = inputs.state, inputs.moment.policy.short_links
    three_way = as_found_in_publer(three_way, state.media, hosts)
    change = compare(three_way, inputs.view, failure, inputs.moment)
    if change.section == Action.REPLACE and failure and failure.restored:
        # A version for which the old post was restored would take it away at each apply, for nothing.
        is_repeat = failure.fingerprint == change.fingerprint
        if is_repeat and not inputs.moment.options.retry_failed:
            change = change.hold(Reason.OLD_RESTORED, note=failure.note)
    change = with_take(change, state, inputs.view, hosts)
    for address in (three_way.address, three_way.moved_from):
        if address and (because := inputs.unsettled.get(address)):
            return change.hold(because.reason, because.detail, because.command)
    if open_creates and (other := open_creates.of(change)):
        return change.hold(inputs.unsettled[other].reason, str(other))
    return change


class _OpenCreates:
    """Posts that may have been made already, perhaps under a name that is gone since: by slot, and by
    what they say where they have none."""

    def __init__(self, inputs: PlanInputs) -> None:
        intents = [
            intent
            for intent in inputs.state.intents
            if intent.kind is IntentKind.CREATE and intent.address in inputs.unsettled
        ]
        self._by_slot = SlotIndex((intent.slot, intent.address) for intent in intents)
        self._by_fingerprint = {i.fingerprint: i.address for i in intents if i.slot is None}

    def of(self, change: Change) -> Address | None:
        """The address that has perhaps made the post of a change already."""
        if not change.creates_post:
            return None
        near = self._by_slot.near(change.new_slot) if change.new_slot else []
        return near[0] if near else self._by_fingerprint.get(change.fingerprint or "")


def _targeted(changes: Sequence[Change], inputs: PlanInputs) -> Sequence[Change]:
    """The changes, each with whether it is targeted. What is given up is shown in any case: the state forgets
    it with this plan."""
    targets = inputs.moment.options.targets
    if not targets:
        return changes
    is_named = any_of(targets, inputs.zone)
    return [
        replace(change, is_targeted=is_named(change) or change.address in inputs.given_up)
        for change in changes
    ]


def _uncompared(
    inputs: PlanInputs, untangled: SharedRecords, compared: Set[Address]
) -> Iterator[Change]:
    """The changes that come from what earlier applies left, not from a comparison."""
    state, by_id = inputs.state, inputs.view.by_id
    current = {record.post_id for record in state.records.values()}
    for intent in state.intents:
        # The old half of a replacement whose new half exists: still to be deleted after a crash.
        post = by_id.get(intent.post_id) if intent.post_id else None
        is_old_half = intent.kind is IntentKind.DELETE and post and post.id not in current
        if is_old_half and post and post.phase in _WAITING:
            change = Change(
                address=intent.address,
                action=Action.DELETE,
                cause=Cause.RETRY,
                reasons=(ReasonDetail(Reason.OLD_HALF, post.id),),
                remote=post,
                network=intent.network,
            )
            # An intent to delete has no text, and a colleague may have moved our post: the account must do.
            if post.account_id != intent.account_id:
                change = is_on_other_account(change, post, intent.account_id, inputs.view)
                change = hold_other_post(change, inputs.moment)
            yield change
        # A write whose outcome is open and whose file is gone: it must not be forgotten over that.
        because = inputs.unsettled.get(intent.address)
        if because and intent.kind is IntentKind.CREATE and intent.address not in compared:
            yield Change(
                address=intent.address, action=Action.CREATE, held=because, network=intent.network
            )
    # Writes that this plan gives up: their file is gone, and a post that they may have made is left over.
    for address, because in inputs.given_up.items():
        yield Change(address=address, action=Action.CREATE, held=because)
    # Posts whose record names the post of another address: held, so that nothing is done for both.
    for desired in inputs.desired if untangled.held_reasons else ():
        if because := untangled.held_reasons.get(desired.address):
            yield Change(
                address=desired.address,
                action=Action.NO_CHANGE,
                held=because,
                desired=desired,
                recorded=state.records[desired.address],
                network=desired.network,
                fingerprint=fingerprint(desired),
            )


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    def key(change: Change) -> tuple[str, Address, str]:
        time = change.scheduled_at
        return (time.isoformat() if time else "", change.address, change.action)

    return tuple(sorted(changes, key=key))


def _notices(
    changes: Iterable[Change], inputs: PlanInputs, untangled: SharedRecords
) -> Iterator[Notice]:
    if inputs.both_times:
        yield Notice(NoticeCode.CLOCKS_DIFFER, inputs.both_times, is_pretended=inputs.is_pretended)
    yield from inputs.checkouts.notices
    if inputs.checkouts.stale:
        yield from notices_of(changes)
    for shared in untangled.shared:
        addresses = ", ".join(str(address) for address in shared.addresses)
        yield Notice(NoticeCode.SHARED_RECORDS, f"{shared.post_id} ({addresses})")
    for change in changes:
        address, post, record = str(change.address), change.desired, change.recorded
        if change.section == Action.ADOPT and change.remote and not is_take(change):
            yield Notice(NoticeCode.ADOPT, change.remote.id, address)
        if post and record and post.take:
            is_done = post.take in {record.post_id, change.remote.id if change.remote else None}
            code = NoticeCode.TAKE_RECORDED if is_done else NoticeCode.TAKE_IGNORED
            yield Notice(code, post.take, address)
        for because in change.all_reasons:
            if because.reason in _WORTH_A_NOTICE and not change.writes:
                detail, words = because.detail or "", because.command
                yield Notice(because.reason, detail, address, words)
    value = {*inputs.given_up, *_beside_their_series(changes)}
    for post_id, leftover in sorted(inputs.state.leftovers.items()):
        listed = inputs.view.by_id.get(post_id)
        if leftover.address not in value and listed and listed.phase in _WAITING:
            code = NoticeCode.SERIES_LEFTOVER if leftover.of_series else NoticeCode.LEFTOVER
            yield Notice(code, post_id, str(leftover.address))
    accounts = {account.id for account in inputs.view.accounts}
    if accounts:
        recorded = {r.account_id for r in inputs.state.records.values() if r.account_id}
        for account_id in sorted(recorded - accounts):
            yield Notice(NoticeCode.ACCOUNT_GONE, account_id)


def _beside_their_series(changes: Iterable[Change]) -> Iterator[Address]:
    """The addresses whose change names the posts that its old series left."""
    for change in changes:
        if change.held and change.held.reason is Reason.SERIES_POSTS_STAY:
            yield change.address


_WAITING = {Phase.PENDING, Phase.DRAFT}
_WORTH_A_NOTICE = {
    Reason.GONE,
    Reason.NOT_EDITABLE,
    Reason.NEEDS_UPDATE_PUBLISHED,
    Reason.SETTLING,
    Reason.TAKEN_OVER,
    Reason.FOUND_BY_WORDS,
    Reason.IMPORTED,
    *OBSTACLE_WORDS,
}
