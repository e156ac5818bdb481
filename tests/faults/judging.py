"""Look at emulator, files and state, and say which promise does not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from publer_sync.execution.events import ChangeResult, Outcome
from publer_sync.model.state import State
from publer_sync.planning.plan import Plan
from tests.faults.entries import ACCOUNTS, ALIASES, Entry, instant, mark_in, mark_of
from tests.faults.promises import Ledger, Promise
from tests.support.wire import Wire

Post = dict[str, Any]
Mark = tuple[int, str]
NEAR = timedelta(minutes=2)
SOON = timedelta(minutes=15)
"""Nearer than this a post may be frozen, or too late to be made."""

WAITING = {"scheduled", "draft", "draft_undated", "recurring"}
MOST, SHARE = 10, 0.3
"""Limits for deletes of a project that does not set its own."""

_CHANGES_BY_ITSELF = {"state", "published_at", "post_link", "updated_at", "stuck"}


def living(posts: Iterable[Post]) -> list[Post]:
    return [post for post in posts if post["state"] != "deleted"]


def judge_once(
    ledger: Ledger,
    posts: Iterable[Post],
    *,
    settled: bool,
    again: set[int],
    undecided: Collection[int] = (),
) -> None:
    """No address stands twice: never among what was published, and not at all once all is settled.

    While a replacement is under way, or is held for a decision because a colleague touched its new half, its
    two halves may both wait. Of marks that files wanted `again`, what was published before does not count.
    """
    ours = [post for post in living(posts) if mark_of(post)]
    counted = [
        p
        for p in ours
        if (settled and p["state"] != "published")
        or (p["state"] == "published" and mark_in(p["text"]) not in again)
    ]
    twice = {
        mark: number
        for mark, number in Counter(mark_of(post) for post in counted).items()
        if number > (2 if mark and mark[0] in undecided else 1)
    }
    ledger.check(Promise.ONCE, not twice, f"stand more than once: {twice}")


def without_leftovers(posts: Iterable[Post], leftovers: Collection[str]) -> list[Post]:
    """The posts without those left over, which may stand beside one of the file that says something else."""
    alive = living(posts)
    said = Counter((post["account_id"], post["text"]) for post in alive)
    return [p for p in alive if p["id"] not in leftovers or said[p["account_id"], p["text"]] > 1]


def judge_texts_once(ledger: Ledger, posts: Iterable[Post], touched: set[int]) -> None:
    """After an older or merged state: no text waits twice on an account.

    What the state forgot and a file says otherwise by now cannot be recognised, so that only equal texts
    count; and what a colleague touched may wait for a decision.
    """
    waiting = Counter(
        (post["account_id"], post["text"])
        for post in living(posts)
        if (mark := mark_of(post)) and post["state"] in WAITING and mark[0] not in touched
    )
    twice = {key: number for key, number in waiting.items() if number > 1}
    ledger.check(Promise.ONCE, not twice, f"wait more than once: {twice}")


def judge_known(
    ledger: Ledger, posts: Iterable[Post], state: State | None, held: Collection[Mark] = ()
) -> None:
    """Each post of ours that still waits is known to the state: by a record, an open intent, or as left over
    from a write whose file went. Where a list left it out, it may be `held` under a failed attempt."""
    records = state.records.values() if state else ()
    intents = state.intents if state else ()
    known = {r.post_id for r in records} | {i.post_id for i in intents}
    known |= set(state.leftovers) if state else set()
    sent = {(i.account_id, mark_in(i.text)) for i in intents if i.text}
    forgotten = [
        post["text"]
        for post in living(posts)
        if mark_of(post)
        and post["state"] in WAITING
        and post["id"] not in known
        and (post["account_id"], mark_in(post["text"])) not in sent
        and mark_of(post) not in held
    ]
    ledger.check(Promise.ONCE, not forgotten, f"made and forgotten: {forgotten}")


def judge_wanted(
    ledger: Ledger,
    posts: Sequence[Post],
    entries: Iterable[Entry],
    now: datetime,
    lenient: set[int],
    leftovers: Collection[str] = (),
) -> None:
    """Each entry whose time is still far stands as its file says, and nothing else of ours waits.

    On an account where a colleague or a left-over post holds a minute that an entry wants, or one of ours
    does that cannot move any more, others may have to wait for it.
    """
    alive = living(posts)
    ours = {m: p for p in alive if (m := mark_of(p)) and p["id"] not in leftovers}
    hers = [(p["account_id"], instant(p)) for p in alive if p not in ours.values()]
    wanted, entries = set(), list(entries)
    held = {a for a in ALIASES if any(_taken(hers, a, entry.at) for entry in entries)}
    held |= set(_held_by_late_ones(ours, entries, now))
    for entry in entries:
        for alias in entry.accounts:
            key = (entry.mark, ACCOUNTS[alias])
            wanted.add(key)
            post = ours.get(key)
            far = entry.at - now > SOON and ACCOUNTS[alias] not in held
            if far and entry.mark not in lenient:
                ledger.check(Promise.ONCE, post, f"lost: {entry.text} on {alias}")
            if far and post and _free(post, now) and entry.mark not in lenient:
                found = (post["text"], instant(post), len(post["media"]))
                told = (entry.text, None if entry.draft else entry.at, int(bool(entry.picture)))
                ledger.check(Promise.ONCE, found == told, f"{found} stands, wanted {told}")
    left = [p["text"] for k, p in ours.items() if k not in wanted and _free(p, now)]
    ledger.check(Promise.ONCE, not left, f"waits although no file wants it: {left}")


def _held_by_late_ones(
    ours: Mapping[Mark, Post], entries: Iterable[Entry], now: datetime
) -> Iterator[str]:
    """Accounts on which a post stands elsewhere than its entry says, whose time there has passed."""
    for entry in entries:
        for account in (ACCOUNTS[alias] for alias in entry.accounts):
            post = ours.get((entry.mark, account))
            if post and entry.at - now <= SOON and instant(post) != entry.at:
                yield account


def _free(post: Post, now: datetime) -> bool:
    """Whether the post waits and is not so near that it is left alone."""
    when = instant(post)
    return post["state"] in WAITING and (when is None or when - now > SOON)


def _taken(hers: Sequence[tuple[str, datetime | None]], account: str, at: datetime) -> bool:
    return any(a == account and when and abs(when - at) < NEAR for a, when in hers)


def judge_deletes(
    ledger: Ledger,
    before: Iterable[Post],
    after: Iterable[Post],
    state: State | None,
    entries: Mapping[str, Entry],
    lenient: set[int],
) -> None:
    """Without an explicit act only few posts went, and none because there were no files.

    What the files still want may be on its way from one minute to another; a post whose file was renamed and
    edited stands with another mark.
    """
    stay = {post["id"] for post in living(after)}
    stand = {mark_of(post) for post in living(after)}
    stand |= {(e.mark, ACCOUNTS[alias]) for e in entries.values() for alias in e.accounts}
    lost = [
        mark for p in before if (mark := mark_of(p)) and p["state"] in WAITING
        and p["id"] not in stay and mark not in stand and mark[0] not in lenient
    ]  # fmt: skip
    waiting = sum(bool(mark_of(p)) and p["state"] in WAITING for p in before)
    known = sum(r.status in {"pending", "draft"} for r in state.records.values()) if state else 0
    pending = max(waiting, known)
    few = len(lost) <= MOST and _is_small_share(len(lost), pending) and (entries or not lost)
    ledger.check(Promise.DELETES, few, f"{len(lost)} of {pending} posts went")


def _is_small_share(lost: int, pending: int) -> bool:
    """Of ten posts or more the share of the policy, below that half of them, and of two or three not all."""
    if pending < 4:
        return lost < max(pending, 2)
    return lost <= (SHARE if pending >= 10 else 0.5) * pending


def judge_foreign(ledger: Ledger, before: Iterable[Post], posts: Iterable[Post]) -> None:
    """What others made is as they left it; only time may have published it."""
    now = {post["id"]: post for post in posts}
    for was in [post for post in before if not mark_of(post)]:
        found = now.get(was["id"], {"state": "gone"})
        due = found["state"] == "published" and was["state"] == "scheduled"
        skipped = _CHANGES_BY_ITSELF if due else set()
        same = {k: v for k, v in found.items() if k not in skipped} == {
            k: v for k, v in was.items() if k not in skipped
        }
        ledger.check(Promise.FOREIGN, same, f"was {was}, is {found}")


def judge_requests(ledger: Ledger, wire: Wire, since: int) -> None:
    """Nothing was published at once, and nothing sent while the rate limit was used up."""
    sent = wire.exchanges[since:]
    at_once = [e.request.url.path for e in sent if e.request.url.path.endswith("/publish")]
    ledger.check(Promise.AT_ONCE, not at_once, at_once)
    closed_until = 0.0
    for exchange in sent:
        early = exchange.at < closed_until
        ledger.check(Promise.LIMIT, not early, f"{exchange.request.url} while limited")
        closed_until = exchange.closed_until or closed_until


def judge_punctual(ledger: Ledger, posts: Iterable[Post], by_hand: set[str]) -> None:
    """No post went out before its time, but for those that a colleague published."""
    early = [
        post["text"]
        for post in posts
        if mark_of(post) and post["id"] not in by_hand and post["published_at"]
        and post["published_at"] < (post["scheduled_at"] or "")
    ]  # fmt: skip
    ledger.check(Promise.AT_ONCE, not early, early)


def judge_results(ledger: Ledger, plan: Plan, results: Sequence[ChangeResult]) -> None:
    """Each change that had to be done has one outcome, and each that was not done says why."""
    told = Counter(result.address for result in results)
    silent = [str(c.address) for c in plan.changes if c.writes and not told[c.address]]
    ledger.check(Promise.SILENCE, not silent, f"no outcome for {silent}")
    mute = [
        str(r.address)
        for r in results
        if r.outcome is not Outcome.DONE and not r.notes and not _explained(plan, r)
    ]
    ledger.check(Promise.SILENCE, not mute, f"no reason for {mute}")


def _explained(plan: Plan, result: ChangeResult) -> bool:
    """A change that is held says why in the plan."""
    return any(c.address == result.address and c.held for c in plan.changes)
