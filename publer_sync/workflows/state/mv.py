"""State mv: puts the record of one address under another, where the planner cannot know that they are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from publer_sync.config.accounts import RESERVED
from publer_sync.config.project import Project
from publer_sync.errors import Hint, InvalidUsageError, PlanRefusedError
from publer_sync.media.hashing import hash_file
from publer_sync.model.address import Address
from publer_sync.model.post import Post
from publer_sync.model.state import Record, State
from publer_sync.planning.context import PlanContext
from publer_sync.planning.plan import PlanOptions
from publer_sync.planning.state_edits.edits import RenamePreview, open_writes, rename_preview
from publer_sync.planning.state_edits.impact import EditImpact, preview_edit
from publer_sync.source.suggest import did_you_mean
from publer_sync.state.store import Holder, StateStore
from publer_sync.workflows.plan import of_this_workspace
from publer_sync.workflows.state.addresses import known_address, refuse_open_writes


def rename(
    project: Project,
    posts: Sequence[Post],
    store: StateStore,
    names: tuple[str, str],
    *,
    now: datetime,
    holder: Holder,
    confirm: Callable[[RenamePreview], bool],
) -> RenamePreview:
    """Rename a record; raise PlanRefusedError where its post could be made twice, or be deleted, over it."""
    desired = hash_file(posts, project.root)
    with store.lock(holder):
        state = of_this_workspace(store.load(), project)
        before, after, record = _checked(state, project, *names)
        refuse_open_writes(open_writes(state, (before, after)))
        renamed = rename_preview(state, before, after)
        moment = PlanContext(now=now, policy=project.policy, options=PlanOptions())
        foresight = preview_edit(desired, state, renamed, moment, project.timezone)
        _refuse_harm(foresight, after)
        coming = RenamePreview(
            before=before,
            after=after,
            record=record,
            coming=tuple(c for a in (before, after) if (c := foresight.after.get(a))),
            location=store.where,
            serial=renamed.serial,
        )
        if not confirm(coming):
            return replace(coming, serial=state.serial, declined=True)
        saved = store.save(renamed)
    return replace(coming, serial=saved.serial)


def _checked(
    state: State, project: Project, name: str, new_name: str
) -> tuple[Address, Address, Record]:
    before, after = known_address(state, name), _address(new_name)
    record = state.records.get(before)
    if record is None:
        raise InvalidUsageError(
            f"No post is recorded for {name!r}, so there is nothing to rename.",
            location="ADDRESS",
            hint=Hint("`{}` shows what is known of it", (("state", "show", name),)),
        )
    if before == after:
        raise InvalidUsageError("Both addresses are the same.", location="NEW_ADDRESS")
    _check_account(record, after, project)
    if after in state.records:
        raise PlanRefusedError(
            "The new address has a post already.",
            location=new_name,
            reason=f"its record is that of post {state.records[after].post_id}",
            hint=Hint(
                "forget that one first with `{}`, if it is wrong; nothing was changed",
                (("state", "rm"),),
            ),
        )
    return before, after, record


def _address(text: str) -> Address:
    try:
        return Address.parse(text)
    except ValueError as error:
        raise InvalidUsageError(
            "The new address cannot be used.",
            location="NEW_ADDRESS",
            reason=str(error),
            hint="write it like `launch@shop-x`",
        ) from None


def _check_account(record: Record, after: Address, project: Project) -> None:
    """A record can only stand under an alias of the account that its post is on."""
    ids = {alias: account.id for alias, account in project.accounts.items()} | {RESERVED: ""}
    if after.alias not in ids:
        raise InvalidUsageError(
            f"There is no account {after.alias!r}.",
            location="NEW_ADDRESS",
            hint=did_you_mean(after.alias, project.accounts, what="accounts"),
        )
    if ids[after.alias] != record.account_id:
        raise PlanRefusedError(
            "The post is on another account.",
            location=str(after),
            reason=f"it is on {record.account_id or 'no account'}, "
            f"and {after.alias} is {ids[after.alias] or 'none'}",
            hint="a post cannot change its account; name an alias of the one that it is on",
        )


def _refuse_harm(foresight: EditImpact, after: Address) -> None:
    if foresight.doubled:
        raise PlanRefusedError(
            "With its record renamed the next apply would make a second post.",
            reason="a file still wants: "
            + ", ".join(str(address) for address in foresight.doubled),
            hint=f"change the id in the file first, so that it wants {after}; nothing was changed",
        )
    if foresight.deleted:
        raise PlanRefusedError(
            "With its record renamed the next apply would delete the post.",
            reason="no file wants: " + ", ".join(str(address) for address in foresight.deleted),
            hint="change the id in the file first, or check the new address; nothing was changed",
        )
