"""What git says of the checkout: its commit, for the record of a plan, and the project's place in it."""

from __future__ import annotations

import subprocess
from pathlib import Path


def commit_of(root: Path) -> str | None:
    """The full hash of HEAD, or None outside a git repository."""
    return _asked(root, "--verify", "--quiet", "HEAD")


def prefix_of(root: Path) -> str:
    """The way from the root of the checkout to this folder, with a `/` at its end unless it is empty."""
    return _asked(root, "--show-prefix") or ""


def _asked(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), "rev-parse", *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() or None if done.returncode == 0 else None
