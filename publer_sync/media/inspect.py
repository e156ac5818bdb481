"""Give posts the facts of their media files, and read as little as possible for that."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publer_sync.diagnostics import Diagnostic, warning
from publer_sync.errors import PublerSyncError
from publer_sync.media import messages
from publer_sync.media.facts_cache import FactsCache, cache_file
from publer_sync.media.formats import APART, format_of
from publer_sync.media.hashing import FileChangedError, HashedFile, content_at, identity
from publer_sync.model.media import Media, MediaFacts
from publer_sync.model.media_walk import every_medium, with_each_medium
from publer_sync.model.post import Post
from publer_sync.source.paths import inside

if TYPE_CHECKING:
    from publer_sync.media.isolated import IsolatedWorker

NOT_LOOKED_INTO = warning(
    "media-not-looked-into",
    "videos and documents were not looked into: MediaInfo, or the process for it, cannot be started"
    " here",
    None,
    hint="install publer-sync with its dependencies; on systems without a wheel of pymediainfo,"
    " install libmediainfo too",
)


@dataclass(frozen=True, slots=True)
class InspectionResult:
    """The posts with facts, and what else is to be said about looking."""

    posts: tuple[Post, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """Facts about a file; hash and size only if it was read just now."""

    facts: MediaFacts | None
    sha256: str | None = None
    size: int | None = None


def inspect_media(posts: Sequence[Post], root: Path, *, read_all: bool) -> InspectionResult:
    """The posts with `facts` of all their files.

    With `read_all` every file is read, and media get `sha256` and `size` too: what decides about a
    write is the content of this moment. Otherwise a file that looks unchanged is not opened.
    """
    if not any(True for post in posts for _ in every_medium(post)):
        return InspectionResult(tuple(posts))
    with ExitStack() as ending:
        looker = _Looker(root, FactsCache(cache_file(root)), ending, read_all=read_all)
        results = tuple(looker.with_facts(post) for post in posts)
        looker.save()
    return InspectionResult(results, (NOT_LOOKED_INTO,) if looker.is_blind else ())


class _Looker:
    def __init__(self, root: Path, cache: FactsCache, ending: ExitStack, *, read_all: bool) -> None:
        self._root = root
        self._cache = cache
        self._ending = ending
        self._apart: IsolatedWorker | None = None
        self._read_all = read_all
        self._known: dict[str, InspectedFile] = {}
        self.is_blind = False

    def with_facts(self, post: Post) -> Post:
        return with_each_medium(post, self._medium)

    def save(self) -> None:
        self._cache.save(self._known)

    def _medium(self, item: Media) -> Media:
        if item.file is None:
            return item
        inspected_file = self._known.get(item.file)
        if inspected_file is None:
            inspected_file = self._known[item.file] = self._file(item.file)
        return replace(
            item, facts=inspected_file.facts, sha256=inspected_file.sha256, size=inspected_file.size
        )

    def _file(self, file: str) -> InspectedFile:
        try:
            path = inside(self._root, file)
            return self._unread(file, path) or self._read(file, path)
        except FileChangedError:
            return InspectedFile(MediaFacts(problem=messages.CHANGED))
        except OSError as error:
            return InspectedFile(
                MediaFacts(problem=messages.unreadable_message(error.strerror or str(error)))
            )
        except PublerSyncError as error:
            return InspectedFile(MediaFacts(problem=messages.unreadable_message(error.what)))

    def _unread(self, file: str, path: Path) -> InspectedFile | None:
        """The facts of a file that looks as it did when it was read; None where it must be read."""
        if self._read_all:
            return None
        sha256 = self._cache.content_of(file, identity(path.stat()))
        facts = self._cache.facts_of(sha256) if sha256 else None
        return InspectedFile(facts) if facts else None

    def _read(self, file: str, path: Path) -> InspectedFile:
        with content_at(path) as content:
            facts, lasting = self._cache.facts_of(content.sha256), True
            if facts is None:
                facts, lasting = self._probe(path, content)
        if facts and lasting:
            self._cache.note_facts(content.sha256, facts)
            self._cache.note_file(file, content.identity, content.sha256)
        if self._read_all:
            return InspectedFile(facts, content.sha256, content.size)
        return InspectedFile(facts)

    def _probe(self, path: Path, content: HashedFile) -> tuple[MediaFacts | None, bool]:
        """The facts, None where this machine cannot tell them, and whether they may be remembered."""
        from publer_sync.media.probe import facts_by_head, facts_in
        from publer_sync.media.probe_video import LibraryMissingError

        facts = facts_by_head(content.head, content.size)
        if facts:
            return facts, True
        format_ = format_of(content.head) or ""
        if format_ not in APART:
            return facts_in(content.file, content.size, format_), True
        try:
            facts, lasting = self._worker().facts(path, format_, content.identity)
            return facts, lasting and facts.problem != messages.CHANGED
        except LibraryMissingError:
            self.is_blind = True
            return MediaFacts(format=format_, bytes=content.size), False

    def _worker(self) -> IsolatedWorker:
        from publer_sync.media.isolated import IsolatedWorker

        if self._apart is None:
            self._apart = self._ending.enter_context(IsolatedWorker())
        return self._apart
