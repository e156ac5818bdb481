"""State take: manages an existing post for one address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.config.accounts import RESERVED
from publer_sync.config.project import Project
from publer_sync.content.accounts import IDEAS
from publer_sync.errors import Hint, InvalidUsageError, PlanRefusedError
from publer_sync.execution.recording import remove_record
from publer_sync.lookup.posts import read_posts
from publer_sync.lookup.workspace import check_accounts, read_accounts
from publer_sync.media.hashing import hash_file
from publer_sync.model.account import Account
from publer_sync.model.address import Address
from publer_sync.model.clock import Clock
from publer_sync.model.fingerprint import instant
from publer_sync.model.post import Post
from publer_sync.model.post_windows import EVER
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.schedule import Listing
from publer_sync.model.state import Intent, IntentKind, Record, State, TakenPostTreatment
from publer_sync.planning.change import Change
from publer_sync.planning.context import PlanContext
from publer_sync.planning.plan import PlanOptions
from publer_sync.planning.planner import PlanInputs, make_plan
from publer_sync.planning.read_window import HORIZON, LOOK_BACK, ReadWindow
from publer_sync.planning.taking import (
    TakePreview,
    differences_of,
    is_single_for_series,
    owner_of,
    record_of_taken,
    record_without_file,
    with_taken,
)
from publer_sync.source.suggest import did_you_mean
from publer_sync.state.store import Holder, StateStore
from publer_sync.workflows.plan import NO_STATE, of_this_workspace

UNCHANGED = "nothing was changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDeps:
    """Publer to read from, the store to write to, time, and new lineages."""

    reader: Reader
    store: StateStore
    clock: Clock
    new_lineage: Callable[[], str]
    holder: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOptions:
    """The post to take and for which address.

    With `assume_yes` it does not ask. `confirm` is called with what is about to be recorded; for an address
    without a file, `confirm_without_file` is called after it.
    """

    address: str
    post_id: str
    published: bool = False
    to_delete: bool = False
    assume_yes: bool = False
    confirm: Callable[[TakePreview], bool] = lambda taking: True
    confirm_without_file: Callable[[TakePreview], bool] = lambda taking: True


def take(
    project: Project, posts: Sequence[Post], sources: TakeDeps, wishes: TakeOptions
) -> TakePreview:
    """Find the post, show it, ask and record it; the lock is held from the first read to the save.

    Raises InvalidUsageError or PlanRefusedError, with nothing changed, where the post must not be recorded.
    """
    address, account = _address(wishes.address, project)
    _check_wishes(wishes, address, _of(address, posts))
    with sources.store.lock(sources.holder):
        state = _state(project, sources)
        _check_state(state, address, wishes.post_id)
        desired = hash_file(posts, project.root)
        post = _of(address, desired)
        view = _looked(project, account, sources, wishes.post_id, post)
        remote = _usable(view.by_id.get(wishes.post_id), account, project, wishes, sources)
        if post and is_single_for_series(post, remote, state, view):
            raise PlanRefusedError(
                "The post is a single one, and the file has a series.",
                location=wishes.post_id,
                reason="the series would not go on after this post",
                hint=f"apply creates the series; delete the post in Publer if it is in the way; {UNCHANGED}",
            )
        case = _Case(
            project=project,
            desired=desired,
            account=account,
            address=address,
            wanted=post,
            state=state,
            view=view,
            remote=remote,
            now=sources.clock.now(),
        )
        record = case.record(
            TakenPostTreatment.TO_DELETE if wishes.to_delete else TakenPostTreatment.IMPORTED
        )
        after = case.after(record)
        taking = case.taking(record, after, sources.store.where)
        if taking.is_recorded:
            return replace(taking, serial=state.serial)
        if not _agreed(taking, wishes):
            return replace(taking, serial=state.serial, declined=True)
        saved = sources.store.save(after)
    return replace(taking, serial=saved.serial)


def _of(address: Address, posts: Sequence[Post]) -> Post | None:
    return next((post for post in posts if post.address == address), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A post that may be taken, with the file, the state and the account that it was looked for in."""

    project: Project
    desired: Sequence[Post]
    account: Account
    address: Address
    wanted: Post | None
    state: State
    view: RemoteView
    remote: RemotePost
    now: datetime

    def record(self, mark: TakenPostTreatment) -> Record:
        """The record to be written; one that was not found by its words alone stays as it is, apart from
        its mark."""
        present = self.state.records.get(self.address)
        if present and present.post_id == self.remote.id and not present.by_words:
            may_flip = present.taken is not None and self.wanted is None
            return replace(present, taken=mark) if may_flip else present
        if self.wanted is None:
            return record_without_file(self.address, self.account, self.remote, self.now, mark)
        return record_of_taken(
            self.wanted,
            self.remote,
            self.now,
            stored=self.state.media,
            short_links=self.project.policy.short_links,
            taken_post_treatment=mark,
        )

    def after(self, record: Record) -> State:
        """The state with the record. A former post that an open write was to replace goes with the next
        apply."""
        former = self.state.records.get(self.address)
        replaced = {intent.post_id for intent in _creates(self.state, self.address)}
        after = with_taken(self.state, record)
        if former and former.post_id in replaced and former.post_id != record.post_id:
            after = after.with_intents([remove_record(former, self.now)])
        return after

    def taking(self, record: Record, after: State, location: str) -> TakePreview:
        ends = len(_creates(self.state, self.address))
        hosts = self.project.policy.short_links
        return TakePreview(
            address=self.address,
            post=self.remote,
            desired=self.wanted,
            treatment=record.taken,
            differences=differences_of(self.wanted, self.remote, self.state.media, hosts)
            if self.wanted
            else (),
            coming=self._coming(after),
            ends=ends,
            is_recorded=self.state.records.get(self.address) == record and not ends,
            location=location,
            serial=after.serial,
        )

    def _coming(self, after: State) -> Change | None:
        """Return the next plan's action for the address, perhaps under the other name that a file gives
        it."""
        inputs = PlanInputs(
            desired=self.desired,
            state=after,
            view=self.view,
            moment=PlanContext(now=self.now, policy=self.project.policy, options=PlanOptions()),
            zone=self.project.timezone,
        )
        changes = make_plan(inputs).changes
        return next((c for c in changes if self.address in {c.address, c.moved_from}), None)


