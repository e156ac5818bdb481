"""Many short processes of the command, each forked from one that has imported everything already.

Starting Python and importing takes far longer than what most of them do. They are processes all the same:
each has an id, an environment and a folder of its own, and can be killed.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from tests.support.shop import PATIENCE, Done

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["publer_sync.cli.apply", "publer_sync.cli.project_context", "publer_sync.workflows.apply",
     "publer_sync.state.git.backend", "publer_sync.state.object_store.backend",
     "publer_sync.render.apply",
     "publer_sync.cli.plan", "publer_sync.render.plan.text", "publer_sync.execution.executor",
     "publer_sync.networks.check", "tests.support.forked", "tests.support.warm"]
)  # fmt: skip


@dataclass(frozen=True)
class Forked:
    """A command that runs; what it says goes to files."""

    process: ForkServerProcess
    folder: Path

    @property
    def pid(self) -> int:
        assert self.process.pid
        return self.process.pid

    def poll(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        return self.process.exitcode

    def ended(self) -> Done:
        """How it ends; one that takes too long is stuck, and that is raised."""
        self.process.join(PATIENCE)
        code = self.process.exitcode
        if code is None:
            self.process.kill()
            raise TimeoutError(self.folder)
        said = [(self.folder / name).read_text(encoding="utf-8") for name in ("out", "err")]
        self.process.close()
        shutil.rmtree(self.folder)
        return Done(code, *said)


def fork(words: Sequence[str], environ: Mapping[str, str], time: Path | None = None) -> Forked:
    """Start `publer-sync` with these words in an environment that is all of its own.

    `time` is the file of a clock that several processes share, instead of the real one.
    """
    folder = Path(tempfile.mkdtemp(prefix="publer-sync-forked-"))
    process = _CONTEXT.Process(target=_run, args=(tuple(words), dict(environ), folder, time))
    process.start()
    return Forked(process, folder)


def _run(words: Sequence[str], environ: Mapping[str, str], folder: Path, time: Path | None) -> None:
    from publer_sync.cli.global_options import SYSTEM  # noqa: PLC0415
    from publer_sync.cli.main import main  # noqa: PLC0415 - preloaded
    from tests.faults.shared_time import SharedTime  # noqa: PLC0415

    os.environ.clear()
    os.environ.update(environ)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT), number)
    raise SystemExit(main(words, time=SharedTime(time).source() if time else SYSTEM))
