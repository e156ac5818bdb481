"""Preview: whether there is anything to show, and the page on the disk."""

from __future__ import annotations

from pathlib import Path

from publer_sync.config.project import Project
from publer_sync.errors import InvalidProjectError, InvalidUsageError
from publer_sync.state.atomic_write import write_output
from publer_sync.state.backups import FOLDER, ensure_inside
from publer_sync.workflows.validate import ValidationResult

DEFAULT = f"{FOLDER}/preview.html"
"""Where the page goes, in the project, if no one says otherwise."""

_HOW_TO_BEGIN = (
    "write one there, such as `first.yaml` with the keys `accounts: [{alias}]`, "
    "`schedule: 2036-12-01 09:00` and `text: Hello.`; docs/post-files.md has the others"
)


def ensure_content(validation: ValidationResult, project: Project) -> None:
    """Raise InvalidProjectError where there is nothing to show: no post, and no error that keeps one away."""
    if not validation.posts and validation.ok:
        raise InvalidProjectError(
            "There is nothing to preview: the files want no posts.",
            location=str(project.root / project.content),
            hint=_HOW_TO_BEGIN.format(alias=next(iter(project.accounts), "shop-x")),
        )


def save_page(html: str, path: Path) -> None:
    """Write the page whole or not at all; raise InvalidUsageError where that cannot be done."""
    try:
        if path.parent.name == FOLDER:
            ensure_inside(path.parent.parent)
            path.parent.mkdir(exist_ok=True)
        write_output(path, html, mark=" – preview</title>")
    except OSError as error:
        raise InvalidUsageError(
            "The preview cannot be written.",
            location=str(path),
            reason=error.strerror or str(error),
            hint="choose another file with -o",
        ) from None
