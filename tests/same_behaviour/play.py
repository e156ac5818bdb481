"""Play scenes with whichever `publer_sync` is on the path: `python play.py SCENES.json RESULTS.json`.

This file runs with two versions of the product, so it imports nothing else of this repository and relies
only on what both have: the command line, the emulator on a socket, and its control calls.
"""

from __future__ import annotations

import base64
import importlib
import json
import mmap
import os
import pkgutil
import random
import shutil
import signal
import struct
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx

START = datetime(2036, 5, 1, 8, 0, tzinfo=UTC).timestamp()
REQUEST_SECONDS = 0.05
_SECONDS = struct.Struct("d")


class SharedClock:
    """Seconds since 1970 that the emulator and the forked command both see; they pass only in a sleep."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _SECONDS.size)
        self.set(START)

    def set(self, seconds: float) -> None:
        self._memory[:] = _SECONDS.pack(seconds)

    def seconds(self) -> float:
        return float(_SECONDS.unpack(self._memory[:])[0])

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    def sleep(self, seconds: float) -> None:
        self.set(self.seconds() + max(seconds, 0.000001 if seconds > 0 else 0.0))


class Wire:
    """WSGI middleware that records each API request and can act, or kill the command, at one of them."""

    def __init__(self, app: Callable[..., Iterable[bytes]], clock: SharedClock) -> None:
        self.app, self.clock = app, clock
        self.requests: list[list[Any]] = []
        self.child = 0
        self.kill_before = self.kill_after = -1
        self.actions: dict[int, Callable[[], object]] = {}

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith("/api/v1"):
            return self.app(environ, start_response)
        number = len(self.requests)
        if action := self.actions.pop(number, None):
            action()
        if number == self.kill_before:
            os.kill(self.child, signal.SIGKILL)
        self.clock.sleep(REQUEST_SECONDS)
        record = [
            environ["REQUEST_METHOD"],
            environ["PATH_INFO"],
            environ["QUERY_STRING"],
            _body(environ),
        ]
        self.requests.append(record)

        def start(status: str, *rest: Any) -> Any:
            record.append(status[:3])
            return start_response(status, *rest)

        answer = self.app(environ, start)
        if number == self.kill_after:
            os.kill(self.child, signal.SIGKILL)
        return answer


def _body(environ: dict[str, Any]) -> Any:
    """The JSON of a request, or the number of its bytes where it is an upload."""
    import io

    content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(content)
    with suppress(ValueError):
        return json.loads(content)
    return len(content)


class Stage:
    """A project folder, an emulator on a socket, and the steps of one scene played between them."""

    def __init__(self, root: Path, options: Mapping[str, str]) -> None:
        from publer_sync.emulator.app import create_app
        from publer_sync.emulator.server import Server

        self.root = root
        self.clock = SharedClock()
        app = create_app(options=options, clock=self.clock.seconds, sleep=self.clock.sleep)
        self.wire = Wire(app.wsgi_app, self.clock)
        self.server = Server(self.wire, "127.0.0.1", 0)
        self.control = httpx.Client(
            transport=httpx.WSGITransport(app=app), base_url="http://127.0.0.1"
        )

    def close(self) -> None:
        self.control.close()
        # The server looks once a second if it is to end; the next scene need not wait for that.
        threading.Thread(target=self.server.close).start()

    def play(self, step: Mapping[str, Any]) -> Any:
        kind = step["do"]
        return getattr(self, f"do_{kind}")(
            **{key: value for key, value in step.items() if key != "do"}
        )

    def do_write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            is_binary = text.startswith("base64:")
            path.write_bytes(base64.b64decode(text[7:]) if is_binary else text.encode())

    def do_remove(self, name: str) -> None:
        (self.root / name).unlink()

    def do_rename(self, name: str, to: str) -> None:
        (self.root / name).rename(self.root / to)

    def do_advance(self, seconds: float) -> None:
        self.clock.sleep(seconds)

    def do_control(self, method: str, path: str, body: Any = None, words: str = "") -> int:
        """Send a control call; `ID` in the path is the id of the post that has these words."""
        if words:
            posts = self.control.get("/_emulator/posts").json()
            ids = [
                post["id"]
                for post in posts
                if words in (post["text"] or "") and post["state"] != "deleted"
            ]
            if not ids:
                return 0
            path = path.replace("ID", sorted(ids)[0])
        answer = self.control.request(method, f"/_emulator/{path}", json=body)
        return answer.status_code

    def do_run(
        self,
        words: list[str],
        kill_before: int = -1,
        kill_after: int = -1,
        meanwhile: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Run a command in a forked process and return everything that it did."""
        self.wire.requests = []
        self.wire.kill_before, self.wire.kill_after = kill_before, kill_after
        self.wire.actions = {
            int(number): partial(self.play, step) for number, step in (meanwhile or {}).items()
        }
        out, err = self.root.parent / "stdout", self.root.parent / "stderr"
        words = [self._with_id(word) for word in words]
        self.wire.child = child = os.fork()
        if child == 0:
            self._command(words, out, err)
        _, status = os.waitpid(child, 0)
        state = self.root / ".publer-sync/state.json"
        return {
            "words": words,
            "exit": os.waitstatus_to_exitcode(status),
            "requests": self.wire.requests,
            "out": out.read_text(encoding="utf-8"),
            "err": err.read_text(encoding="utf-8"),
            "state": _json_or_text(state),
            "files": sorted(
                str(p.relative_to(self.root)) for p in self.root.rglob("*") if p.is_file()
            ),
            "seconds": round(self.clock.seconds() - START, 3),
        }

    def _with_id(self, word: str) -> str:
        """`ID:words` becomes the id of the post that has these words."""
        if not word.startswith("ID:"):
            return word
        posts = self.control.get("/_emulator/posts").json()
        return next(
            (post["id"] for post in posts if word[3:] in (post["text"] or "")), "no-such-post"
        )

    def _command(self, words: list[str], out: Path, err: Path) -> None:
        """Be the command, and end this process with its exit code."""
        code = 70
        try:
            for stream, path in ((1, out), (2, err)):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
            sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
            seeded = random.Random(len(self.wire.requests))
            os.urandom = seeded.randbytes
            random.seed(0)
            os.chdir(self.root)
            os.environ |= {
                "PUBLER_API_URL": f"{self.server.url}/api/v1",
                "PUBLER_API_KEY": "emulator-key",
                "COLUMNS": "100",
                "HOME": str(self.root.parent),
                "GIT_CEILING_DIRECTORIES": str(self.root.parent),
            }
            from publer_sync.cli.global_options import Time
            from publer_sync.cli.main import main

            code = main(words, time=Time(self.clock.now, self.clock.seconds, self.clock.sleep))
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


