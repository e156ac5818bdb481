"""Small projects on disk, and short words for what was found in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from publer_sync.config.load import load_project
from publer_sync.config.project import Project
from publer_sync.content.load import LoadedContent, load_posts
from publer_sync.diagnostics import Diagnostic

PROJECT = """\
version: 1
workspace: 61a7c2e4f9e8c3b2d1e0f9a8
timezone: Europe/Rome
accounts:
  shop-x: {id: 63c675b54e299e9cf2b667ea, network: twitter}
  shop-linkedin: {id: 650170394e299e33b427c2ff, network: linkedin, type: in_page}
  shop-instagram: {id: 64b0f1e2d3c4b5a697880104, network: instagram}
groups:
  everywhere: [shop-x, shop-linkedin]
"""

ENTRY = """\
accounts: [shop-x]
schedule: 2036-12-01 09:00
text: We have launched.
"""


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their relative paths; returns the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def write_project(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """A project with three accounts and a group, and the given files; returns the folder."""
    return write_files(folder, {"publer-sync.yaml": PROJECT, **(files or {})})


def project_in(folder: Path) -> Project:
    """The project of a folder, which must be valid."""
    project, diagnostics = load_project(folder)
    assert project, shown(diagnostics)
    return project


def content_of(folder: Path, files: Mapping[str, str | bytes]) -> LoadedContent:
    """What the files of a new project say."""
    return load_posts(project_in(write_project(folder, files)))


def shown(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """`file:line:column rule: message` of each finding."""
    return [
        f"{found.location.file}:{found.location.line}:{found.location.column} "
        f"{found.rule}: {found.message}"
        for found in diagnostics
        if found.location
    ]
