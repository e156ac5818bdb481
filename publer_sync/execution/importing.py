"""Lets Publer fetch a file from the web by itself: one at a time, because it refuses a second import."""

from __future__ import annotations

from publer_sync.api.decode.media import UploadedMedia, imported
from publer_sync.api.decode.posts import JobStatus
from publer_sync.api.errors import PermissionDenied
from publer_sync.execution.tools import Tools, insisting
from publer_sync.execution.waiting import job_outcome
from publer_sync.model.note import Note, NoteCode, quoted
from publer_sync.model.post import Media
from publer_sync.model.resources import library_name

PATIENCE = 4
PAUSE = 15.0
"""Seconds between two tries while Publer works at somebody else's import."""


class NotImported(Exception):
    """Publer has no such file now; the note says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.code.value)
        self.note = note


def import_medium(tools: Tools, item: Media) -> UploadedMedia:
    """The medium that Publer fetched; raises NotImported, or ApiError where no job was started."""
    job_id = _started(tools, item.url or "", library_name(item) or "")
    if job_id is None:
        raise NotImported(Note(NoteCode.IMPORT_NOT_STARTED))
    job = job_outcome(tools, job_id)
    if job.status is JobStatus.WORKING:
        raise NotImported(Note(NoteCode.IMPORT_WORKING))
    found = imported(job.payload)
    if found.medium is None:
        said = found.error or "; ".join(failure.message for failure in job.failures)
        raise NotImported(quoted(said) if said else Note(NoteCode.IMPORT_UNREADABLE))
    return found.medium


def _started(tools: Tools, url: str, name: str) -> str | None:
    """The job of the import. While another one runs Publer answers 403 (seen in production)."""
    for _ in range(PATIENCE - 1):
        try:
            return insisting(lambda: tools.writer.import_from(url, name))
        except PermissionDenied:
            tools.clock.sleep(PAUSE)
    return insisting(lambda: tools.writer.import_from(url, name))
