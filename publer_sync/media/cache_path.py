"""Where facts of media are remembered between runs: among the caches of the user, outside the project.

What lies inside a project may have come with somebody's commit, and would then say of a file what that
person likes.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path

_APPLICATION = "publer-sync"


def cache_file(root: Path) -> Path | None:
    """The file for the project in `root`; None for a user that has no home."""
    folder = user_cache_path(_APPLICATION, appauthor=False)
    if not folder.is_absolute():
        return None
    project = sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    return folder / "media-facts" / f"{project}.json"
