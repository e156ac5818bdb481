"""Let Publer fetch files from the web, one at a time, because it refuses a second import; and say whether
a network takes a file."""

from __future__ import annotations

from collections.abc import Mapping

from publer_sync.api.decode.media import UploadedMedia, imported
from publer_sync.api.decode.posts import JobStatus
from publer_sync.api.errors import ScopeError
from publer_sync.execution.context import ApplyContext, ensuring_lock
from publer_sync.execution.polling import job_outcome
from publer_sync.model.media import Media
from publer_sync.model.note import Note, NoteCode, quoted
from publer_sync.model.post import Post
from publer_sync.model.resources import key_of, library_name
from publer_sync.model.state import StoredMedia

PATIENCE = 4
PAUSE = 15.0
"""Seconds between two attempts while Publer is busy with another import."""


class ImportMediaError(Exception):
    """Publer has no such file now; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.code.value)
        self.note = note


def import_medium(context: ApplyContext, item: Media) -> UploadedMedia:
    """The medium that Publer fetched; raises ImportMediaError, or ApiError where no job was started."""
    job_id = _started(context, item.url or "", library_name(item) or "")
    if job_id is None:
        raise ImportMediaError(Note(NoteCode.IMPORT_NOT_STARTED))
    job = job_outcome(context, job_id)
    if job.status is JobStatus.WORKING:
        raise ImportMediaError(Note(NoteCode.IMPORT_WORKING))
    imported_media = imported(job.payload)
    if imported_media.medium is None:
        message = imported_media.error or "; ".join(failure.message for failure in job.failures)
        raise ImportMediaError(quoted(message) if message else Note(NoteCode.IMPORT_UNREADABLE))
    return imported_media.medium


def _started(context: ApplyContext, url: str, name: str) -> str | None:
    """The job of the import. While another one runs Publer answers 403 (seen in production)."""
    for _ in range(PATIENCE - 1):
        try:
            return ensuring_lock(lambda: context.writer.import_from(url, name))
        except ScopeError:
            context.clock.sleep(PAUSE)
    return ensuring_lock(lambda: context.writer.import_from(url, name))


# Whether Publer says that a network takes a file: its word outranks our own rules about media.


def import_failure(post: Post, media: Mapping[str, StoredMedia]) -> Note | None:
    """A note about the first of the post's media that its network does not take, or None.

    Publer answers an upload with a table of networks and types of post. The word for the type of the
    post decides (a picture may do for a story and not for the feed); where there is none, the word for
    the kind of the file. What is not in the table is not known, and stops nothing.
    """
    for item in post.media:
        stored = media.get(key_of(item))
        if stored and _is_refused(post, item, stored):
            note = Note(NoteCode.MEDIUM_REFUSED, (post.network.label, post.type.value))
            return Note(NoteCode.MEDIUM, (label(item),), because=note)
    return None


def _is_refused(post: Post, item: Media, stored: StoredMedia) -> bool:
    table = stored.validity.get(post.network.value, {})
    words = [word for word in (post.type.value, item.kind.value, stored.kind) if word in table]
    return bool(words) and table[words[0]] is False


def label(item: Media) -> str:
    """A medium by the words of its post file."""
    return item.file or item.url or item.id or ""
