"""Uploads each media file once per content, and reuses what is in Publer's library already."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from publer_sync.api.errors import ApiError
from publer_sync.execution.events import Advanced, Event, Stage, Started
from publer_sync.execution.tools import HOPELESS, Tools, insisting, said
from publer_sync.model.media_of import every_medium
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Media
from publer_sync.model.state import StoredMedia
from publer_sync.planning.change import Change
from publer_sync.source.paths import BadPath, inside

CHANGED = "the file has changed since the plan was made"


@dataclass(frozen=True, slots=True)
class Library:
    """Publer's ids by content hash, and why a file has none."""

    ids: Mapping[str, str]
    failures: Mapping[str, str]

    def failure_of(self, change: Change) -> str | None:
        """Why the post of a change cannot have its media, or None if it can."""
        for item in every_medium(change.desired) if change.desired else ():
            if item.sha256 and item.sha256 in self.failures:
                return f"{item.file}: {self.failures[item.sha256]}"
        return None


def upload_media(tools: Tools, changes: Iterable[Change]) -> Generator[Event, None, Library]:
    """Makes sure that the files of posts that are to be made are in the library.

    Recorded ids are checked in one request before they are relied upon: somebody may have emptied the
    library. An upload whose answer was lost is sent again at the next apply; all that can come of it
    is an unused file.
    """
    needed = _needed(changes)
    _forget_what_vanished(tools, needed)
    missing = {h: item for h, item in needed.items() if h not in tools.journal.state.media}
    if missing:
        yield Started(Stage.UPLOAD, len(missing))
    failures: dict[str, str] = {}
    for number, (content_hash, item) in enumerate(missing.items(), start=1):
        try:
            _upload(tools, item, content_hash)
        except ApiError as error:
            if isinstance(error, HOPELESS):
                raise
            failures[content_hash] = said(error)
        except _Changed:
            failures[content_hash] = CHANGED
        except (BadPath, OSError) as error:
            failures[content_hash] = str(error)
        yield Advanced(Stage.UPLOAD, number)
    stored = tools.journal.state.media
    return Library({h: stored[h].id for h in needed if h in stored}, failures)


class _Changed(Exception):
    """The content is not what the plan showed."""


def _needed(changes: Iterable[Change]) -> dict[str, Media]:
    posts = (change.desired for change in changes if change.incoming and change.desired)
    return {item.sha256: item for post in posts for item in every_medium(post) if item.sha256}


def _forget_what_vanished(tools: Tools, needed: Mapping[str, Media]) -> None:
    state = tools.journal.state
    relied = {
        content_hash: state.media[content_hash].id
        for content_hash, item in needed.items()
        if content_hash in state.media and item.kind is not MediaKind.DOCUMENT
    }  # documents are in no list that Publer offers
    if not relied:
        return
    known = tools.reader.known_media(sorted(relied.values()))
    gone = [content_hash for content_hash, media_id in relied.items() if media_id not in known]
    tools.journal.keep(state.without_media(gone))


def _upload(tools: Tools, item: Media, content_hash: str) -> None:
    content = inside(tools.root, item.file or "").read_bytes()
    if sha256(content).hexdigest() != content_hash:
        raise _Changed
    name = _name(item.file or "", content_hash)
    stored = insisting(lambda: tools.writer.upload(name, io.BytesIO(content)))
    state = tools.journal.state
    tools.journal.keep(
        state.with_media(
            StoredMedia(
                sha256=content_hash,
                id=stored.id,
                name=name,
                kind=stored.type,
                uploaded_at=tools.now(),
            )
        )
    )


def _name(file: str, content_hash: str) -> str:
    """The file's own name with the start of its hash, by which it can be found in the library."""
    path = PurePosixPath(file)
    return f"{path.stem}.{content_hash[:12]}{path.suffix}"
