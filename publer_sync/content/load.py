"""All post files of a project to its desired posts, and every problem in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publer_sync.config.project import PROJECT_FILE, Project
from publer_sync.content.entries import ContentEntry, read_defaults, read_entries
from publer_sync.content.expand import posts_of
from publer_sync.content.find import ContentFiles, find_files
from publer_sync.content.layers import Layer, Layers
from publer_sync.diagnostics import Diagnostic, Location, error, in_reading_order, warning
from publer_sync.model.post import Post
from publer_sync.source.document import Document
from publer_sync.source.locate import brief


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedContent:
    """Posts that the files of a project describe.

    `posts` are in the order of files, entries and accounts; one with an unusable part is
    in `unfinished` instead, where its text can be looked at and nothing else should be trusted.
    `files` are the post files that were read, `skipped` those that are no post files. Media are
    found, but not read.
    """

    posts: tuple[Post, ...]
    unfinished: tuple[Post, ...] = ()
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    skipped: tuple[str, ...]


MANY = 10_000
"""Findings from which on those are left out that no one would read."""


def load_posts(project: Project) -> LoadedContent:
    """The desired posts of a project; whatever is wrong with its files is in the diagnostics."""
    diagnostics: list[Diagnostic] = []
    files = find_files(project.root, project.content)
    defaults = _Defaults(project, files, diagnostics)
    diagnostics += (_unreadable(folder) for folder in files.unreadable)
    entries: list[ContentEntry] = []
    for file in files.posts:
        layers = defaults.of(file.rpartition("/")[0])
        entries += read_entries(project.root, project.content, file, layers, diagnostics)
        if len(diagnostics) > MANY:
            diagnostics[:] = in_reading_order(diagnostics)
    names = ids_of(entries, diagnostics)
    expanded = [
        posts_of(name, entry, project, diagnostics)
        for name, entry in zip(names, entries, strict=True)
    ]
    if not files.posts:
        diagnostics.append(_no_posts(project))
    return LoadedContent(
        posts=tuple(post for each in expanded for post in each.posts),
        unfinished=tuple(post for each in expanded for post in each.unfinished),
        diagnostics=in_reading_order(diagnostics),
        files=tuple(files.posts),
        skipped=tuple(files.skipped),
    )


class _Defaults:
    """The layers of each folder, read once, from the project file inwards."""

    def __init__(
        self, project: Project, files: ContentFiles, diagnostics: list[Diagnostic]
    ) -> None:
        values = project.defaults
        document = project.document or Document(file=PROJECT_FILE, data={"defaults": values})
        self.base: Layers = (Layer(document, ("defaults",), values),) if values else ()
        self.content = project.content
        self.layers: dict[str, Layers] = {}
        self.own = {
            folder: read_defaults(project.root, file, diagnostics)
            for folder, file in sorted(files.defaults.items())
        }

    def of(self, folder: str) -> Layers:
        if folder not in self.layers:
            is_top = folder == self.content or not folder
            above = self.base if is_top else self.of(folder.rpartition("/")[0])
            self.layers[folder] = (*above, self.own[folder]) if folder in self.own else above
        return self.layers[folder]


def _unreadable(folder: str) -> Diagnostic:
    hint = "check that you may read it"
    return error("file-unreadable", "cannot read the folder", Location(folder), hint=hint)


def _no_posts(project: Project) -> Diagnostic:
    message = f"there are no post files in `{brief(project.content)}`"
    exists = Path(project.content_root).is_dir()
    hint = "add a Markdown or YAML file" if exists else f"make a folder `{project.content}`"
    document = project.document
    place = document.at(("content",)) if document else Location(PROJECT_FILE)
    return warning("no-posts", message, place, hint=hint)


# Entry ids: well formed, and one entry for each.

_ID = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
_MAX_LENGTH = 200


def ids_of(entries: Iterable[ContentEntry], results: list[Diagnostic]) -> Iterator[str | None]:
    """The id of each entry, or None for one that has none of its own; why is noted.

    Ids that differ in case only count as the same: they would be one file on many computers.
    """
    seen_values: dict[str, ContentEntry] = {}
    for entry in entries:
        if entry.id is None:
            yield None
            continue
        if not _ID.fullmatch(entry.id) or len(entry.id) > _MAX_LENGTH:
            results.append(_malformed(entry, entry.id))
            yield None
            continue
        first = seen_values.setdefault(entry.id.lower(), entry)
        if first is not entry:
            results.append(_duplicate(entry, first))
        yield entry.id if first is entry else None


def _malformed(entry: ContentEntry, name: str) -> Diagnostic:
    hint = "rename the file, or give an `id` of letters, digits, `/`, `.`, `_` and `-`"
    return error(
        "bad-id", f"`{brief(name)}` cannot be the id of an entry", entry.id_place, hint=hint
    )


def _duplicate(entry: ContentEntry, first: ContentEntry) -> Diagnostic:
    at = first.id_place
    same = entry.id == first.id
    message = f"the id `{entry.id}` is taken by {at.file}, line {at.line}"
    hint = "give one of them another `id`" + ("" if same else "; only upper and lower case differ")
    return error("duplicate-id", message, entry.id_place, hint=hint)
