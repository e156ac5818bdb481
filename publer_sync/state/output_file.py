"""Writes a file that the user named, and never over one of another kind."""

from __future__ import annotations

from pathlib import Path

from publer_sync.state.whole_file import write_whole

HEAD = 8192
"""Bytes of what stands there that are looked at."""


def write_output(path: Path, text: str, *, mark: str) -> None:
    """Writes the text whole or not at all, where nothing is, an empty file, or an older one of its kind.

    Whatever else stands there is a post file, say, and stays: a name is mistyped soon. `mark` is a word
    that each file of the kind has at its beginning. Raises OSError.
    """
    found = b""
    # A link is replaced itself, whatever it leads to; opening a pipe would make us wait.
    if path.is_file() and not path.is_symlink():
        with path.open("rb") as file:
            found = file.read(HEAD)
    if found and mark.encode() not in found:
        raise OSError("there is a file of another kind, which stays")
    write_whole(path, text)
