"""State rebuild: a new state for a lost one, from what stands in Publer and what the files want."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.errors import Refused, StateProblem, UsageProblem
from publer_sync.execution.bookkeeping import adopted
from publer_sync.model.address import Address
from publer_sync.model.clock import Clock
from publer_sync.model.fingerprint import digest, fingerprint_of, instant, plain, same_text
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import Record, State
from publer_sync.planning.plan import PlanOptions
from publer_sync.planning.rebuilding import BadTake, Finding, Grade, Rebuilding, Rebuilt, rebuild
from publer_sync.state.store import Holder, Store
from publer_sync.workflows.plan import make


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """`takes` names posts for addresses. `confirm` is shown what would be recorded. With `force` also a
    state that remembers posts, or cannot be read, is replaced."""

    takes: Mapping[Address, str]
    force: bool
    confirm: Callable[[Rebuilding], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Publer to read from, the store to write to, the time, and a source of new lineages."""

    reader: Reader
    store: Store
    holder: Holder
    clock: Clock
    new_lineage: Callable[[], str]


def rebuild_state(
    project: Project, posts: Sequence[Post], access: Access, wishes: Wishes
) -> Rebuilt:
    """Looks for every post of the files in Publer, shows what was found, and records it under the lock."""
    store = access.store
    with store.lock(access.holder, over_broken=wishes.force):
        present, broken = _present(store, force=wishes.force)
        if present and present.workspace != project.workspace and not wishes.force:
            raise _refused(store, f"there is a state of workspace {present.workspace}")
        now = access.clock.now()
        made = make(
            project, posts, None, access.reader, now=now, options=PlanOptions(), all_past=True
        )
        try:
            found = rebuild(made.plan.changes, made.view, wishes.takes)
        except BadTake as error:
            raise UsageProblem(
                f"A decision cannot be followed: {error}.",
                where="--take",
                hint="run `publer-sync state rebuild` again without it; the list names what can be taken",
            ) from None
        if not wishes.confirm(found):
            return Rebuilt(rebuilding=found, where=store.where)
        kept = store.keep_aside() if present or broken else None
        saved = store.save(_state(project, present, found, access, now))
    return Rebuilt(rebuilding=found, where=store.where, serial=saved.serial, kept=kept)


def _present(store: Store, *, force: bool) -> tuple[State | None, bool]:
    """The state that is to be replaced, and whether there is one that cannot be read."""
    try:
        present = store.load()
    except StateProblem as error:
        if force:
            return None, True
        raise _refused(store, f"there is a state that cannot be read: {error.why}") from None
    if present and (present.records or present.intents) and not force:
        raise _refused(store, f"there is a state that remembers posts: {len(present.records)}")
    return present, False


def _refused(store: Store, why: str) -> Refused:
    return Refused(
        "There is a state, so nothing is rebuilt.",
        where=store.where,
        why=why,
        hint="if it is beyond help, --force rebuilds all the same; it is kept in the project. What it "
        "alone knows is forgotten: posts whose files are gone, and writes that are still open",
    )


def _state(
    project: Project, present: State | None, found: Rebuilding, access: Access, now: datetime
) -> State:
    same = present is not None and present.workspace == project.workspace
    before = (
        present
        if present and same
        else State(lineage=access.new_lineage(), workspace=project.workspace)
    )
    records = [_record(finding, finding.found, now) for finding in found.recorded if finding.found]
    return replace(
        before,
        serial=before.serial + 1,
        records={record.address: record for record in records},
        intents=(),
        failures={},
    )


def _record(finding: Finding, remote: RemotePost, now: datetime) -> Record:
    record = adopted(finding.post, remote, now)
    return _as_it_stands(record, finding.post, remote) if finding.grade is Grade.TAKEN else record


def _as_it_stands(record: Record, post: Post, remote: RemotePost) -> Record:
    """The record of a post that a person named: ours for certain, and what it says differently than its
    file counts as sent so, for the next plan to change."""
    sent = dict(record.fields)
    shows_words = remote.text is not None and not post.blocks  # of an article none are shown
    if shows_words and not same_text(remote.text, post.text):
        sent["text"] = digest(plain(remote.text))
    if remote.title is not None and not same_text(remote.title, post.title):
        sent["title"] = digest(plain(remote.title))
    if post.has_own_time and remote.scheduled_at and remote.slot != post.slot:
        sent["scheduled_at"] = digest(instant(remote.scheduled_at))
        record = replace(record, scheduled_at=remote.scheduled_at)
    return replace(
        record, by_words=False, fields=sent, fingerprint=fingerprint_of(record.account_id, sent)
    )
