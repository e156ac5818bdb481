"""Preview: the posts of the files as people will see them, on one page; with a plan, Publer's beside them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from publer_sync.config.project import Project
from publer_sync.errors import Invalid, UsageProblem
from publer_sync.media.thumbnails import thumbnails
from publer_sync.render.preview.html import preview_html
from publer_sync.render.preview.page import page_of
from publer_sync.render.preview.subject import Compared, Subject
from publer_sync.state.whole_file import write_whole
from publer_sync.workflows.validate import Validated

DEFAULT = ".publer-sync/preview.html"
"""Where the page goes, in the project, if nobody says otherwise."""


def make(
    found: Validated, project: Project, *, now: datetime, compared: Compared | None = None
) -> Subject:
    """Gathers what the page is made of; raises Invalid where there is nothing to show."""
    if not found.posts and not found.diagnostics and compared is None:
        raise Invalid(
            "There is nothing to preview: the files want no posts.",
            where=str(project.root / project.content),
            hint="write a post file there; docs/post-files.md shows how",
        )
    return Subject(
        title=project.root.name,
        zone=project.timezone,
        now=now,
        posts=found.posts,
        accounts=project.accounts,
        thumbnails=thumbnails(found.posts, project.root),
        findings=found.diagnostics,
        lines=found.lines.of(found.diagnostics),
        compared=compared,
    )


def html_of(subject: Subject, *, version: str | None = None) -> str:
    """The page as text."""
    return preview_html(page_of(subject), version=version)


def write(subject: Subject, path: Path) -> None:
    """Writes the page whole or not at all; raises UsageProblem where that cannot be done."""
    text = html_of(subject)
    try:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        raise UsageProblem(
            "The preview cannot be written.",
            where=str(path),
            why=error.strerror or str(error),
            hint="choose another file with -o",
        ) from None
