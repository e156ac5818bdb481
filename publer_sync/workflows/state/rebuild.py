"""State rebuild: writes a lost state again from what the files want and what Publer shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.errors import Hint, PlanRefusedError, StateError
from publer_sync.execution.events import LookupStarted
from publer_sync.execution.recovery import Evidence, Resolution, resolve
from publer_sync.execution.settle_open_writes import SettleResult, wait_for_open_writes
from publer_sync.lookup.posts import read_posts
from publer_sync.lookup.workspace import read_remote
from publer_sync.media.hashing import hash_file
from publer_sync.model.address import Address
from publer_sync.model.clock import Clock
from publer_sync.model.post import Post
from publer_sync.model.post_windows import deadline_of
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.model.state import Record, State
from publer_sync.planning.context import PlanContext
from publer_sync.planning.plan import PlanOptions
from publer_sync.planning.planner import PlanInputs, make_plan
from publer_sync.planning.read_window import everything_about
from publer_sync.planning.state_edits.rebuild import (
    Matching,
    RebuildPreview,
    RebuildResult,
    match,
    state_of,
)
from publer_sync.state.format import OlderStateError
from publer_sync.state.migration_markers import StateArrivingError, StateMovedError
from publer_sync.state.signature import UntrustedStateError
from publer_sync.state.store import Holder, StateStore
from publer_sync.workflows.plan import of_this_workspace
from publer_sync.workflows.state.take_option import check_takes


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildDeps:
    """Dependencies of a rebuild: Publer to read from, the store to write to, time, and new lineages;
    `taken_over` if its lock was someone's who did not let go of it."""

    reader: Reader
    store: StateStore
    clock: Clock
    new_lineage: Callable[[], str]
    holder: Holder
    taken_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildOptions:
    """Options of a rebuild: which candidates to take, whether to replace a state, and to be asked and told.

    `show` is given everything before it is decided; `tell` hears why something takes long.
    """

    takes: Mapping[Address, str] = field(default_factory=dict)
    force: bool = False
    show: Callable[[RebuildPreview], None] = lambda rebuilding: None
    confirm: Callable[[RebuildPreview], bool] = lambda rebuilding: True
    tell: Callable[[str], None] = lambda words: None


def rebuild(
    project: Project, posts: Sequence[Post], sources: RebuildDeps, wishes: RebuildOptions
) -> RebuildResult:
    """Matches, shows, asks and writes; the lock is held from the first read to the last."""
    store = sources.store
    # What cannot be read would not even be locked.
    _, is_broken = _present(project, store, force=wishes.force)
    with store.lock(sources.holder, over_broken=wishes.force or is_broken) as taken_over:
        present, is_broken = _present(project, store, force=wishes.force)
        sources = replace(sources, taken_over=taken_over)
        rebuilding = _matched(project, posts, sources, wishes, present, is_broken=is_broken)
        wishes.show(rebuilding)
        _refuse_undecided(rebuilding.matching)
        if rebuilding.is_idle:
            return RebuildResult(rebuilding=rebuilding, location=store.where)
        if not wishes.confirm(rebuilding):
            return RebuildResult(rebuilding=rebuilding, location=store.where, declined=True)
        backup = store.keep_aside() if rebuilding.replaces else None
        store.save(rebuilding.state)
    return RebuildResult(rebuilding=rebuilding, location=store.where, is_saved=True, backup=backup)


def _present(project: Project, store: StateStore, *, force: bool) -> tuple[State | None, bool]:
    """The present state, and whether there is one that cannot be read; raises PlanRefusedError if it must
    not go.

    The mark of one that moves is StateMovedError or StateArrivingError also by force: that lives
    elsewhere, and with a new one here there would be two.
    """
    try:
        present = store.load()
    except (StateMovedError, StateArrivingError):
        raise
    except OlderStateError:
        return None, True  # no copy of it could be read either
    except StateError as error:
        if force:
            return None, True
        if isinstance(error, UntrustedStateError):
            raise
        raise PlanRefusedError(
            "There is a state, and it cannot be read.",
            location=store.where,
            reason=error.reason,
            hint=Hint(
                "if you have a copy that can be read, bring it back with `{}`; with --force a new one is "
                "made, and this one is kept beside it; nothing was changed",
                (("state", "push"),),
            ),
        ) from None
    if present is None:
        return None, False
    of_this_workspace(present, project)
    if (present.records or present.intents) and not force:
        raise PlanRefusedError(
            "There is a state, so it is not lost.",
            location=store.where,
            reason=f"it can be read; posts recorded: {len(present.records)}, open writes: "
            f"{len(present.intents)}",
            hint="with --force a new one is made: records whose post Publer shows stay as they are, the "
            "other posts are looked for again, and this state is kept beside it; nothing was changed",
        )
    return present, False


