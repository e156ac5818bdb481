"""Runs `publer-sync plan` in a project against an emulator, and prints how much of our code took part.

Counted are modules with a function that ran, and functions, from the import of the command to its end. The
bodies of classes are not functions, nor are comprehensions: newer Pythons run those in the function around.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import httpx

from publer_sync.emulator.app import create_app
from publer_sync.emulator.server import start
from publer_sync.emulator.store.seed import API_KEY
from tests.support.shop import NOW, environment

PACKAGE = Path(__file__).parents[2] / "publer_sync"
COMPREHENSIONS = {"<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"}


def main(root: str, *, listed: bool) -> int:
    """Runs the plan; `listed` also names each function on stderr."""
    ran: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and is_counted(code.co_filename, code.co_name, code.co_flags):
            ran.add((code.co_filename, code.co_qualname))

    with start(create_app()) as server:
        httpx.post(f"{server.url}/_emulator/clock", json={"now": NOW}).raise_for_status()
        os.environ.clear()
        os.environ.update(environment(server.url, API_KEY))
        for name in [name for name in sys.modules if is_product(name)]:
            del sys.modules[name]  # what the emulator loaded would be loaded without being seen
        sys.setprofile(note)
        command = importlib.import_module("publer_sync.cli.main")
        code = int(command.main(["-C", root, "--now", NOW, "plan"]))
        sys.setprofile(None)
    names = [f"{Path(file).relative_to(PACKAGE)}\t{name}\n" for file, name in sorted(ran)]
    sys.stderr.writelines(names if listed else ())
    sys.stdout.write(f"{len({file for file, _ in ran})} {len(ran)}\n")
    return code


def is_counted(file: str, name: str, flags: int) -> bool:
    path = Path(file)
    own = path.is_relative_to(PACKAGE) and not path.is_relative_to(PACKAGE / "emulator")
    return own and bool(flags & inspect.CO_OPTIMIZED) and name not in COMPREHENSIONS


def is_product(name: str) -> bool:
    return name.startswith("publer_sync") and not name.startswith("publer_sync.emulator")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], listed="--list" in sys.argv))
