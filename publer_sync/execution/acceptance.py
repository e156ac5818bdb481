"""Whether Publer says that a network takes a file: its word outranks our own rules about media."""

from __future__ import annotations

from collections.abc import Mapping

from publer_sync.model.note import Note, NoteCode
from publer_sync.model.post import Media, Post
from publer_sync.model.resources import key_of
from publer_sync.model.state import StoredMedia


def why_not_taken(post: Post, media: Mapping[str, StoredMedia]) -> Note | None:
    """A note about the first of the post's media that its network does not take, or None.

    Publer answers an upload with a table of networks and types of post. The word for the type of the
    post decides (a picture may do for a story and not for the feed); where there is none, the word for
    the kind of the file. What is not in the table is not known, and stops nothing.
    """
    for item in post.media:
        stored = media.get(key_of(item))
        if stored and _is_refused(post, item, stored):
            said = Note(NoteCode.MEDIUM_REFUSED, (post.network.label, post.type.value))
            return Note(NoteCode.MEDIUM, (label(item),), because=said)
    return None


def _is_refused(post: Post, item: Media, stored: StoredMedia) -> bool:
    table = stored.validity.get(post.network.value, {})
    words = [word for word in (post.type.value, item.kind.value, stored.kind) if word in table]
    return bool(words) and table[words[0]] is False


def label(item: Media) -> str:
    """A medium by the words of its post file."""
    return item.file or item.url or item.id or ""
