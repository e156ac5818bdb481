"""Files to text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publer_sync.diagnostics import Diagnostic
from publer_sync.source.text import MAX_BYTES, read_text


def read(folder: Path, raw: bytes) -> str:
    """The text, or `line:column rule: message` of what is wrong."""
    path = folder / "a.md"
    path.write_bytes(raw)
    text = read_text(path, "a.md")
    if isinstance(text, str):
        return text
    assert text.location and text.hint
    return f"{text.location.line}:{text.location.column} {text.rule}: {text.message}"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfhello", "hello"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"tab\there", "tab\there"),
        ("caffè ☕".encode(), "caffè ☕"),
        (b"one\nca\xe8", "2:3 file-encoding: byte 0xe8 is not UTF-8"),
        ("hello".encode("utf-16"), "1:1 file-encoding: the file is UTF-16"),
        (b"one\ntw\x00o", "2:3 file-encoding: control character U+0000 in the text"),
        (b"\x1b[31mred", "1:1 file-encoding: control character U+001B in the text"),
        (b"x" * (MAX_BYTES + 1), "1:1 file-too-large: the file is larger than 1 MiB"),
    ],
)
def test_read_text(tmp_path: Path, raw: bytes, expected: str) -> None:
    assert read(tmp_path, raw) == expected


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        found = read_text(path, "x.md")
        assert isinstance(found, Diagnostic)
        assert found.rule == "file-unreadable"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    make_pipe = getattr(os, "mkfifo", None)
    if make_pipe is None:
        pytest.skip("this system has no pipes with names")
    make_pipe(tmp_path / "a.md")

    found = read_text(tmp_path / "a.md", "a.md")

    assert isinstance(found, Diagnostic)
    assert found.rule == "file-unreadable"
    assert found.message == "cannot read the file: it is not a regular file"
