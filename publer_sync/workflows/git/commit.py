"""What git says of the checkout: its commit, for the record of a plan, and the project's place in it."""

from __future__ import annotations

from pathlib import Path

from publer_sync.workflows.git.run import git_says


def commit_of(root: Path) -> str | None:
    """The full hash of HEAD, or None outside a git repository."""
    return _asked(root, "--verify", "--quiet", "HEAD")


def prefix_of(root: Path) -> str:
    """The way from the root of the checkout to this folder, with a `/` at its end unless it is empty."""
    return _asked(root, "--show-prefix") or ""


def _asked(root: Path, *words: str) -> str | None:
    said = git_says(root, "rev-parse", *words, seconds=10)
    return said.strip() or None if said else None
