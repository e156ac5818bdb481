"""A bare repository and clones of it, as a team has them, in folders of the test."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

QUIET = {
    **os.environ,
    "GIT_AUTHOR_NAME": "Anna",
    "GIT_AUTHOR_EMAIL": "anna@example.com",
    "GIT_COMMITTER_NAME": "Anna",
    "GIT_COMMITTER_EMAIL": "anna@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder: Path, *args: str) -> str:
    """Run git as a person would; a failure is the test's."""
    done = subprocess.run(
        ["git", "-C", str(folder), *args], env=QUIET, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def bare_repository(path: Path) -> Path:
    """A repository on a server, empty."""
    path.mkdir(parents=True)
    git(path, "init", "--bare", "--quiet", "--initial-branch=main")
    return path


def clone(origin: Path, path: Path, *options: str) -> Path:
    """A clone, which an empty repository gets its first commit from."""
    git(origin.parent, "clone", "--quiet", *options, origin.as_uri(), str(path))
    if not git(path, "branch", "--remotes"):
        (path / "README").write_text("Posts.\n")
        git(path, "add", "README")
        git(path, "commit", "--quiet", "--message=Begin")
        git(path, "push", "--quiet", "origin", "HEAD:main")
    return path
