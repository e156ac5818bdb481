"""Why a write ended as it did, as data: a code and what it speaks of. `render.notes` has the sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoteCode(StrEnum):
    """Event of a write. The state stores these values, so that no decision depends on a sentence."""

    SAID = "said"
    """The words of Publer, or of this machine, as they are."""

    # Before anything is sent: the world has moved since the plan was made.
    TIME_TOO_NEAR = "time_too_near"
    SLOT_TAKEN = "slot_taken"
    NOT_ALLOWED_AT_ONCE = "not_allowed_at_once"
    ABOUT_TO_BE_PUBLISHED = "about_to_be_published"
    TAKEN_OVER = "taken_over"

    # Creates.
    NOTHING_APPEARED = "nothing_appeared"
    TAKEN_BUT_NOT_LISTED = "taken_but_not_listed"
    NONE_LISTED = "none_listed"
    FAILED_BUT_APPEARED = "failed_but_appeared"
    STILL_WORKING = "still_working"
    TWO_CANDIDATES = "two_candidates"
    PERHAPS_EDITED = "perhaps_edited"
    PERHAPS_MOVED = "perhaps_moved"
    LISTED_NO_MORE = "listed_no_more"
    TEXT_ALREADY_SCHEDULED = "text_already_scheduled"

    # Deletes and replacements.
    NOT_DELETED = "not_deleted"
    PUBLISHED_BEFORE_DELETE = "published_before_delete"
    DELETED_BUT_LISTED = "deleted_but_listed"
    DELETE_UNCERTAIN = "delete_uncertain"
    SERIES_POSTS_STAY = "series_posts_stay"
    SLOT_NEVER_FREE = "slot_never_free"
    OLD_POST_STAYS = "old_post_stays"
    NEW_POST_DELETED = "new_post_deleted"
    NEW_POST_STAYS = "new_post_stays"
    OLD_POST_DELETED = "old_post_deleted"

    # Restoring an old post.
    RESTORED = "restored"
    NOT_RESTORABLE = "not_restorable"
    NOT_RESTORED_YET = "not_restored_yet"
    TOO_LATE_TO_RESTORE = "too_late_to_restore"
    PLACE_TAKEN = "place_taken"
    OLD_POST_LISTED = "old_post_listed"
    PLACE_PERHAPS_TAKEN = "place_perhaps_taken"
    NOTHING_KEPT = "nothing_kept"
    KEPT_DIFFERS = "kept_differs"
    OTHER_ACCOUNT = "other_account"
    NO_MINUTE = "no_minute"
    FIELD_NOT_SHOWN = "field_not_shown"
    TYPE_NOT_RECORDED = "type_not_recorded"
    MEDIA_KIND_UNKNOWN = "media_kind_unknown"
    RESOURCES_UNKNOWN = "resources_unknown"

    # Updates.
    WORDS_NOT_SHOWN = "words_not_shown"
    UPDATE_UNANSWERED = "update_unanswered"

    # Media.
    MEDIUM = "medium"
    FILE_CHANGED = "file_changed"
    NOT_IN_LIBRARY = "not_in_library"
    PATH_UNKNOWN = "path_unknown"
    MEDIUM_REFUSED = "medium_refused"
    IMPORT_NOT_STARTED = "import_not_started"
    IMPORT_WORKING = "import_working"
    IMPORT_UNREADABLE = "import_unreadable"

    @property
    def names(self) -> int:
        """Number of details that its sentence names at least."""
        return _NAMES.get(self, 0)


_NAMES = dict.fromkeys(
    (
        NoteCode.SAID,
        NoteCode.FAILED_BUT_APPEARED,
        NoteCode.TWO_CANDIDATES,
        NoteCode.PERHAPS_EDITED,
        NoteCode.PERHAPS_MOVED,
        NoteCode.LISTED_NO_MORE,
        NoteCode.TEXT_ALREADY_SCHEDULED,
        NoteCode.NEW_POST_STAYS,
        NoteCode.SERIES_POSTS_STAY,
        NoteCode.PLACE_TAKEN,
        NoteCode.FIELD_NOT_SHOWN,
        NoteCode.MEDIUM,
    ),
    1,
) | {NoteCode.MEDIUM_REFUSED: 2}


@dataclass(frozen=True, slots=True)
class Note:
    """One fact about a write: its code, what the sentence names in order, and another note that explains it.

    `command` are the words of the `publer-sync` command that ends it, if there is one.
    """

    code: NoteCode
    details: tuple[str, ...] = ()
    because: Note | None = None
    command: tuple[str, ...] = ()


def quoted(words: str) -> Note:
    """A note of Publer's own words."""
    return Note(NoteCode.SAID, (words,))
