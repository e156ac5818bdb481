"""The process that looks into videos and documents: it may crash or hang, and nothing else goes with it.

It reads requests and writes facts, one JSON object a line. Memory is limited, and while a video is
looked into no other file and no connection can be opened, where the system can see to that: videos can
refer to both, and MediaInfo can follow. What reads documents is Python and follows nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from publer_sync.media.formats import VIDEOS
from publer_sync.media.hashing import identity
from publer_sync.media.messages import CHANGED
from publer_sync.media.probe import facts_in
from publer_sync.media.probe_video import LibraryMissingError, open_library
from publer_sync.model.media import MediaFacts

MEMORY = 1 << 30
"""Bytes of address space; libraries that are only mapped count too."""

READY = "ready"
"""The first line: whoever does not hear it knows that the process could not begin."""


def serve() -> None:
    """Answers requests until there are no more."""
    _limit_memory()
    with open(0, encoding="utf-8") as requests, open(1, "w", encoding="utf-8") as answers:  # noqa: PTH123
        answers.write(READY + "\n")
        answers.flush()
        for line in requests:
            answers.write(json.dumps(_answer(json.loads(line))) + "\n")
            answers.flush()


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    format_ = request["format"]
    try:
        if format_ in VIDEOS:
            open_library()
        with Path(request["path"]).open("rb") as file:
            result = os.fstat(file.fileno())
            if identity(result) != request["identity"]:
                return asdict(MediaFacts(bytes=result.st_size, problem=CHANGED))
            with _nothing_else_opened() if format_ in VIDEOS else nullcontext():
                return asdict(facts_in(file, result.st_size, format_))
    except LibraryMissingError:
        return {"no_library": True}


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def _nothing_else_opened() -> Iterator[None]:
    """Lowers the limit of open files to those that are open; it cannot be had on Windows."""
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    probe = os.dup(0)
    os.close(probe)
    resource.setrlimit(resource.RLIMIT_NOFILE, (probe, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


if __name__ == "__main__":
    serve()
