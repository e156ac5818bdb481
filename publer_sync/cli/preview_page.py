"""The page of a preview from files that were read: for a file, or for the server."""

from __future__ import annotations

from publer_sync.cli.global_options import Settings
from publer_sync.cli.project_context import now_for
from publer_sync.config.project import Project
from publer_sync.media.thumbnails import thumbnails
from publer_sync.render.preview.html import preview_html
from publer_sync.render.preview.inputs import Compared, Subject
from publer_sync.render.preview.page import page_of
from publer_sync.workflows.preview.page import insist_on_content
from publer_sync.workflows.validate import Validated


def html_of(
    settings: Settings,
    project: Project,
    found: Validated,
    *,
    compared: Compared | None = None,
    version: str | None = None,
) -> str:
    """The page as text; raises Invalid where the files have nothing to show and Publer was not asked."""
    if compared is None:
        insist_on_content(found, project)
    subject = Subject(
        title=project.root.name,
        zone=project.timezone,
        now=now_for(settings, project),
        posts=found.posts,
        accounts=project.accounts,
        thumbnails=thumbnails(found.posts, project.root),
        findings=found.diagnostics,
        lines=found.lines.of(found.diagnostics),
        compared=compared,
    )
    return preview_html(page_of(subject), version=version)
