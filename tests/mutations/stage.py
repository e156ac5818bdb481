"""A project on disk in which one variant after the other is tried."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publer_sync.workflows.validate import ValidationResult, validate
from tests.mutations.examples import EXAMPLES, examples
from tests.mutations.kinds_of_trees import Files


class Stage:
    """The examples' project file, defaults and media; a variant brings the post files it is about."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._rest: Files = {file: examples().raw[file] for file in examples().base}
        self._rest |= {file: (EXAMPLES / file).read_bytes() for file in examples().media}
        for file in self._rest:
            self._restore(file)

    @contextmanager
    def with_files(self, files: Files) -> Iterator[Path]:
        """The project with these files, until the block ends."""
        try:
            for file, content in files.items():
                self._put(file, content)
            yield self.root
        finally:
            for file in files:
                self._restore(file)

    def _put(self, file: str, content: bytes | None) -> None:
        path = self.root / file
        if content is None:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            return
        if path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _restore(self, file: str) -> None:
        """What the project has there without any variant; everything below, if it is a folder."""
        self._put(file, None)
        for each, content in self._rest.items():
            if each == file or each.startswith(f"{file}/"):
                self._put(each, content)


def looked_at(root: Path) -> ValidationResult:
    """What `publer-sync validate` finds."""
    return validate(root, environment=None, environ={})
