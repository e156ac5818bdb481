"""Sentences for the notes of writes: why one failed, was skipped, or is not known yet."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from publer_sync.model.note import Note, NoteCode

_SENTENCES = {
    NoteCode.SAID: "{0}",
    NoteCode.TIME_TOO_NEAR: "its time has come too near while other posts were written; give it a later one",
    NoteCode.SLOT_TAKEN: "another post has taken its slot since the plan was made; plan again",
    NoteCode.NOT_ALLOWED_AT_ONCE: "the project does not allow to publish at once (policy: publish_now)",
    NoteCode.ABOUT_TO_BE_PUBLISHED: (
        "the post in Publer is about to be published, or already is; it was not changed"
    ),
    NoteCode.TAKEN_OVER: "the draft was scheduled or published in Publer; it was not changed",
    NoteCode.NOTHING_APPEARED: "the outcome was unknown, and nothing appeared in Publer",
    NoteCode.TAKEN_BUT_NOT_LISTED: "Publer took it without complaint, but nothing appeared",
    NoteCode.NONE_LISTED: (
        "Publer lists nothing of this kind, so it is not known whether it was made; look there before you "
        "try again"
    ),
    NoteCode.FAILED_BUT_APPEARED: (
        "Publer named a failure, but a post with these words appeared, perhaps a colleague's; the next apply "
        "takes it for this one and leaves it as it is: {0}"
    ),
    NoteCode.STILL_WORKING: "Publer is still working on it",
    NoteCode.TWO_CANDIDATES: (
        "several new posts say the same, and one of them may be it: {0}; if it is, run `{command}`"
    ),
    NoteCode.PERHAPS_EDITED: (
        "a new post with another text is in its place, and may be it: {0}; if it is, run `{command}`"
    ),
    NoteCode.PERHAPS_MOVED: (
        "a new post with its text is elsewhere on the account, and may be it: {0}; if it is, run `{command}`"
    ),
    NoteCode.LISTED_NO_MORE: (
        "a new post that may be it was listed for a while, and is not any more: {0}; the next apply looks "
        "again"
    ),
    NoteCode.TEXT_ALREADY_SCHEDULED: "a post with the same text was already scheduled: {0}",
    NoteCode.NOT_DELETED: "Publer did not delete it",
    NoteCode.PUBLISHED_BEFORE_DELETE: "it was published before it could be deleted",
    NoteCode.DELETED_BUT_LISTED: "Publer said that it is deleted, but still lists it",
    NoteCode.DELETE_UNCERTAIN: "it is not certain that Publer deleted it",
    NoteCode.SERIES_POSTS_STAY: (
        "the old version is deleted, but posts with its words are still scheduled at its times: {0}. They go "
        "out unless you delete them in Publer"
    ),
    NoteCode.SLOT_NEVER_FREE: "its slot is still held by another post of these files, which did not go",
    NoteCode.OLD_POST_STAYS: "the new post stands, but the old one is still there",
    NoteCode.NEW_POST_DELETED: (
        "the old post was published, about to be, or taken over in Publer before it could be replaced, "
        "so the new one was deleted again"
    ),
    NoteCode.NEW_POST_STAYS: (
        "the old post was published, about to be, or taken over in Publer before it could be replaced, "
        "and the new one could not be deleted: {0}. Both exist; look at them in Publer"
    ),
    NoteCode.OLD_POST_DELETED: "its old post was deleted to make room; the new one was not made yet",
    NoteCode.RESTORED: "the old post was restored",
    NoteCode.NOT_RESTORABLE: "the old post is gone and could not be restored",
    NoteCode.NOT_RESTORED_YET: "the old post could not be restored yet, and the next apply goes on with it",
    NoteCode.TOO_LATE_TO_RESTORE: "its time has come too near",
    NoteCode.PLACE_TAKEN: "another post is in its place: {0}",
    NoteCode.OLD_POST_LISTED: "Publer still lists it",
    NoteCode.PLACE_PERHAPS_TAKEN: "another post may have been made in its place",
    NoteCode.NOTHING_KEPT: "it was not kept",
    NoteCode.KEPT_DIFFERS: "what was kept to restore it does not fit its record, so the state was changed",
    NoteCode.OTHER_ACCOUNT: "it stands on another account",
    NoteCode.NO_MINUTE: "it has no minute of its own, or its further times are not known",
    NoteCode.FIELD_NOT_SHOWN: "Publer does not show its {0}",
    NoteCode.TYPE_NOT_RECORDED: "its type is not recorded",
    NoteCode.MEDIA_KIND_UNKNOWN: "it is not known what kind of media it has",
    NoteCode.RESOURCES_UNKNOWN: "not everything that it uses is known",
    NoteCode.WORDS_NOT_SHOWN: "Publer took the new words, but does not show them",
    NoteCode.UPDATE_UNANSWERED: "Publer did not answer, and does not show the new words",
    NoteCode.MEDIUM: "{0}",
    NoteCode.FILE_CHANGED: "the file has changed since the plan was made",
    NoteCode.NOT_IN_LIBRARY: "it is not in Publer's library",
    NoteCode.PATH_UNKNOWN: (
        "Publer does not say where it keeps this file, and there is no other way to refer to it"
    ),
    NoteCode.MEDIUM_REFUSED: "Publer says that {0} does not take this file in a post of type {1}",
    NoteCode.IMPORT_NOT_STARTED: "Publer did not say which job fetches it",
    NoteCode.IMPORT_WORKING: "Publer is still fetching it; apply again in a few minutes",
    NoteCode.IMPORT_UNREADABLE: "Publer could not read this address",
}

_WITHOUT = ", without what Publer does not show of it: {0}"


def note_text(note: Note) -> str:
    """A note in words, with the note that explains it."""
    command = shlex.join(["publer-sync", *note.command])
    message = _SENTENCES[note.code].format(*note.details, command=command)
    if note.code is NoteCode.RESTORED and note.details:
        message += _WITHOUT.format(", ".join(note.details))
    return f"{message}: {note_text(note.because)}" if note.because else message


def notes_text(notes: Iterable[Note]) -> str:
    """Several notes about one write, in the order in which things happened."""
    return "; ".join(note_text(note) for note in notes)
