"""The state as JSON text, and back: one format with a version, strict on reading.

A state that cannot be understood is never guessed at and never overwritten: it is the only memory of
which posts are ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from publer_sync.errors import StateProblem
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import instant
from publer_sync.model.network import Network, PostType
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.remote import MediaItem
from publer_sync.model.schedule import Shelf, Standing
from publer_sync.model.state import (
    Failure,
    Intent,
    IntentKind,
    Leftover,
    Record,
    State,
    StoredMedia,
    Taken,
    Tombstone,
)
from publer_sync.model.state_migration import Arriving, Departed
from publer_sync.state.json_values import moment, moment_or_none, number, word, word_or_none, words
from publer_sync.state.migration_markers import (
    StateArriving,
    StateMoved,
    arriving_data,
    arriving_of,
    departed_data,
    departed_of,
)

FORMAT_VERSION = 1


def to_text(state: State) -> str:
    """The state as JSON, in a stable order, so that two states can be compared as text."""
    return _written(_document(state))


def mark_text(mark: Departed | Arriving) -> str:
    """What stands in the place of a state that moves; the copy that arrives is a state with a mark."""
    if isinstance(mark, Departed):
        return _written({"format_version": FORMAT_VERSION} | departed_data(mark))
    return _written(_document(mark.state) | arriving_data(mark))


def _document(state: State) -> dict[str, Any]:
    given = {
        "applied": state.applied,
        "known_since": _instant(state.known_since),
        "is_rebuilt": state.is_rebuilt,
        "unconfirmed": state.unconfirmed,
        "tombstones": [_tombstone(each) for each in state.tombstones],
        "leftovers": {i: _leftover(each) for i, each in sorted(state.leftovers.items())},
    }
    # The version comes first, as `leased` writes it: else the text would change with the lease.
    version = {"format_version": FORMAT_VERSION}
    return (
        version
        | {name: value for name, value in given.items() if value}
        | {
            "lineage": state.lineage,
            "serial": state.serial,
            "workspace": state.workspace,
            "posts": {str(a): _record(r) for a, r in sorted(state.records.items())},
            "media": {sha256: stored_data(m) for sha256, m in sorted(state.media.items())},
            "intents": [_intent(intent) for intent in state.intents],
            "failures": {str(a): _failure(f) for a, f in sorted(state.failures.items())},
        }
    )


def _written(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    # Publer's words may hold half a character, which no file takes; that must not cost the state.
    return text.encode("utf-8", "replace").decode("utf-8")


def from_text(text: str, where: str) -> State:
    """The state that `to_text` wrote; raises StateProblem, naming `where`, for anything else, and for the
    mark of one that moves StateMoved or StateArriving."""
    try:
        document = json.loads(text)
        version = document["format_version"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise _broken(where, f"it is not a state file ({error})") from None
    if version != FORMAT_VERSION:
        raise StateProblem(
            "The state was written by another version of publer-sync.",
            where=where,
            why=f"its format is {version}, this version reads {FORMAT_VERSION}",
            hint="use the version that wrote it, or a newer one",
        )
    try:
        if departed := departed_of(document):
            raise StateMoved(departed, where)
        state = _state(document)
        if arriving := arriving_of(document, state):
            raise StateArriving(arriving, where)
        return state
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _broken(where, f"{type(error).__name__}: {error}") from None


def _broken(where: str, why: str) -> StateProblem:
    return StateProblem(
        "The state file is broken and was left as it is.",
        where=where,
        why=why,
        hint="bring back the last good copy (from git or a backup); do not delete it, or the posts "
        "that it remembers would count as somebody else's",
    )


def _state(document: Mapping[str, Any]) -> State:
    records = [_record_of(key, item) for key, item in document["posts"].items()]
    failures = [_failure_of(key, item) for key, item in document["failures"].items()]
    return State(
        lineage=word(document["lineage"]),
        workspace=word(document["workspace"]),
        serial=number(document["serial"]),
        records={record.address: record for record in records},
        media={sha256: stored_of(sha256, item) for sha256, item in document["media"].items()},
        intents=tuple(_intent_of(item) for item in document["intents"]),
        failures={failure.address: failure for failure in failures},
        tombstones=tuple(_tombstone_of(item) for item in document.get("tombstones", ())),
        leftovers={i: _leftover_of(i, item) for i, item in document.get("leftovers", {}).items()},
        known_since=moment_or_none(document.get("known_since")),
        is_rebuilt=bool(document.get("is_rebuilt", False)),
        unconfirmed=bool(document.get("unconfirmed", False)),
        applied=word_or_none(document.get("applied")),
    )


def _record(record: Record) -> dict[str, Any]:
    doubted = {"by_words": True} if record.by_words else {}
    taken = {"taken": record.taken.value} if record.taken else {}
    return (
        doubted
        | taken
        | {
            "post_id": record.post_id,
            "account_id": record.account_id,
            "network": record.network.value,
            "scheduled_at": _instant(record.scheduled_at),
            "shelf": record.shelf.value,
            "standing": record.standing.value,
            "fingerprint": record.fingerprint,
            "fields": dict(record.fields),
            "seen": dict(record.seen),
            "source": record.source,
            "protect": record.protect,
            "status": record.status,
            "post_link": record.post_link,
            "failure": record.failure,
            "written_at": instant(record.written_at),
        }
    )


def _record_of(key: str, item: Mapping[str, Any]) -> Record:
    return Record(
        address=Address.parse(word(key)),
        post_id=word(item["post_id"]),
        account_id=word(item["account_id"]),
        network=Network(item["network"]),
        scheduled_at=moment_or_none(item["scheduled_at"]),
        shelf=Shelf(item.get("shelf", Shelf.TIMELINE)),
        standing=Standing(item.get("standing", Standing.SCHEDULED)),
        fingerprint=word(item["fingerprint"]),
        fields=words(item["fields"]),
        seen=words(item["seen"]),
        source=word_or_none(item["source"]),
        protect=bool(item["protect"]),
        status=word(item["status"]),
        post_link=word_or_none(item["post_link"]),
        failure=word_or_none(item["failure"]),
        by_words=bool(item.get("by_words", False)),
        taken=Taken(item["taken"]) if item.get("taken") else None,
        written_at=moment(item["written_at"]),
    )


def _intent(intent: Intent) -> dict[str, Any]:
    return _restoring(intent) | {
        "kind": intent.kind.value,
        "address": str(intent.address),
        "account_id": intent.account_id,
        "network": intent.network.value,
        "scheduled_at": _instant(intent.scheduled_at),
        "until": _instant(intent.until),
        "shelf": intent.shelf.value,
        "standing": intent.standing.value,
        "since": instant(intent.since),
        "post_id": intent.post_id,
        "fingerprint": intent.fingerprint,
        "fields": dict(intent.fields),
        "type": intent.type.value if intent.type else None,
        "text": intent.text,
        "title": intent.title,
        "signature": intent.signature,
        "media": [_medium(each) for each in intent.media],
        "known_ids": list(intent.known_ids),
        "read_since": _instant(intent.read_since),
        "read_until": _instant(intent.read_until),
        "job_post_ids": list(intent.job_post_ids),
        "source": intent.source,
        "protect": intent.protect,
        "job_id": intent.job_id,
        "message": intent.message,
    }


def _restoring(intent: Intent) -> dict[str, Any]:
    """What only replacements need that take the old post away first."""
    given = {
        "request": intent.request,
        "not_kept": _note(intent.not_kept) if intent.not_kept else None,
        "lost": list(intent.lost),
        "restores": intent.restores,
    }
    return {name: value for name, value in given.items() if value}


def _intent_of(item: Mapping[str, Any]) -> Intent:
    return Intent(
        kind=IntentKind(item["kind"]),
        address=Address.parse(word(item["address"])),
        account_id=word(item["account_id"]),
        network=Network(item["network"]),
        scheduled_at=moment_or_none(item["scheduled_at"]),
        until=moment_or_none(item.get("until")),
        shelf=Shelf(item.get("shelf", Shelf.TIMELINE)),
        standing=Standing(item.get("standing", Standing.SCHEDULED)),
        since=moment(item["since"]),
        post_id=word_or_none(item["post_id"]),
        fingerprint=word(item["fingerprint"]),
        fields=words(item["fields"]),
        type=PostType(item["type"]) if item["type"] else None,
        text=word(item["text"]),
        title=word_or_none(item["title"]),
        signature=word_or_none(item["signature"]),
        media=tuple(_medium_of(each) for each in item["media"]),
        known_ids=tuple(word(each) for each in item["known_ids"]),
        read_since=moment_or_none(item["read_since"]),
        read_until=moment_or_none(item["read_until"]),
        job_post_ids=tuple(word(each) for each in item["job_post_ids"]),
        source=word_or_none(item["source"]),
        protect=bool(item["protect"]),
        job_id=word_or_none(item["job_id"]),
        message=word_or_none(item["message"]),
        not_kept=_note_of(item["not_kept"]) if item.get("not_kept") else None,
        request=_request_of(item.get("request")),
        lost=tuple(word(name) for name in item.get("lost", ())),
        restores=bool(item.get("restores", False)),
    )


def _request_of(item: Any) -> dict[str, Any] | None:
    """A request that was kept; that it has the shape of one is made sure before it is relied upon."""
    if item is None:
        return None
    if not isinstance(item["bulk"]["posts"], list):
        raise TypeError("a kept request has no posts")
    return dict(item)


def _medium(item: MediaItem) -> dict[str, Any]:
    return {"id": item.id, "kind": item.kind, "name": item.name}


def _medium_of(item: Mapping[str, Any]) -> MediaItem:
    return MediaItem(word(item["id"]), word_or_none(item["kind"]), word_or_none(item["name"]))


def _tombstone(tombstone: Tombstone) -> dict[str, Any]:
    return {
        "address": str(tombstone.address),
        "account_id": tombstone.account_id,
        "text": tombstone.text,
        "post_id": tombstone.post_id,
        "at": instant(tombstone.at),
    }


def _tombstone_of(item: Mapping[str, Any]) -> Tombstone:
    return Tombstone(
        address=Address.parse(word(item["address"])),
        account_id=word(item["account_id"]),
        text=word(item["text"]),
        post_id=word(item["post_id"]),
        at=moment(item["at"]),
    )


def _leftover(leftover: Leftover) -> dict[str, Any]:
    return {
        "address": str(leftover.address),
        "account_id": leftover.account_id,
        "network": leftover.network.value,
        "scheduled_at": _instant(leftover.scheduled_at),
    }


def _leftover_of(post_id: str, item: Mapping[str, Any]) -> Leftover:
    return Leftover(
        post_id=word(post_id),
        address=Address.parse(word(item["address"])),
        account_id=word(item["account_id"]),
        network=Network(item["network"]),
        scheduled_at=moment_or_none(item["scheduled_at"]),
    )


def _failure(failure: Failure) -> dict[str, Any]:
    restored = {"restored": True} if failure.restored else {}
    return restored | {
        "fingerprint": failure.fingerprint,
        "note": _note(failure.note),
        "at": instant(failure.at),
    }


def _failure_of(key: str, item: Mapping[str, Any]) -> Failure:
    return Failure(
        address=Address.parse(word(key)),
        fingerprint=word(item["fingerprint"]),
        note=_note_of(item["note"]),
        at=moment(item["at"]),
        restored=bool(item.get("restored", False)),
    )


def _note(note: Note) -> dict[str, Any]:
    because = {"because": _note(note.because)} if note.because else {}
    details = {"details": list(note.details)} if note.details else {}
    return {"code": note.code.value} | details | because


def _note_of(item: Mapping[str, Any]) -> Note:
    return Note(
        NoteCode(item["code"]),
        tuple(word(each) for each in item.get("details", ())),
        because=_note_of(item["because"]) if "because" in item else None,
    )


def _instant(moment: datetime | None) -> str | None:
    return instant(moment) if moment else None


# An uploaded file as JSON in the state, and back.


def stored_data(media: StoredMedia) -> dict[str, Any]:
    stored: dict[str, Any] = {
        "id": media.id,
        "name": media.name,
        "kind": media.kind,
        "uploaded_at": instant(media.uploaded_at),
    }
    if media.path is not None:
        stored["path"] = media.path
    if media.validity:
        stored["validity"] = {network: dict(types) for network, types in media.validity.items()}
    return stored


def stored_of(sha256: str, item: Mapping[str, Any]) -> StoredMedia:
    """What `stored_data` wrote; the hash is the key that it stands under."""
    return StoredMedia(
        sha256=word(sha256),
        id=word(item["id"]),
        name=word(item["name"]),
        kind=word(item["kind"]),
        uploaded_at=moment(item["uploaded_at"]),
        path=word(item["path"]) if "path" in item else None,
        validity=_validity(item.get("validity", {})),
    )


def _validity(networks: Mapping[str, Any]) -> dict[str, dict[str, bool]]:
    return {
        word(network): {word(kind): bool(takes) for kind, takes in types.items()}
        for network, types in networks.items()
    }
