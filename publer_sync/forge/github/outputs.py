"""Results of a step: outputs for later steps, and the summary of the job.

Both are files that the runner reads when the step has ended (actions/runner, `FileCommandManager.cs`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Value = str | int | bool | Path

LARGEST_SUMMARY = 1 << 20
"""Bytes of a summary; the runner drops a larger one, with an error."""

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_DRAWS = 8


def write_outputs(path: Path, values: Mapping[str, Value], new_id: Callable[[], str]) -> None:
    """Add outputs to GITHUB_OUTPUT. Values are short: a number, a word, the path of a file with more.

    Each stands between lines that no one can know: `new_id` gives a random text, such as a UUID. Raises
    ValueError for a name that is none, or if every such text is in the value already.
    """
    text = "".join(_output(name, _text(value), new_id) for name, value in values.items())
    _append(path, text)


def write_summary(path: Path, blocks: Sequence[str], more: Callable[[int], str]) -> int:
    """Add blocks of Markdown to GITHUB_STEP_SUMMARY and say how many of them did not fit.

    A block that would make it too large is left out as a whole; at the end `more` says how many were.
    """
    room = LARGEST_SUMMARY - (path.stat().st_size if path.exists() else 0)
    left_out = 0
    content: list[str] = []
    reserved = _size(more(len(blocks)))
    for block in blocks:
        if _size(block) <= room - reserved:
            content.append(block)
            room -= _size(block)
        else:
            left_out += 1
    if left_out and reserved <= room:
        content.append(more(left_out))
    _append(path, "".join(f"{block}\n\n" for block in content))
    return left_out


def _output(name: str, value: str, new_id: Callable[[], str]) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of an output")
    for _ in range(_DRAWS):
        delimiter = f"publer_sync_{new_id()}"
        if "\n" not in delimiter and delimiter not in value:
            return f"{name}<<{delimiter}\n{value}\n{delimiter}\n"
    raise ValueError(f"no line can end the output {name!r}")


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _size(block: str) -> int:
    return len(_bytes(block)) + 2


def _append(path: Path, text: str) -> None:
    with path.open("ab") as file:
        file.write(_bytes(text))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
