"""A plan as the JSON document that machines read, and that `plan --out` saves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from publer_sync.model.address import SlotIndex
from publer_sync.model.fingerprint import digest, digests_of, instant
from publer_sync.model.media_walk import every_medium
from publer_sync.model.note import Note
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import State
from publer_sync.model.workspace_names import NameIndex
from publer_sync.planning.change import Action, Change, Reason, ReasonDetail
from publer_sync.planning.guards.names import meanings
from publer_sync.planning.plan import FORMAT_VERSION, Basis, Plan, PlanOptions

Words = Callable[[Note], str]
"""Sentences for notes: `render.notes.note_text`, where someone reads the document."""


def plan_document(plan: Plan, words: Words = lambda note: note.code.value) -> dict[str, Any]:
    """The document that `schemas/plan.schema.json` describes; its checksum is the digest of all the rest."""
    document = {
        "format_version": FORMAT_VERSION,
        "digest": plan.digest,
        "partial": plan.partial,
        "can_apply": plan.can_apply,
        "summary": plan.summary,
        "changes": [change_document(change, words) for change in plan.changes],
        "warnings": [
            {"code": n.code.value, "detail": n.detail, "address": n.address} for n in plan.notices
        ],
        "refusals": [
            {"guard": r.guard.value, "detail": r.detail, "allow": r.allow} for r in plan.refusals
        ],
        "unmanaged": plan.unmanaged,
        "requests": {"estimate": plan.requests.estimate, "windows": plan.requests.windows},
        "basis": _basis(plan.basis),
        "options": plan.options.document,
    }
    return {**document, "checksum": digest(document)}


def change_document(change: Change, words: Words) -> dict[str, Any]:
    """One change; `fields` maps each field to what it was and what it should be."""
    place = change.desired.source.location if change.desired else None
    recorded = change.recorded.source if change.recorded else None
    source = {"file": place.file, "line": place.line} if place else None
    time = change.scheduled_at
    return {
        "address": str(change.address),
        "action": change.action.value,
        "held": _reason(change.held, words) if change.held else None,
        "status": change.status.value if change.status else None,
        "cause": change.cause.value if change.cause else None,
        "reasons": [_reason(because, words) for because in change.reasons],
        "network": change.network.value if change.network else None,
        "account": change.address.alias,
        "scheduled_at": instant(time) if time else None,
        "source": source or ({"file": recorded, "line": None} if recorded else None),
        "fields": {
            name: {"before": field.before, "after": field.after}
            for name, field in change.fields.items()
        },
        "fingerprint": change.fingerprint,
        "moved_from": str(change.moved_from) if change.moved_from else None,
        "post_id": change.remote.id if change.remote else None,
        "post_link": change.remote.post_link if change.remote else None,
    }


def _reason(because: ReasonDetail, words: Words) -> dict[str, Any]:
    detail = words(because.note) if because.note else because.detail
    return {"code": because.reason.value, "detail": detail}


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "state": {"lineage": basis.lineage, "serial": basis.serial},
        "remote": basis.remote,
        "desired": basis.desired,
        "media": basis.media,
        "names": dict(basis.names),
        "commit": basis.commit,
        "environment": basis.environment,
    }


def options_of(document: Mapping[str, Any]) -> PlanOptions:
    """The options that a saved plan was made with."""
    options = document["options"]
    return PlanOptions(
        targets=tuple(options["targets"]),
        allow=frozenset(options["allow"]),
        update_published=bool(options["update_published"]),
        retry_failed=bool(options["retry_failed"]),
    )


def what_moved(document: Mapping[str, Any], plan: Plan) -> tuple[str, ...]:
    """Return the differences between a saved plan and one made now with its options; empty if there are
    none."""
    next_step, now = document["basis"], _basis(plan.basis)
    # A change that came too late is missing on one side, whatever that does to the other digests.
    names = _STATE if _overtaken(document, plan) else _STATE | _SIDES
    differ = [key for key in names if next_step[key] != now[key]]
    moved = tuple(names[key] for key in _causes(differ, document, plan))
    if len(names) > 1:
        moved += _renamed(next_step.get("names", {}), now["names"])
    if len(names) > 1 and (moved or document["digest"] == plan.digest):
        return moved
    return (*moved, "the time")


def _causes(differ: Sequence[str], document: Mapping[str, Any], plan: Plan) -> Sequence[str]:
    """Those of the sides that differ which moved by themselves.

    Basis and plan speak of the changes that act: where one is there no more, because someone applied it, all
    sides differ. So the files count only if a post of them does, and Publer if nothing else explains it.
    """
    before = {c["address"]: c["fingerprint"] for c in document["changes"] if c["fingerprint"]}
    after = {str(c.address): c.fingerprint for c in plan.changes if c.fingerprint}
    files = {"desired", "media"} if before == after else set[str]()
    causes = [key for key in differ if key not in files]
    acting = {c["address"] for c in document["changes"] if _acts(c)}
    if acting != {str(c.address) for c in plan.changes if c.is_actionable}:
        causes = [key for key in causes if key != "remote"] or causes
    return causes or differ


def _renamed(later_values: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The names that stand for something else in Publer, or for nothing any more."""
    changed = sorted(
        name for name in {*later_values, *now} if later_values.get(name) != now.get(name)
    )
    return tuple(f"what Publer knows as {name}" for name in changed)


