"""Preview: what a page of the posts needs from the disk, and the page on it."""

from __future__ import annotations

from pathlib import Path

from publer_sync.config.project import Project
from publer_sync.errors import Invalid, UsageProblem
from publer_sync.media.thumbnails import Thumbnails, thumbnails
from publer_sync.state.aside import FOLDER
from publer_sync.state.whole_file import write_whole
from publer_sync.workflows.validate import Validated

DEFAULT = f"{FOLDER}/preview.html"
"""Where the page goes, in the project, if nobody says otherwise."""


def pictures_for(found: Validated, project: Project) -> Thumbnails:
    """Small copies of the pictures of all posts; raises Invalid where there is nothing to show."""
    if not found.posts and not found.diagnostics:
        raise Invalid(
            "There is nothing to preview: the files want no posts.",
            where=str(project.root / project.content),
            hint="write a post file there; docs/post-files.md shows how",
        )
    return thumbnails(found.posts, project.root)


def save_page(html: str, path: Path) -> None:
    """Writes the page whole or not at all; raises UsageProblem where that cannot be done."""
    try:
        if path.parent.name == FOLDER:
            path.parent.mkdir(exist_ok=True)
        write_whole(path, html)
    except OSError as error:
        raise UsageProblem(
            "The preview cannot be written.",
            where=str(path),
            why=error.strerror or str(error),
            hint="choose another file with -o",
        ) from None
