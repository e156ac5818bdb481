"""Run `publer-sync plan` or `apply` against an emulator, and print how much of our code took part.

Of a plan: modules with a function that ran, and functions, from the import of the command to its end. The
bodies of classes are not functions, nor are comprehensions: newer Pythons run those in the function around.
Of an apply: the frames below the first request that writes, from the command down; the module that calls
httpx counts once.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from pathlib import Path
from traceback import walk_stack
from types import FrameType
from typing import Any

import httpx

from publer_sync.emulator.app import create_app
from publer_sync.emulator.server import start
from publer_sync.emulator.store.seed import API_KEY
from tests.support.shop import NOW, environment

PACKAGE = Path(__file__).parents[2] / "publer_sync"
COMPREHENSIONS = {"<listcomp>", "<dictcomp>", "<setcomp>", "<genexpr>"}


def main(verb: str, root: str, *, listed: bool) -> int:
    """Run the command; `listed` also names what was counted, on stderr."""
    with start(create_app()) as server:
        httpx.post(f"{server.url}/_emulator/clock", json={"now": NOW}).raise_for_status()
        os.environ.clear()
        os.environ.update(environment(server.url, API_KEY))
        for name in [name for name in sys.modules if is_product(name)]:
            del sys.modules[name]  # what the emulator loaded would be loaded without being seen
        code, counted = traced_plan(root) if verb == "plan" else traced_apply(root)
    names = [f"{Path(file).relative_to(PACKAGE)}\t{name}\n" for file, name in counted]
    sys.stderr.writelines(names if listed else ())
    sys.stdout.write(f"{len({file for file, _ in counted})} {len(counted)}\n")
    return code


def traced_plan(root: str) -> tuple[int, list[tuple[str, str]]]:
    """The exit code, and file and name of each function that ran."""
    ran: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and is_counted(code.co_filename, code.co_name, code.co_flags):
            ran.add((code.co_filename, code.co_qualname))

    sys.setprofile(note)
    code = importlib.import_module("publer_sync.cli.main").main(["-C", root, "--now", NOW, "plan"])
    sys.setprofile(None)
    return int(code), sorted(ran)


def traced_apply(root: str) -> tuple[int, list[tuple[str, str]]]:
    """The exit code, and the frames below the first write, from the inside out."""
    first: list[tuple[str, str]] = []
    send = httpx.Client.stream

    def note(client: httpx.Client, method: str, url: Any, **options: Any) -> Any:
        if method == "POST" and not first:
            for frame, _ in walk_stack(None):
                code, seen = frame.f_code, {file for file, _ in first}
                again = code.co_filename in seen and code.co_filename.endswith("session.py")
                if not again and is_counted(code.co_filename, code.co_name, code.co_flags):
                    first.append((code.co_filename, code.co_qualname))
        return send(client, method, url, **options)

    httpx.Client.stream = note  # type: ignore[method-assign, assignment]
    command = importlib.import_module("publer_sync.cli.main")
    code = command.main(["-C", root, "--now", NOW, "apply", "--auto-approve"])
    return int(code), first


def is_counted(file: str, name: str, flags: int) -> bool:
    path = Path(file)
    own = path.is_relative_to(PACKAGE) and not path.is_relative_to(PACKAGE / "emulator")
    return own and bool(flags & inspect.CO_OPTIMIZED) and name not in COMPREHENSIONS


def is_product(name: str) -> bool:
    return name.startswith("publer_sync") and not name.startswith("publer_sync.emulator")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], listed="--list" in sys.argv))
