"""The page of a preview from files that were read: as text for a file, or served while they are edited."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from publer_sync.cli.global_options import Settings
from publer_sync.cli.project_context import now_for, validate_project
from publer_sync.config.project import PROJECT_FILE, Project, find_project
from publer_sync.errors import InvalidUsageError, PublerSyncError
from publer_sync.media.thumbnails import thumbnails
from publer_sync.model.media_walk import every_medium
from publer_sync.render.diagnostics.text import diagnostics_text
from publer_sync.render.preview.html import notice_html, preview_html
from publer_sync.render.preview.inputs import ComparedPlan, PreviewInput
from publer_sync.render.preview.page import page_of
from publer_sync.render.text.error import error_text
from publer_sync.workflows.preview.page import ensure_content
from publer_sync.workflows.preview.server import BuiltPage, LivePreview, Server
from publer_sync.workflows.validate import ValidationResult


def html_of(
    settings: Settings,
    project: Project,
    validation: ValidationResult,
    *,
    compared: ComparedPlan | None = None,
    version: str | None = None,
) -> str:
    """The page as text; raises InvalidProjectError where the files have nothing to show and Publer was not
    asked."""
    if compared is None:
        ensure_content(validation, project)
    subject = PreviewInput(
        title=project.root.name,
        zone=project.timezone,
        now=now_for(settings, project),
        posts=validation.posts,
        accounts=project.accounts,
        thumbnails=thumbnails(validation.posts, project.root),
        findings=validation.diagnostics,
        lines=validation.lines.of(validation.diagnostics),
        compared=compared,
    )
    return preview_html(page_of(subject), version=version)


_WIDTH = 100
_MISSING = "media-not-found"


def serve_preview(settings: Settings, port: int) -> None:
    """Serve the page on this machine, made again when a file has changed, until it is stopped."""
    root = find_project(settings.directory)
    live = LivePreview(lambda version: _made(settings, root, version))
    try:
        server = Server(live, port)
    except OSError as error:
        raise InvalidUsageError(
            f"Port {port} cannot be used.",
            location="--port",
            reason=error.strerror or str(error),
            hint="choose another one, or 0 for any free one",
        ) from None
    with server, suppress(KeyboardInterrupt):
        settings.data(f"The preview is at {server.url} and follows what you write.")
        settings.talk("Stop it with Ctrl-C.")
        server.serve_forever(poll_interval=0.2)


def _made(settings: Settings, root: Path, version: str) -> BuiltPage:
    """The page, or what keeps it from being made."""
    sources = [root / PROJECT_FILE]
    try:
        validation = validate_project(settings)
        if validation.project is None:
            lines = validation.lines.of(validation.diagnostics)
            message = diagnostics_text(
                validation.diagnostics, lines=lines, color=False, width=_WIDTH
            )
            return BuiltPage(notice_html(message, version=version), tuple(sources))
        sources += _sources(root, validation)
        return BuiltPage(
            html_of(settings, validation.project, validation, version=version), tuple(sources)
        )
    except PublerSyncError as error:
        message = error_text(error, color=False, width=_WIDTH)
        return BuiltPage(notice_html(message, version=version), tuple(sources))


def _sources(root: Path, validation: ValidationResult) -> list[Path]:
    content = validation.project.content if validation.project else ""
    awaited = any(each.rule == _MISSING for each in validation.diagnostics)  # it may come anywhere
    media = (item.file for post in validation.posts for item in every_medium(post))
    return [
        root if awaited else root / content,
        *(root / file for file in dict.fromkeys(media) if file),
    ]
