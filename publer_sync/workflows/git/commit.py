"""What git says of the checkout: its commit, for the record of a plan, the project's place in
it, and files that a sparse checkout leaves out."""

from __future__ import annotations

from collections.abc import Iterable
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


# Which files git knows and was told not to check out: their absence says nothing about them.

_SKIPPED = "S "


def not_checked_out(root: Path, files: Iterable[str]) -> frozenset[str]:
    """Those of the files (relative to `root`) that a sparse checkout leaves out; raises Refused if git
    knows and does not say so."""
    wanted = frozenset(files)
    if not wanted:
        return frozenset()
    said = git_says(root, "ls-files", "-t", "-z", seconds=30, insist=True)
    listed = (said or "").split("\0")
    left_out = {line.removeprefix(_SKIPPED) for line in listed if line.startswith(_SKIPPED)}
    return wanted & left_out
