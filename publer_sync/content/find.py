"""Post files, folder defaults and what is left over, in a fixed order; nothing is opened."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from publer_sync.model.network import MediaKind

MARKDOWN = frozenset({".md", ".markdown"})
YAML = frozenset({".yaml", ".yml"})
DEFAULTS = ("_defaults.yaml", "_defaults.yml")


@dataclass(slots=True)
class ContentFiles:
    """Paths relative to the project, with `/`. `defaults` has the file of each folder that has one.

    `skipped` are files that could have been meant as posts, and links to folders.
    """

    posts: list[str] = field(default_factory=list)
    defaults: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def find_files(root: Path, content: str) -> ContentFiles:
    """Everything below the content folder, sorted by path.

    Names with a leading `.` or `_` are private, `README.md` is for people, and links to folders are
    not followed.
    """
    files = ContentFiles()

    def note(failure: OSError) -> None:
        folder = Path(failure.filename or content)
        if not isinstance(failure, FileNotFoundError) and folder.is_relative_to(root):
            files.unreadable.append(folder.relative_to(root).as_posix())

    for at, folders, names in os.walk(root / content, onerror=note):
        folder = Path(at).relative_to(root).as_posix()
        prefix = "" if folder == "." else f"{folder}/"
        links = [name for name in folders if Path(at, name).is_symlink()]
        files.skipped += (prefix + name for name in links if not _is_private(name))
        folders[:] = sorted(n for n in folders if not _is_private(n) and n not in links)
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if name in DEFAULTS and folder not in files.defaults:
                files.defaults[folder] = prefix + name
            elif (_is_private(name) and name not in DEFAULTS) or name.lower() == "readme.md":
                continue
            elif suffix in MARKDOWN | YAML and not _is_private(name):
                files.posts.append(prefix + name)
            elif suffix not in KINDS:
                files.skipped.append(prefix + name)
    files.posts.sort()
    files.skipped.sort()
    return files


def _is_private(name: str) -> bool:
    return name.startswith((".", "_"))


# What kind of medium a file is, by its suffix.

_SUFFIXES = {
    MediaKind.PHOTO: (".jpg", ".jpeg", ".png", ".webp"),
    MediaKind.GIF: (".gif",),
    MediaKind.VIDEO: (".mp4", ".mov", ".avi", ".webm", ".m4v"),
    MediaKind.DOCUMENT: (".pdf", ".doc", ".docx", ".ppt", ".pptx"),
}
KINDS = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes}
