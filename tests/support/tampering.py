"""What someone who can write the state, but has no key to sign it, may do to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digest
from publer_sync.model.state import Intent, State
from publer_sync.state.format import to_text
from tests.support.world import World


def tamper(world: World, change: Callable[[State], State]) -> None:
    """Changes the state on the disk, and leaves its signature as it was."""
    state = world.store.load()
    assert state
    text, old = to_text(change(state)), world.store.path.read_text()
    document, signature = json.loads(text), json.loads(old).get("signature")
    signed = {"signature": signature} if signature else {}
    world.store.path.write_text(json.dumps(document | signed))


def point_at(address: str, post_id: str) -> Callable[[State], State]:
    """The record of an address names another post of Publer."""

    def change(state: State) -> State:
        record = state.records[Address.parse(address)]
        return state.with_record(replace(record, post_id=post_id))

    return change


def swap_posts(state: State) -> State:
    """The records of two addresses name each other's post."""
    one, *_, other = state.records.values()
    swapped = (replace(one, post_id=other.post_id), replace(other, post_id=one.post_id))
    return state.with_record(swapped[0]).with_record(swapped[1])


def swap_media(state: State) -> State:
    """Each recorded picture has the id, and the address, of the next one."""
    media = list(state.media.values())
    others = [*media[1:], *media[:1]]
    swapped = (
        replace(one, id=other.id, path=other.path) for one, other in zip(media, others, strict=True)
    )
    for each in swapped:
        state = state.with_media(each)
    return state


def change_restore_point(edit: Callable[[Intent], Intent]) -> Callable[[State], State]:
    """The restore points are edited."""

    def change(state: State) -> State:
        return state.with_intents([edit(each) for each in state.intents if each.request])

    return change


def with_content(intent: Intent, **content: Any) -> Intent:
    """A restore point whose request says something else."""
    return replace(intent, request=_edited(intent.request or {}, content, {}))


def with_target(intent: Intent, **target: Any) -> Intent:
    """A restore point whose request has something else for its account: another one, a time, comments."""
    return replace(intent, request=_edited(intent.request or {}, {}, target))


def with_state(intent: Intent, word: str) -> Intent:
    """A restore point whose request has another word for what becomes of its posts."""
    bulk = (intent.request or {})["bulk"]
    return replace(intent, request={"bulk": {**bulk, "state": word}})


def with_entry(intent: Intent, **rules: Any) -> Intent:
    """A restore point whose request has another rule for its time beside the account."""
    bulk = (intent.request or {})["bulk"]
    posts = [{**entry, **rules} for entry in bulk["posts"]]
    return replace(intent, request={"bulk": {**bulk, "posts": posts}})


def with_digest(intent: Intent) -> Intent:
    """A restore point whose digest is that of its request."""
    return replace(intent, request_digest=digest(intent.request))


def say_instead(world: World, text: str, other: str) -> None:
    """Each occurrence of a text in the state is replaced, as an editor would."""
    state = world.store.path.read_text()
    assert text in state
    world.store.path.write_text(state.replace(text, other))


def rename_media(key: str, media_id: str, name: str, path: str) -> Callable[[State], State]:
    """A recorded file has another id, with the name and the address that the library has for that."""

    def change(state: State) -> State:
        return state.with_media(replace(state.media[key], id=media_id, name=name, path=path))

    return change


def _edited(
    request: Mapping[str, Any], content: Mapping[str, Any], account: Mapping[str, Any]
) -> dict[str, Any]:
    bulk = request["bulk"]
    posts = [
        {
            **entry,
            "networks": {key: {**each, **content} for key, each in entry["networks"].items()},
            "accounts": [{**each, **account} for each in entry["accounts"]],
        }
        for entry in bulk["posts"]
    ]
    return {**request, "bulk": {**bulk, "posts": posts}}
