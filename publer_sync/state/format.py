"""The state as JSON text, and back: one format with a version, strict on reading.

A state that cannot be understood is never guessed at and never overwritten: it is the only memory of
which posts are ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from publer_sync.errors import Hint, StateError
from publer_sync.model.fingerprint import instant
from publer_sync.model.network import Network, PostType
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.remote import MediaItem, Phase
from publer_sync.model.schedule import Listing, PublishMode
from publer_sync.model.state import (
    AppliedCheckout,
    FailedAttempt,
    Intent,
    IntentKind,
    Leftover,
    Record,
    State,
    StoredMedia,
    TakenPostTreatment,
    Tombstone,
)
from publer_sync.model.state_migration import ArrivalMarker, DepartureMarker
from publer_sync.state.json_values import (
    ACCOUNT_ID,
    ADDRESS,
    FLAG,
    ID,
    ID_OR_NONE,
    INSTANT,
    INSTANT_OR_NONE,
    TEXT,
    TEXT_OR_NONE,
    TEXTS,
    Codec,
    Column,
    Table,
    identifier,
    listed,
    member,
    moment,
    moment_or_none,
    number,
    or_none,
    parsed,
    sha256_hash,
    word,
    word_or_none,
)
from publer_sync.state.migration_markers import (
    StateArrivingError,
    StateMovedError,
    arriving_data,
    arriving_of,
    departed_data,
    departed_of,
)
from publer_sync.state.schedule_values import RECYCLING, SERIES
from publer_sync.state.signature import Signing

FORMAT_VERSION = 1


def to_text(state: State) -> str:
    """The state as JSON, in a stable order, so that two states can be compared as text."""
    return _written(_document(state))


def mark_text(mark: DepartureMarker | ArrivalMarker) -> str:
    """Return the marker text of a state that moves; the copy that arrives is a state with a mark."""
    if isinstance(mark, DepartureMarker):
        return _written({"format_version": FORMAT_VERSION} | departed_data(mark))
    return _written(_document(mark.state) | arriving_data(mark))


def _document(state: State) -> dict[str, Any]:
    values = {
        "applied": state.applied,
        "checkouts": [CHECKOUT.write(each) for each in state.checkouts],
        "known_since": INSTANT_OR_NONE.write(state.known_since),
        "is_rebuilt": state.is_rebuilt,
        "unconfirmed": state.unconfirmed,
        "tombstones": [TOMBSTONE.write(each) for each in state.tombstones],
        "leftovers": {i: LEFTOVER.write(each) for i, each in sorted(state.leftovers.items())},
    }
    # The version comes first, as `leased` writes it: else the text would change with the lease.
    version = {"format_version": FORMAT_VERSION}
    return (
        version
        | {name: value for name, value in values.items() if value}
        | {
            "lineage": state.lineage,
            "serial": state.serial,
            "workspace": state.workspace,
            "posts": {str(a): RECORD.write(r) for a, r in sorted(state.records.items())},
            "media": {sha256: stored_data(m) for sha256, m in sorted(state.media.items())},
            "intents": [INTENT.write(intent) for intent in state.intents],
            "failures": {str(a): FAILURE.write(f) for a, f in sorted(state.failures.items())},
        }
    )


def _written(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    # Publer's words may hold half a character, which no file takes; that must not cost the state.
    return text.encode("utf-8", "replace").decode("utf-8")


def from_text(
    text: str, location: str, signing: Signing | None = None, *, writing: bool = False
) -> State:
    """The state that `to_text` wrote; raises StateError, naming `location`, for anything else, and for the
    mark of one that moves StateMovedError or StateArrivingError.

    With `signing` its signature is checked before it is believed, for a command that is `writing` or only
    reads.
    """
    try:
        document = parsed(text)
        version = document["format_version"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise _broken(location, f"it is not a state file ({error})") from None
    if version != FORMAT_VERSION:
        raise _of_another_version(version, location)
    try:
        if departure := departed_of(document):
            raise StateMovedError(departure, location)  # unsigned: it only refuses
        if signing:
            signing.check(document, location, writing=writing)
        state = _state(document)
        if arriving := arriving_of(document, state):
            raise StateArrivingError(arriving, location)
        return state
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _broken(location, f"{type(error).__name__}: {error}") from None


class OlderStateError(StateError):
    """The state was written by an older version, and no code reads it: `state rebuild` writes it again."""


def _of_another_version(version: object, location: str) -> StateError:
    reason = f"its format is {version}, this version reads {FORMAT_VERSION}"
    if isinstance(version, int) and version > FORMAT_VERSION:
        return StateError(
            "The state was written by another version of publer-sync.",
            location=location,
            reason=reason,
            hint="use the version that wrote it, or a newer one",
        )
    return OlderStateError(
        "Written by an older version.",
        location=location,
        reason=reason,
        hint=Hint("Run `{}`.", (("state", "rebuild"),)),
    )


def _broken(location: str, reason: str) -> StateError:
    return StateError(
        "The state file is broken and was left as it is.",
        location=location,
        reason=reason,
        hint="bring back the last good copy (from a backup, or from the history of its branch); do not "
        "delete it, or the posts that it remembers would count as unmanaged",
    )


def _state(document: Mapping[str, Any]) -> State:
    records = [
        Record(address=ADDRESS.read(key), **RECORD.read(item))
        for key, item in document["posts"].items()
    ]
    failures = [
        FailedAttempt(address=ADDRESS.read(key), **FAILURE.read(item))
        for key, item in document["failures"].items()
    ]
    return State(
        lineage=identifier(document["lineage"]),
        workspace=identifier(document["workspace"]),
        serial=number(document["serial"]),
        records={record.address: record for record in records},
        media={sha256: stored_of(sha256, item) for sha256, item in document["media"].items()},
        intents=tuple(Intent(**INTENT.read(item)) for item in document["intents"]),
        failures={failure.address: failure for failure in failures},
        tombstones=tuple(
            Tombstone(**TOMBSTONE.read(item)) for item in document.get("tombstones", ())
        ),
        leftovers={
            post_id: Leftover(post_id=identifier(post_id), **LEFTOVER.read(item))
            for post_id, item in document.get("leftovers", {}).items()
        },
        known_since=moment_or_none(document.get("known_since")),
        is_rebuilt=bool(document.get("is_rebuilt", False)),
        unconfirmed=bool(document.get("unconfirmed", False)),
        applied=word_or_none(document.get("applied")),
        checkouts=tuple(
            AppliedCheckout(**CHECKOUT.read(item)) for item in document.get("checkouts", ())
        ),
    )


# Objects of the state, key by key. A record and a failure have their address, and a leftover its post id, as
# the key that they stand under.


def _request_of(item: Any) -> dict[str, Any] | None:
    """A request that was kept; that it has the shape of one is made sure before it is relied upon."""
    if item is None:
        return None
    if not isinstance(item["bulk"]["posts"], list):
        raise TypeError("a kept request has no posts")
    return dict(item)


def _note(note: Note) -> dict[str, Any]:
    because = {"because": _note(note.because)} if note.because else {}
    details = {"details": list(note.details)} if note.details else {}
    return {"code": note.code.value} | details | because


def _note_of(item: Mapping[str, Any]) -> Note:
    code = NoteCode(item["code"])
    details = tuple(word(each) for each in item.get("details", ()))
    if len(details) < code.names:
        raise ValueError(f"a note `{code}` without what it names")
    return Note(
        code,
        details,
        because=_note_of(item["because"]) if "because" in item else None,
    )


def _medium(item: MediaItem) -> dict[str, Any]:
    return {"id": item.id, "kind": item.kind, "name": item.name}


def _medium_of(item: Mapping[str, Any]) -> MediaItem:
    return MediaItem(word(item["id"]), word_or_none(item["kind"]), word_or_none(item["name"]))


_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def _commit_of(item: Any) -> str:
    """The full name of a commit: git must never take a word of the state for an option."""
    if not _COMMIT.fullmatch(word(item)):
        raise ValueError("the name of a commit is not one")
    return word(item)


_NOTE = Codec(_note_of, _note)
_MEDIA = listed(Codec(_medium_of, _medium))

RECORD = Table(
    Column("post_id", ID),
    Column("account_id", ACCOUNT_ID),
    Column("network", member(Network)),
    Column("scheduled_at", INSTANT_OR_NONE),
    Column("shelf", member(Listing), optional=True),
    Column("standing", member(PublishMode), optional=True),
    Column("fingerprint", TEXT),
    Column("fields", TEXTS),
    Column("seen", TEXTS),
    Column("source", TEXT_OR_NONE),
    Column("protect", FLAG),
    Column("status", member(Phase)),
    Column("post_link", TEXT_OR_NONE),
    Column("failure", TEXT_OR_NONE),
    Column("by_words", FLAG, sparse=True),
    Column("taken", or_none(member(TakenPostTreatment)), sparse=True),
    Column("series", SERIES, sparse=True),
    Column("recycling", RECYCLING, sparse=True),
    Column("written_at", INSTANT),
)
INTENT = Table(
    Column("kind", member(IntentKind)),
    Column("address", ADDRESS),
    Column("account_id", ACCOUNT_ID),
    Column("network", member(Network)),
    Column("scheduled_at", INSTANT_OR_NONE),
    Column("until", INSTANT_OR_NONE, optional=True),
    Column("shelf", member(Listing), optional=True),
    Column("standing", member(PublishMode), optional=True),
    Column("since", INSTANT),
    Column("post_id", ID_OR_NONE),
    Column("fingerprint", TEXT),
    Column("fields", TEXTS),
    Column("type", or_none(member(PostType))),
    Column("text", TEXT),
    Column("title", TEXT_OR_NONE),
    Column("signature", TEXT_OR_NONE),
    Column("media", _MEDIA),
    Column("known_ids", listed(TEXT)),
    Column("read_since", INSTANT_OR_NONE),
    Column("read_until", INSTANT_OR_NONE),
    Column("job_post_ids", listed(ID)),
    Column("source", TEXT_OR_NONE),
    Column("protect", FLAG),
    Column("job_id", ID_OR_NONE),
    Column("message", TEXT_OR_NONE),
    Column("series", SERIES, sparse=True),
    Column("recycling", RECYCLING, sparse=True),
    # Only replacements that take the old post away first need these.
    Column("request", Codec(_request_of, lambda request: request), sparse=True),
    Column("request_digest", TEXT, sparse=True),
    Column("not_kept", or_none(_NOTE), sparse=True),
    Column("lost", listed(TEXT), sparse=True),
    Column("restores", FLAG, sparse=True),
)
FAILURE = Table(
    Column("fingerprint", TEXT),
    Column("note", _NOTE),
    Column("at", INSTANT),
    Column("restored", FLAG, sparse=True),
)
TOMBSTONE = Table(
    Column("address", ADDRESS),
    Column("account_id", ACCOUNT_ID),
    Column("text", TEXT),
    Column("post_id", ID),
    Column("at", INSTANT),
)
CHECKOUT = Table(
    Column("commit", Codec(_commit_of, word)),
    Column("is_dirty", FLAG, sparse=True),
)
LEFTOVER = Table(
    Column("address", ADDRESS),
    Column("account_id", ACCOUNT_ID),
    Column("network", member(Network)),
    Column("scheduled_at", INSTANT_OR_NONE),
    Column("of_series", FLAG, sparse=True),
)


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
    """Read what `stored_data` wrote; the hash is the key that it stands under."""
    return StoredMedia(
        sha256=sha256_hash(sha256),
        id=identifier(item["id"]),
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