def _agreed(taking: TakePreview, wishes: TakeOptions) -> bool:
    if not wishes.confirm(taking):
        return False
    return taking.desired is not None or wishes.confirm_without_file(taking)


def _address(text: str, project: Project) -> tuple[Address, Account]:
    try:
        address = Address.parse(text)
    except ValueError as error:
        raise InvalidUsageError(
            "The address cannot be used.",
            location="ADDRESS",
            reason=str(error),
            hint="write it like `launch@shop-x`",
        ) from None
    account = IDEAS if address.alias == RESERVED else project.accounts.get(address.alias)
    if account is None:
        raise InvalidUsageError(
            f"There is no account {address.alias!r}.",
            location="ADDRESS",
            hint=did_you_mean(address.alias, project.accounts, what="accounts"),
        )
    return address, account


def _check_wishes(wishes: TakeOptions, address: Address, desired: Post | None) -> None:
    if wishes.to_delete and wishes.published:
        raise InvalidUsageError(
            "A published post cannot be taken to be deleted.",
            location="--to-delete",
            reason="publer-sync deletes only posts that are not published yet",
            hint="delete it in Publer or on its network",
        )
    if wishes.to_delete and desired:
        raise PlanRefusedError(
            "A file has this address, so its post is not taken to be deleted.",
            location=f"{address} in {desired.source.location.file}",
            reason="the next apply would create the post of the file again",
            hint=f"remove the entry or the account from the file first; {UNCHANGED}",
        )
    if wishes.assume_yes and desired is None and not wishes.to_delete:
        raise InvalidUsageError(
            "No file has this address, so --yes alone does not record a post for it.",
            location=str(address),
            reason="it would be managed without a file",
            hint="check the address; add --to-delete if the next apply is to delete the post, or run it "
            f"without --yes to be asked; {UNCHANGED}",
        )


def _state(project: Project, sources: TakeDeps) -> State:
    state = of_this_workspace(sources.store.load(), project)
    if state.lineage != NO_STATE:
        return state
    new_state = replace(state, lineage=sources.new_lineage(), known_since=sources.clock.now())
    return replace(new_state, unconfirmed=True)


def _check_state(state: State, address: Address, post_id: str) -> None:
    """Raise PlanRefusedError if the post belongs to another address, or the address has another post."""
    if owner := owner_of(state, post_id, address):
        is_recorded = owner in state.records and state.records[owner].post_id == post_id
        raise PlanRefusedError(
            "The post belongs to another address."
            if owner != address
            else "An open write deletes the post.",
            location=post_id,
            reason=f"it is recorded for {owner}"
            if is_recorded
            else f"an open write of {owner} names it",
            hint=Hint(
                "`{}` shows what is known; "
                + (
                    "stop managing it there first with `{}`"
                    if is_recorded
                    else "apply first, which finds out what became of the write"
                )
                + f"; {UNCHANGED}",
                (("state", "show", str(owner)), ("state", "rm", str(owner))),
            ),
        )
    record = state.records.get(address)
    if record and record.post_id != post_id and not _creates(state, address):
        raise PlanRefusedError(
            "The address has another recorded post.",
            location=str(address),
            reason=f"its record is that of post {record.post_id}",
            hint=Hint(
                f"stop managing that one first with `{{}}`; {UNCHANGED}",
                (("state", "rm", str(address)),),
            ),
        )


