"""Files of the project, and nothing else: what a post names must not leave the project folder."""

from __future__ import annotations

import os
import posixpath
import re
import stat
from functools import lru_cache
from pathlib import Path

from publer_sync.errors import PublerSyncError
from publer_sync.source.locate import brief

_WINDOWS = re.compile(r"[A-Za-z]:|.*\\", re.DOTALL)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


class PathError(PublerSyncError):
    """A path that leads out of the project, or to nothing that can be read.

    `outside` tells the first from the second.
    """

    def __init__(self, what: str, *, hint: str, outside: bool = False) -> None:
        super().__init__(what, hint=hint)
        self.outside = outside


def inside(root: Path, file: str, *, folder: str = "") -> Path:
    """The real path of a file of the project; raises PathError for anything else.

    `file` is written with `/` and relative to `folder`, which is relative to the project `root`.
    Symbolic links are followed first: what counts is where they lead.
    """
    _check_form(file)
    base = real_root(root)
    real = os.path.realpath(f"{base}/{folder}/{file}")
    if not real.startswith(base.rstrip(os.sep) + os.sep):
        hint = "only files inside the project can be used; copy it there"
        raise PathError(f"`{brief(file)}` is outside the project", hint=hint, outside=True)
    result = Path(real)
    try:
        mode = result.stat().st_mode
    except OSError:
        hint = _missing_hint(result, base, file, folder)
        raise PathError(f"there is no file `{brief(file)}`", hint=hint) from None
    if not stat.S_ISREG(mode):
        raise PathError(f"`{brief(file)}` is not a file", hint="name a single file")
    return result


def relative(root: Path, path: Path) -> str:
    """A real path as it is shown: relative to the project, with `/`."""
    return str(path)[len(real_root(root)) :].replace(os.sep, "/").lstrip("/")


@lru_cache(maxsize=64)
def real_root(root: Path) -> str:
    """The project folder with its own symbolic links resolved."""
    return os.path.realpath(root)


def _check_form(file: str) -> None:
    if not file or "\0" in file:
        raise PathError("the path is empty", hint="name a file, relative to this one")
    if _URL.match(file):
        hint = "save the file in the project and name it by its path"
        raise PathError(f"`{brief(file)}` is a URL, not a file", hint=hint)
    if _WINDOWS.match(file):
        hint = "write paths with `/` and relative to this file"
        raise PathError(f"`{brief(file)}` is a Windows path", hint=hint, outside=True)
    if file.startswith(("/", "~")):
        hint = "write the path relative to this file"
        raise PathError(f"`{brief(file)}` is an absolute path", hint=hint, outside=True)


def _missing_hint(path: Path, base: str, file: str, folder: str) -> str:
    """Names the file that differs only in case or suffix, if there is one."""
    try:
        near = _names_in(path.parent, path.parent.stat().st_mtime_ns)
    except OSError:
        near = {}
    name = near.get(path.name.lower()) or near.get(path.stem)
    if name:
        return f"did you mean `{_as_written(path.parent, name, f'{base}/{folder}', file)}`?"
    text = path.relative_to(base).as_posix()
    return f"paths are relative to this file; in the project it would be `{brief(text)}`"


def _as_written(parent: Path, name: str, start: str, file: str) -> str:
    """The path of a neighbour of `file` as it is in a file of the folder `start`."""
    text = posixpath.join(posixpath.dirname(file), name)
    if os.path.realpath(f"{start}/{posixpath.dirname(file)}") == str(parent):
        return text
    return Path(os.path.relpath(parent / name, os.path.realpath(start))).as_posix()


@lru_cache(maxsize=16)
def _names_in(folder: Path, changed: int) -> dict[str, str]:
    """The first thousand names of a folder, by lower case and by what stands before the suffix.

    Read once while the folder stays as it is (`changed`, in nanoseconds): many posts may miss a file of it.
    """
    results: dict[str, str] = {}
    for name in sorted(item.name for item in folder.iterdir())[:1000]:
        results.setdefault(name.lower(), name)
        results.setdefault(Path(name).stem, name)
    return results
