"""One variant from its files to what came of it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from tests.mutations.judging import UnfitError, judge
from tests.mutations.publishing import publish
from tests.mutations.stage import Stage, looked_at
from tests.mutations.variants import Variant

PATIENCE = 5.0
"""Seconds of this process that one variant may take."""


class Trial:
    """Try variants in one project; every so many of the valid ones are applied as well."""

    def __init__(self, root: Path, *, publish_every: int) -> None:
        self.stage = Stage(root)
        self.publish_every = publish_every
        self.valid = 0

    def of(self, variant: Variant) -> str:
        """How the variant ended; raises whatever should not happen."""
        files = variant.files()
        begun = time.process_time()
        with self.stage.with_files(files) as root:
            validated = looked_at(root)
            judge(validated, root)
            if not validated.ok:
                end = "with findings"
            elif not validated.posts:
                end = "without posts"
            else:
                end = f"valid, {self._published(root)}"
        if time.process_time() - begun > PATIENCE:
            raise UnfitError(f"took {time.process_time() - begun:.1f} s")
        return end

    def _published(self, root: Path) -> str:
        self.valid += 1
        if self.valid % self.publish_every:
            return "not applied"
        shutil.rmtree(root / ".publer-sync" / "state", ignore_errors=True)
        for file in (root / ".publer-sync").glob("state*"):
            file.unlink() if file.is_file() else None
        return publish(root)
