"""Questions to git about the project's repository, also within a hook of another one.

Its commit, for the record of a plan, the project's place in the checkout, and files that a sparse checkout
leaves out.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from publer_sync.errors import PlanRefusedError
from publer_sync.state.git.command import NOT_FOR_GIT, ONLY_OURS


def commit_of(root: Path) -> str | None:
    """The full hash of HEAD, or None outside a git repository."""
    return _asked(root, "--verify", "--quiet", "HEAD")


def prefix_of(root: Path) -> str:
    """The way from the root of the checkout to this folder, with a `/` at its end unless it is empty."""
    return _asked(root, "--show-prefix") or ""


def _asked(root: Path, *words: str) -> str | None:
    message = git_output(root, "rev-parse", *words, seconds=10)
    return message.strip() or None if message else None


_SKIPPED = "S "


def checkout_obstacle(root: Path, files: Iterable[str]) -> frozenset[str]:
    """Those of the files (relative to `root`) that a sparse checkout leaves out.

    Their absence says nothing about them. Raises PlanRefusedError if git knows and does not say so.
    """
    requested = frozenset(files)
    if not requested:
        return frozenset()
    message = git_output(root, "ls-files", "-t", "-z", seconds=30, insist=True)
    listed = (message or "").split("\0")
    left_out = {line.removeprefix(_SKIPPED) for line in listed if line.startswith(_SKIPPED)}
    return requested & left_out


def is_tracked(root: Path, file: str) -> bool:
    """Return whether git has the file (relative to `root`) in its index, so that the next commit carries
    it."""
    return bool(git_output(root, "ls-files", "-z", "--", file, seconds=10))


def git_output(root: Path, *words: str, seconds: float, insist: bool = False) -> str | None:
    """The output of a git command that only reads; None if it fails or takes longer than that.

    With `insist`, raises PlanRefusedError where there is a repository that git says nothing of.
    """
    own = {name: value for name, value in os.environ.items() if name not in NOT_FOR_GIT}
    try:
        process = subprocess.run(
            ["git", *ONLY_OURS, "-C", str(root), *words],
            capture_output=True,
            text=True,
            errors="replace",
            env={**own, "LC_ALL": "C"},
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        if insist:
            raise _silent(root, f"it did not end within {seconds:.0f} s") from None
        return None
    except OSError:
        return None
    if process.returncode == 0:
        return process.stdout
    if insist and "not a git repository" not in process.stderr:
        raise _silent(root, " ".join(process.stderr.split()))
    return None


def _silent(root: Path, reason: str) -> PlanRefusedError:
    return PlanRefusedError(
        "git does not say which files of the project are checked out.",
        location=str(root),
        reason=f"{reason}; files that are only not checked out must not look like removed ones",
        hint="fix what git says; a folder of another owner is trusted after "
        f"`git config --global --add safe.directory {root}`. Nothing was changed",
    )