_STATE = {"state": "the state"}
_SIDES = {
    "desired": "the post files",
    "media": "the media files",
    "remote": "the posts in Publer",
}
_TOO_LATE = {Reason.TIME_PASSED, Reason.ALREADY_BEGUN, Reason.LEAD_TIME, Reason.FROZEN}


def _overtaken(document: Mapping[str, Any], plan: Plan) -> bool:
    """Return whether a change of the saved plan can only be made no more because time went on."""
    acting = {
        (change["address"], change["fingerprint"])
        for change in document["changes"]
        if _acts(change)
    }
    return any(
        (str(change.address), change.fingerprint) in acting
        for change in plan.changes
        if not change.is_actionable and _TOO_LATE & {b.reason for b in change.all_reasons}
    )


def _acts(change: Mapping[str, Any]) -> bool:
    """Return whether apply would have had anything to do for a change of a saved plan."""
    return Action(change["action"]).acts and not change["held"]


# What a plan was made from, as digests: apply refuses a saved plan when any of it has moved.


def basis_of(
    changes: Sequence[Change],
    state: State,
    unmanaged: SlotIndex[RemotePost],
    names: NameIndex,
    *,
    commit: str | None,
    environment: str | None,
) -> Basis:
    """The basis of the changes that apply would act on; posts that stay as they are may move freely."""
    acting = [change for change in changes if change.is_actionable]
    posts = [change.desired for change in acting if change.desired]
    fields = [(change, digests_of(change.desired) if change.desired else {}) for change in acting]
    desired = [
        [str(change.address), {name: value for name, value in own.items() if name != "media"}]
        for change, own in fields
    ]
    hashes = {item.sha256 for post in posts for item in every_medium(post) if item.sha256}
    return Basis(
        lineage=state.lineage,
        serial=state.serial,
        remote=digest([_remote(change, unmanaged) for change in acting]),
        desired=digest(desired),
        media=digest(sorted(hashes)),
        names=meanings(acting, names),
        commit=commit,
        environment=environment,
    )


def _remote(change: Change, unmanaged: SlotIndex[RemotePost]) -> list[object]:
    slot, post, shown_post = change.new_slot, change.remote, None
    if post:
        time_text = instant(post.scheduled_at) if post.scheduled_at else None
        shown_post = [post.id, post.state, time_text, post.seen()]
    near = sorted(post.id for post in unmanaged.near(slot)) if slot else []
    return [str(change.address), shown_post, near]
