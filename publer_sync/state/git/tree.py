"""Files of a commit as a mapping, and such a mapping as a tree: without an index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from publer_sync.state.git.command import Git

Files = Mapping[str, str]
"""The id of the content by path."""


def files_of(git: Git, commit: str) -> dict[str, str]:
    """Every file of a commit."""
    listed = git.ask("ls-tree", "-r", "-z", "--full-tree", commit)
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: head.split()[2] for head, _, path in entries}


def tree_of(git: Git, files: Files) -> str:
    """The id of a tree with these files; folders become trees of their own."""
    folders: dict[str, dict[str, str]] = defaultdict(dict)
    lines = []
    for path, blob in files.items():
        folder, slash, rest = path.partition("/")
        if slash:
            folders[folder][rest] = blob
        else:
            lines.append(f"100644 blob {blob}\t{path}\0")
    lines += [f"040000 tree {tree_of(git, inner)}\t{name}\0" for name, inner in folders.items()]
    return git.ask("mktree", "-z", text="".join(lines)).strip()