def _matched(
    project: Project,
    posts: Sequence[Post],
    sources: RebuildDeps,
    wishes: RebuildOptions,
    present: State | None,
    *,
    is_broken: bool,
) -> RebuildPreview:
    base = present or State(lineage=sources.new_lineage(), workspace=project.workspace)
    settled = wait_for_open_writes(
        base,
        sources.reader,
        sources.clock,
        project.policy,
        taken_over=sources.taken_over,
        tell=lambda wait: wishes.tell(_in_words(wait, project.timezone)),
    )
    base = settled.state
    with sources.clock.abandonable():  # reading many large files may take long
        desired = hash_file(posts, project.root)
    view, resolution = _looked(project, desired, sources, settled, None)
    known_state = _known(resolution, base, view)
    now = sources.clock.now()
    matching = match(desired, known_state, view, now, project.policy.short_links)
    if matching.missing:
        _wait(matching.missing, project, sources.clock, wishes)
        view, resolution = _looked(project, desired, sources, settled, view)
        known_state, now = _known(resolution, base, view), sources.clock.now()
        matching = match(desired, known_state, view, now, project.policy.short_links)
    check_takes(wishes.takes, matching, view)
    matching = matching.taking(wishes.takes)
    state = replace(
        state_of(matching, known_state, now),
        serial=base.serial + 1,
        known_since=now,
        is_rebuilt=True,
        unconfirmed=True,
    )
    inputs = PlanInputs(
        desired=desired,
        state=state,
        view=view,
        moment=PlanContext(now=now, policy=project.policy, options=PlanOptions()),
        zone=project.timezone,
        unsettled=resolution.unsettled,
    )
    return RebuildPreview(
        state=state,
        present=present,
        is_broken=is_broken,
        matching=matching,
        next={change.address: change for change in make_plan(inputs).changes},
    )


def _looked(
    project: Project,
    desired: Sequence[Post],
    sources: RebuildDeps,
    settled: SettleResult,
    before: RemoteView | None,
) -> tuple[RemoteView, Resolution]:
    """All that may be one of the posts, and what it makes of writes that are open; a second look adds to
    the one `before`, as a list of Publer's may leave something out."""
    base = settled.state
    span = everything_about(desired, base, sources.clock.now())
    if before is None:
        view = read_remote(sources.reader, project, desired, span).view
        if span and span.since:
            view = replace(view, whole=dict.fromkeys(span.account_ids, span.since))
    else:
        view = _both(before, read_posts(sources.reader, span) if span else RemoteView())
    evidence = Evidence(
        view=view,
        now=sources.clock.now(),
        settle=project.policy.settle,
        desired={post.address: post for post in desired},
        short_links=project.policy.short_links,
        working=settled.working,
    )
    return view, resolve(base, evidence)


def _both(before: RemoteView, after: RemoteView) -> RemoteView:
    posts: dict[str, RemotePost] = {post.id: post for post in (*before.posts, *after.posts)}
    return replace(before, posts=tuple(posts.values()))


def _known(resolution: Resolution, base: State, view: RemoteView) -> State:
    """Return what needs no matching: records that name the very post, and the results of writes that the
    present state noted before they were sent."""
    known_values = {
        address: record
        for address, record in resolution.state.records.items()
        if base.records.get(address) != record or _names_its_post(record, view)
    }
    return replace(resolution.state, records=known_values)


def _names_its_post(record: Record, view: RemoteView) -> bool:
    """Return whether Publer shows the post of a record, or it went out and may be too old to be listed."""
    if record.status in {Phase.PUBLISHED, Phase.REMOVED}:
        return True
    post = view.by_id.get(record.post_id)
    return post is not None and post.account_id in {record.account_id, ""}


def _in_words(wait: LookupStarted, zone: ZoneInfo) -> str:
    until = wait.until.astimezone(zone)
    writes = "1 write" if wait.writes == 1 else f"{wait.writes} writes"
    return f"Waiting until {until:%H:%M:%S} at the latest: an earlier apply left {writes} open."


def _wait(missing: Sequence[Post], project: Project, clock: Clock, wishes: RebuildOptions) -> None:
    """Give a write that was in flight when the state was lost the time to show up, where the next apply
    would send it again."""
    now, seconds = clock.now(), project.policy.settle.total_seconds()
    number = sum((deadline_of(post) or now) >= now for post in missing)
    if number:
        posts = "1 post is" if number == 1 else f"{number} posts are"
        wishes.tell(
            f"{posts} not in Publer. Looking again in {seconds:.0f} s: what was sent just before the "
            "state was lost may not show up yet."
        )
        clock.sleep(seconds)


def _refuse_undecided(matching: Matching) -> None:
    """An entry that goes out at once must not be left to a state that does not know that it did."""
    waiting = [each for each in matching.undecided if each.must_be_decided]
    if not waiting:
        return
    raise PlanRefusedError(
        "A post with `schedule: now` may have gone out already, and no one said whether it did.",
        location=", ".join(str(each.desired.address) for each in waiting),
        reason="what the new state does not record would go out a second time",
        hint="take the one that it is (--take ADDRESS=POST_ID), or if it has yet to go out, give it "
        "other words, or remove the entry; nothing was changed",
    )
