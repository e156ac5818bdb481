"""Validate: everything that is wrong with the files, and the lines it stands on, without asking anyone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from publer_sync.config.load import load_project
from publer_sync.config.project import Project
from publer_sync.content.load import load_posts
from publer_sync.diagnostics import Diagnostic, in_reading_order
from publer_sync.media.inspect import inspect_media
from publer_sync.model.post import Post
from publer_sync.networks.check import check_posts, check_texts
from publer_sync.networks.disabled_rules import check_switches
from publer_sync.planning.plan import DUPLICATE_TEXT, SAME_TEXT
from publer_sync.source.locate import place_of_value
from publer_sync.source.paths import PathError, inside
from publer_sync.source.text import MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidationResult:
    """The posts that the files want, and all findings. `project` is None if its own file is broken.

    `files` are the post files, `skipped` the others in the content folder; `lines` shows what stands
    in a file where something was found.
    """

    root: Path
    project: Project | None
    posts: tuple[Post, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    lines: SourceLines

    @property
    def ok(self) -> bool:
        return not any(diagnostic.is_error for diagnostic in self.diagnostics)

    def allowing(self, allow: Set[str]) -> ValidationResult:
        """The same without the findings about equal texts of posts that `--allow` lets through."""
        remaining = tuple(
            diagnostic
            for diagnostic in self.diagnostics
            if diagnostic.rule != SAME_TEXT or f"{DUPLICATE_TEXT}={diagnostic.address}" not in allow
        )
        return replace(self, diagnostics=remaining)


def validate(
    root: Path,
    *,
    environment: str | None,
    environ: Mapping[str, str],
    read_media: bool = False,
) -> ValidationResult:
    """Read the project in `root` and check all of it.

    With `read_media` every media file is read and hashed, as a plan needs it; otherwise those that
    look unchanged since they were last looked into are not opened.
    """
    lines = SourceLines(root)
    project, problems = load_project(root, environment=environment, environ=environ)
    if project is None:
        return ValidationResult(root=root, project=None, diagnostics=problems, lines=lines)
    content = load_posts(project)
    inspection_result = inspect_media(content.posts, project.root, read_all=read_media)
    findings = check_posts(inspection_result.posts, project.policy)
    findings += check_texts(content.unfinished, project.policy)
    switches = check_switches([*content.posts, *content.unfinished], project)
    results = [
        *problems,
        *content.diagnostics,
        *inspection_result.diagnostics,
        *findings,
        *switches,
    ]
    return ValidationResult(
        root=root,
        project=project,
        posts=inspection_result.posts,
        # Those about a part of a text are placed at the line of that part.
        diagnostics=in_reading_order(
            place_of_value(each, lines.of([each])[each.location.file])
            if each.excerpt and each.location
            else each
            for each in results
        ),
        files=content.files,
        skipped=content.skipped,
        lines=lines,
    )


# The lines of the files that findings are about, each file read once.


class SourceLines:
    """Lines as findings number them: without a byte order mark, ended by LF, CRLF or CR.

    A file that cannot be read, or leads out of the project, has no lines; bytes that are not UTF-8 are
    shown as U+FFFD, so that the others keep their places.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, Sequence[str]] = {}

    def of(self, diagnostics: Iterable[Diagnostic]) -> Mapping[str, Sequence[str]]:
        """The lines of every file that one of the findings names."""
        for diagnostic in diagnostics:
            if diagnostic.location and diagnostic.location.file not in self._known:
                self._known[diagnostic.location.file] = self._read(diagnostic.location.file)
        return self._known

    def _read(self, file: str) -> Sequence[str]:
        try:
            with inside(self._root, file).open("rb") as stream:
                raw = stream.read(MAX_BYTES)
        except (PathError, OSError):
            return ()
        text = raw.decode("utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
