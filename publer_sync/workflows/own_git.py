"""What git says of the repository that the project stands in, also within a hook of another one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from publer_sync.state.git_command import OF_ONE_REPOSITORY


def git_says(root: Path, *words: str, seconds: float) -> str | None:
    """The output of a git command that only reads; None if it fails or takes longer than that."""
    own = {name: value for name, value in os.environ.items() if name not in OF_ONE_REPOSITORY}
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            text=True,
            errors="replace",
            env=own,
            check=False,
            timeout=seconds,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
