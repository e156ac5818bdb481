"""Put each media file into Publer's library once per content, and reuses what is there already."""

from __future__ import annotations

import io
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from publer_sync.api.decode.media import UploadedMedia
from publer_sync.api.errors import ApiError
from publer_sync.execution.context import HOPELESS, ApplyContext, ensuring_lock, publer_messages
from publer_sync.execution.events import Event, Stage, StageAdvanced, StageStarted
from publer_sync.execution.import_media import (
    ImportMediaError,
    import_failure,
    import_medium,
    label,
)
from publer_sync.model.media import Media
from publer_sync.model.media_walk import every_medium
from publer_sync.model.network import MediaKind
from publer_sync.model.note import Note, NoteCode, quoted
from publer_sync.model.post import Post
from publer_sync.model.resources import (
    Resources,
    key_of,
    library_name,
    names_content,
    used_by_path,
)
from publer_sync.model.state import StoredMedia
from publer_sync.planning.change import Change
from publer_sync.source.paths import PathError, inside


@dataclass(frozen=True, slots=True)
class Library:
    """The media of the posts to be made by `key_of`, and why one is not there."""

    media: Mapping[str, StoredMedia]
    failures: Mapping[str, Note]

    def resources(self, context: ApplyContext) -> Resources:
        """Return the resources that the writer needs to create posts."""
        return Resources(self.media, context.names)

    def failure_of(self, change: Change) -> Note | None:
        """Return why the post of a change cannot have its media, or None if it can."""
        if change.desired is None:
            return None
        return self._lacking(change.desired) or import_failure(change.desired, self.media)

    def _lacking(self, post: Post) -> Note | None:
        for item in every_medium(post):
            if key_of(item) in self.failures:
                note = self.failures[key_of(item)]
                return Note(NoteCode.MEDIUM, (label(item),), because=note)
        for item in used_by_path(post):
            if self.media[key_of(item)].path is None:
                note = Note(NoteCode.PATH_UNKNOWN)
                return Note(NoteCode.MEDIUM, (label(item),), because=note)
        return None


def upload_media(
    context: ApplyContext, changes: Iterable[Change]
) -> Generator[Event, None, Library]:
    """Make sure that the media of posts that are to be made are in the library.

    Recorded ids are checked in one request before they are relied upon: someone may have emptied the
    library, or written another id into the state. Publer lists no documents, so those are sent again. An
    upload whose answer was lost is sent again at the next apply; all that can come of it
    is an unused file.
    """
    posts = [change.desired for change in changes if change.desired]
    needed = {key_of(item): item for post in posts for item in every_medium(post)}
    placed = {key_of(item): item for post in posts for item in used_by_path(post)}
    listed = _look_up(context, needed, placed)
    missing = {
        key: item
        for key, item in needed.items()
        if not item.id and key not in context.journal.state.media
    }
    absent = Note(NoteCode.NOT_IN_LIBRARY)
    failures = {key: absent for key, item in placed.items() if item.id and key not in listed}
    if missing:
        yield StageStarted(Stage.UPLOAD, len(missing))
    for number, (key, item) in enumerate(missing.items(), start=1):
        try:
            _keep(context, key, item, _taken(context, item))
        except ApiError as error:
            if isinstance(error, HOPELESS):
                raise
            failures[key] = publer_messages(error)
        except _MediaChangedError:
            failures[key] = Note(NoteCode.FILE_CHANGED)
        except ImportMediaError as error:
            failures[key] = error.note
        except (PathError, OSError) as error:
            failures[key] = quoted(str(error))
        yield StageAdvanced(Stage.UPLOAD, number)
    stored = context.journal.state.media
    return Library({**{key: stored[key] for key in needed if key in stored}, **listed}, failures)


class _MediaChangedError(Exception):
    """The content is not what the plan showed."""


def _look_up(
    context: ApplyContext, needed: Mapping[str, Media], placed: Mapping[str, Media]
) -> dict[str, StoredMedia]:
    """Ask the library for recorded media, forget those whose name there does not have the hash, and take
    the path of the others from it alone: the state may have been changed. Returns those of `placed` that
    go by an id and are there."""
    ids = [item.id for item in placed.values() if item.id]
    recorded = {k: m for k, m in context.journal.state.media.items() if k in needed}
    listed = {m.id for k, m in recorded.items() if needed[k].kind is not MediaKind.DOCUMENT}
    names = sorted({*listed, *ids})
    known_values = context.reader.known_media(names) if names else {}
    after = context.journal.state
    for key, stored in recorded.items():
        uploaded_media = known_values.get(stored.id)
        believed = uploaded_media and names_content(uploaded_media.name or "", needed[key])
        if (
            uploaded_media is None
            or not believed
            or (uploaded_media.path is None and key in placed)
        ):
            after = after.without_media([key])
        elif uploaded_media.path and uploaded_media.path != stored.path:
            after = after.with_media(replace(stored, path=uploaded_media.path))
    if after != context.journal.state:
        context.journal.keep(after)
    return {
        media_id: _listed(context, known_values[media_id])
        for media_id in ids
        if media_id in known_values
    }


def _listed(context: ApplyContext, medium: UploadedMedia) -> StoredMedia:
    return StoredMedia(
        sha256="",
        id=medium.id,
        name="",
        kind=medium.type,
        uploaded_at=context.now(),
        path=medium.path,
        validity=medium.validity,
    )


def _taken(context: ApplyContext, item: Media) -> UploadedMedia:
    """The medium in the library: sent there, or fetched by Publer itself."""
    if item.url is not None:
        return import_medium(context, item)
    with context.clock.abandonable():
        content = inside(context.root, item.file or "").read_bytes()
        if sha256(content).hexdigest() != item.sha256:
            raise _MediaChangedError
    name = library_name(item) or ""
    return ensuring_lock(
        lambda: context.writer.upload(name, UploadStream(content, context.clock.checkpoint))
    )


def _keep(context: ApplyContext, key: str, item: Media, medium: UploadedMedia) -> None:
    stored = replace(_listed(context, medium), sha256=key, name=library_name(item) or "")
    context.journal.keep(context.journal.state.with_media(stored))


# A file that is being sent: each time a piece of it is asked for, there is time to keep the lock alive.
# Uploading a large video takes longer than a lease lasts. Without a renewal, another process would see an
# expired lock and take it over during the upload.


class UploadStream(io.BytesIO):
    """The bytes of a file; `beat` is called before each piece, and what it raises ends the sending."""

    def __init__(self, content: bytes, beat: Callable[[], None]) -> None:
        super().__init__(content)
        self._beat = beat

    def read(self, size: int | None = -1, /) -> bytes:
        """The next piece, at most `size` bytes."""
        self._beat()
        return super().read(size)
