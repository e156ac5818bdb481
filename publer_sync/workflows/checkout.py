"""Which files git knows and was told not to check out: their absence says nothing about them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

_SKIPPED = "S "


def not_checked_out(root: Path, files: Iterable[str]) -> frozenset[str]:
    """Those of the files (relative to `root`) that a sparse checkout leaves out."""
    wanted = frozenset(files)
    if not wanted:
        return frozenset()
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-t", "-z"],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    listed = done.stdout.split("\0") if done.returncode == 0 else []
    left_out = {line.removeprefix(_SKIPPED) for line in listed if line.startswith(_SKIPPED)}
    return wanted & left_out
