"""Web address of the project's files, from options or from GitHub Actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publer_sync.cli.global_options import Settings
from publer_sync.errors import InvalidUsageError

if TYPE_CHECKING:
    from publer_sync.render.markdown.links import Links


def checkout_prefix(settings: Settings, root: Path) -> str:
    """The way from the root of a checkout on GitHub to the project; empty elsewhere."""
    workspace = settings.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return ""
    root, top = root.resolve(), Path(workspace).resolve()
    inner = root.relative_to(top).as_posix() if root.is_relative_to(top) else "."
    return "" if inner == "." else f"{inner}/"


def links_of(settings: Settings, root: Path, repository: str | None, commit: str | None) -> Links:
    """Links to lines of the checked-out files, where it is known where those are on the web."""
    from publer_sync.render.markdown.links import Links
    from publer_sync.workflows.git import commit_of, prefix_of

    location = (repository or _repository(settings) or "").rstrip("/") or None
    if location is None:
        return Links()
    prefix = checkout_prefix(settings, root)
    if "GITHUB_WORKSPACE" not in settings.environ:
        prefix = prefix_of(root)
    try:
        return Links(repository=location, commit=commit or commit_of(root), prefix=prefix)
    except ValueError as error:
        raise InvalidUsageError(
            "Links cannot lead there.",
            location=f"{location} {commit or ''}".rstrip(),
            reason=str(error),
            hint="fix --repository or --commit, or leave them out for plain places",
        ) from error


def _repository(settings: Settings) -> str | None:
    """The repository whose workflow this is, as GitHub Actions tells every step."""
    server = settings.environ.get("GITHUB_SERVER_URL")
    name = settings.environ.get("GITHUB_REPOSITORY")
    return f"{server}/{name}" if server and name else None
