"""Validate: everything that is wrong with the files, without asking anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publer_sync.config.load import load_project
from publer_sync.config.project import Project
from publer_sync.content.load import load_posts
from publer_sync.diagnostics import Diagnostic, in_reading_order
from publer_sync.media.look import look_into
from publer_sync.model.post import Post
from publer_sync.networks.check import check_posts, check_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Validated:
    """The posts that the files want, and all findings. `project` is None if its own file is broken."""

    project: Project | None
    posts: tuple[Post, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(found.is_error for found in self.diagnostics)


def validate(
    root: Path,
    *,
    environment: str | None,
    environ: Mapping[str, str],
    read_media: bool = False,
) -> Validated:
    """Reads the project in `root` and checks all of it.

    With `read_media` every media file is read and hashed, as a plan needs it; otherwise those that
    look unchanged since they were last looked into are not opened.
    """
    project, problems = load_project(root, environment=environment, environ=environ)
    if project is None:
        return Validated(project=None, diagnostics=problems)
    content = load_posts(project)
    looked = look_into(content.posts, project.root, read_all=read_media)
    findings = check_posts(looked.posts, project.policy)
    findings += check_texts(content.unfinished, project.policy)
    return Validated(
        project=project,
        posts=looked.posts,
        diagnostics=in_reading_order(
            [*problems, *content.diagnostics, *looked.diagnostics, *findings]
        ),
        files=content.files,
        skipped=content.skipped,
    )
