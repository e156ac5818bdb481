"""Which files git knows and was told not to check out: their absence says nothing about them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from publer_sync.workflows.git.run import git_says

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