def _json_or_text(path: Path) -> Any:
    if not path.exists():
        return None
    text = path.read_text(encoding="utf-8")
    with suppress(ValueError):
        return json.loads(text)
    return text


def play(scene: Mapping[str, Any]) -> dict[str, Any]:
    """Play one scene; the result holds each run and the posts that are in Publer at the end."""
    folder = Path(tempfile.mkdtemp(prefix="scene-"))
    root = folder / "project"
    root.mkdir()
    stage = Stage(root, scene.get("options", {}))
    try:
        steps = [stage.play(step) for step in scene["steps"]]
        runs = [result for result in steps if isinstance(result, dict)]
        posts = stage.control.get("/_emulator/posts").json()
        text = json.dumps({"runs": runs, "posts": posts})
        text = text.replace(str(folder), "FOLDER").replace(stage.server.url, "http://emulator")
        result: dict[str, Any] = json.loads(text)
        return result
    finally:
        stage.close()
        shutil.rmtree(folder, ignore_errors=True)


def _load_everything() -> None:
    """Import the commands before the first fork, so that no child has to."""
    package = importlib.import_module("publer_sync.cli")
    for module in pkgutil.walk_packages(package.__path__, "publer_sync.cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def main() -> None:
    warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside the threads of the server
    scenes = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    os.environ |= {"NO_COLOR": "1", "TZ": "UTC"}
    for name in [name for name in os.environ if name.startswith(("PUBLER_", "GITHUB_"))]:
        del os.environ[name]
    _load_everything()
    results = {}
    for scene in scenes:
        try:
            results[scene["name"]] = play(scene)
        except Exception as error:  # noqa: BLE001 - a scene that cannot be played is a result, too
            results[scene["name"]] = {"runs": [], "posts": [], "broken": repr(error)}
    Path(sys.argv[2]).write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main()
