"""The commit that the files were checked out from, for the record of a plan."""

from __future__ import annotations

from pathlib import Path

from publer_sync.workflows.own_git import git_says


def commit_of(root: Path) -> str | None:
    """The full hash of HEAD, or None outside a git repository."""
    said = git_says(root, "rev-parse", "--verify", "--quiet", "HEAD", seconds=10)
    return said.strip() or None if said else None