def _creates(state: State, address: Address) -> tuple[Intent, ...]:
    return tuple(i for i in state.intents if i.kind is IntentKind.CREATE and i.address == address)


def _looked(
    project: Project, account: Account, sources: TakeDeps, post_id: str, desired: Post | None
) -> RemoteView:
    """The whole account, and what was published long ago if the post is not found before that."""
    now, reader = sources.clock.now(), sources.reader
    accounts = read_accounts(reader, project)
    if account.id:
        check_accounts([account], accounts, project)
    span = _whole(account.id, now, desired.scheduled_at if desired else None)
    view = replace(read_posts(reader, span), accounts=accounts)
    if account.id and post_id not in view.by_id:
        past = reader.posts([account.id], now - EVER, now)
        posts = {post.id: post for post in (*view.posts, *past)}
        view = replace(view, posts=tuple(posts.values()))
    return replace(view, whole=dict.fromkeys(view.account_ids, span.since or now))


def _whole(account_id: str, now: datetime, wanted_at: datetime | None) -> ReadWindow:
    """Everything on an account from shortly before now as far ahead as Publer schedules, or the file asks."""
    ideas = ("", Listing.IDEAS)
    if not account_id:
        return ReadWindow(shelves=(ideas,))
    shelves = ((account_id, Listing.UNDATED), (account_id, Listing.SERIES), ideas)
    until = max(now, wanted_at or now) + HORIZON
    return ReadWindow(now - LOOK_BACK, until, (account_id,), shelves)


def _usable(
    remote: RemotePost | None,
    account: Account,
    project: Project,
    wishes: TakeOptions,
    sources: TakeDeps,
) -> RemotePost:
    """The post, if it may be managed; raises PlanRefusedError if not."""
    post_id = wishes.post_id
    if remote is None or remote.account_id != account.id:
        other = remote or _elsewhere(project, account, sources, post_id)
        raise _on_another(other, account, project) if other else _missing(account, post_id)
    if remote.phase in {Phase.FAILED, Phase.REMOVED}:
        what = "failed to publish" if remote.phase is Phase.FAILED else "was removed"
        raise PlanRefusedError(
            f"The post {what}, so it cannot be managed.",
            location=post_id,
            reason=remote.failure or f"its state is {remote.state}",
            hint=f"create the post from its file instead; {UNCHANGED}",
        )
    if remote.phase is not Phase.PUBLISHED or wishes.published:
        return remote
    if wishes.to_delete:
        raise PlanRefusedError(
            "The post is published, so publer-sync cannot delete it.",
            location=post_id,
            reason=_published(remote),
            hint=f"delete it in Publer or on its network; {UNCHANGED}",
        )
    raise PlanRefusedError(
        "The post is published.",
        location=post_id,
        reason=_published(remote),
        hint=f"add --published to manage it all the same; {UNCHANGED}",
    )


def _published(remote: RemotePost) -> str:
    link = f": {remote.post_link}" if remote.post_link else ""
    return f"it went out {_when(remote)}{link}"


def _when(remote: RemotePost) -> str:
    return f"at {instant(remote.scheduled_at)}" if remote.scheduled_at else "without a time"


def _missing(account: Account, post_id: str) -> PlanRefusedError:
    return PlanRefusedError(
        "There is no such post on the account.",
        location=post_id,
        reason=f"all posts of {account.alias} were read, and none has this id",
        hint=Hint(
            "copy the id from `{}` or from Publer; a post that was made moments ago may not be listed yet; "
            f"{UNCHANGED}",
            (("plan",),),
        ),
    )


def _on_another(remote: RemotePost, account: Account, project: Project) -> PlanRefusedError:
    aliases = [a for a, each in project.accounts.items() if each.id == remote.account_id]
    place = ", ".join(aliases) or f"account {remote.account_id}, which has no alias here"
    if not remote.account_id:
        place = "no account: it is an idea"
    return PlanRefusedError(
        "The post is on another account.",
        location=remote.id,
        reason=f"it is on {place}, and the address names {account.alias}",
        hint=f"use an alias of the account that the post is on; {UNCHANGED}",
    )


def _elsewhere(
    project: Project, account: Account, sources: TakeDeps, post_id: str
) -> RemotePost | None:
    """The post among the current ones of the other accounts of the project."""
    now = sources.clock.now()
    ids = tuple(sorted({each.id for each in project.accounts.values() if each.id != account.id}))
    if not ids:
        return None
    candidates: Iterator[RemotePost] = iter(
        (
            *sources.reader.posts(ids, now - LOOK_BACK, now + HORIZON),
            *sources.reader.undated_drafts(ids),
            *sources.reader.series(ids),
        )
    )
    return next((post for post in candidates if post.id == post_id), None)
