"""Installs what publer-sync needs into an environment of its own, and becomes publer-sync there.

`action.yml` starts it with `python -I`, and the checkout of whoever uses the action as working folder. That
may be the checkout of a pull request, so nothing in it is imported, run or read here, and nothing in the
environment of the job gets a say in what Python imports. Standard library only: nothing else is there yet.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

OLDEST = (3, 11)
SOURCE = Path(__file__).resolve().parents[1]
LOCK = SOURCE / "action" / "requirements.lock"
COMMAND = "ci"

WHERE_PACKAGES_ARE = {
    "PIP_CERT", "PIP_CLIENT_CERT", "PIP_DEFAULT_TIMEOUT", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS",
    "PIP_INDEX_URL", "PIP_NO_INDEX", "PIP_PROXY", "PIP_RETRIES", "PIP_TIMEOUT", "PIP_TRUSTED_HOST",
}  # fmt: skip
"""What a job may tell pip, as the machine's pip.conf may: a runner without internet has an index of its own.

It is safe because the lock file names the hashes of each package: an index can make the installation fail,
but not have anything else installed. What could (PIP_TARGET, PIP_REQUIREMENT, PIP_CONFIG_FILE, …) is dropped,
so there is no need for `--isolated`, which would drop these too.
"""

GIVEN_ON = {
    "PUBLER_SYNC_API_KEY": "PUBLER_API_KEY",
    "PUBLER_SYNC_API_URL": "PUBLER_API_URL",
    "PUBLER_SYNC_SIGNING_KEY": "PUBLER_SYNC_STATE_KEY",
    "PUBLER_SYNC_SIGNING_KEY_OLD": "PUBLER_SYNC_STATE_KEY_OLD",
}
"""Inputs that take the place of a variable of the job, unless they are empty."""

_NOT_THE_SAME = re.compile(r"DO NOT MATCH THE HASHES")
_NO_CONNECTION = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|NameResolution|ProxyError|SSLError"
    r"|Connection (?:broken|refused|reset)|Max retries exceeded|HTTP error|Network is unreachable"
    r"|from versions: none"  # all that is left to say where pip must not try again
)


class CannotStartError(Exception):
    """publer-sync cannot be started; `what` happened, a `hint` what to do, and what pip `said`."""

    def __init__(self, what: str, hint: str, said: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.said = said


def main(words: Sequence[str], environ: Mapping[str, str]) -> int:
    """Installs and becomes `publer-sync WORDS`; returns only where that cannot be done."""
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        check_python(sys.version_info[:2])
        python = environment(private_folder(environ), environ)
        become(python, words or [COMMAND], environ_of_command(environ, python))
    except CannotStartError as trouble:
        say(trouble)
        return 1
    except KeyboardInterrupt:
        return 130


def check_python(version: tuple[int, int]) -> None:
    """Raises CannotStartError for a Python that publer-sync does not run on."""
    if version < OLDEST:
        raise CannotStartError(
            f"publer-sync needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is"
            f" {version[0]}.{version[1]}.",
            "leave `python-path` out, or point it at a newer Python",
        )


def private_folder(environ: Mapping[str, str]) -> Path:
    """Where environments are put: RUNNER_TEMP belongs to this job alone, and is emptied after it."""
    temp = environ.get("RUNNER_TEMP", "")
    if not temp or not Path(temp).is_dir():
        raise CannotStartError(
            "There is no folder for temporary files of this job.",
            "RUNNER_TEMP must name one; runners of GitHub Actions set it",
        )
    folder = Path(temp).resolve() / "publer-sync-python"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def environment(folder: Path, environ: Mapping[str, str]) -> Path:
    """The Python of an environment with the locked packages: that of an earlier step, or a new one.

    It gets its name once it is complete, so no one meets half of one.
    """
    finished = folder / key()
    if not finished.is_dir():
        fresh = folder / f"{finished.name}.{os.getpid()}"
        try:
            install(fresh, environ_of_pip(environ))
            fresh.rename(finished)
        except OSError as error:
            if not finished.is_dir():  # else another process was first
                raise CannotStartError(
                    "The packages that publer-sync needs cannot be installed.",
                    "see that RUNNER_TEMP can be written to and has 150 MB left",
                    str(error),
                ) from None
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return python_of(finished)


def key() -> str:
    """Names an environment after all that decides what it holds."""
    parts = (LOCK.read_bytes(), sys.version.encode(), os.fsencode(sys.executable))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def install(folder: Path, environ: Mapping[str, str]) -> None:
    """Makes an environment, and installs what the lock file names: wheels alone, each by its hash."""
    if importlib.util.find_spec("pip") is None:
        raise CannotStartError("This Python has no pip.", "install it, or leave `python-path` out")
    own = [sys.executable, "-I", "-m"]
    made = run([*own, "venv", "--without-pip", str(folder)], environ)  # another pip would take 10 s
    if made.returncode != 0:
        raise CannotStartError(
            "This Python cannot make an environment of its own.",
            "see that its module venv is there, and that RUNNER_TEMP can be written to",
            made.stdout,
        )
    done = run(
        [
            *own, "pip", "--python", str(python_of(folder)), "install", "--quiet", "--no-input",
            "--disable-pip-version-check", "--no-user", "--no-deps", "--no-compile",
            "--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK),
        ],
        environ,
    )  # fmt: skip
    if done.returncode != 0:
        raise why_not_installed(done.stdout)


def why_not_installed(said: str) -> CannotStartError:
    """What to tell of an installation that failed, by what pip said."""
    if _NOT_THE_SAME.search(said):
        what = "A package is not the one that this version of publer-sync was tested with."
        hint = (
            "nothing of it was run; see which index or proxy this runner uses, and what it serves"
        )
    elif _NO_CONNECTION.search(said):
        what = "The packages that publer-sync needs cannot be fetched."
        hint = "let the runner reach PyPI, or name an index that it reaches in PIP_INDEX_URL or pip.conf"
    else:
        what = "The packages that publer-sync needs cannot be installed."
        hint = "what pip said is in the log; is there a wheel for this Python and this machine?"
    return CannotStartError(what, hint, said)


def run(command: Sequence[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs a command away from the checkout, and keeps what it says."""
    return subprocess.run(
        command,
        cwd=SOURCE,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def python_of(folder: Path) -> Path:
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def scrubbed(environ: Mapping[str, str]) -> dict[str, str]:
    """The job's environment without what steers Python or pip."""
    steers = ("PYTHON", "PIP_", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in environ.items() if not name.upper().startswith(steers)}


def environ_of_pip(environ: Mapping[str, str]) -> dict[str, str]:
    """For pip: where packages are, and none of our inputs, among which are secrets."""
    kept = {name: value for name, value in environ.items() if name.upper() in WHERE_PACKAGES_ARE}
    rest = {n: v for n, v in scrubbed(environ).items() if not n.upper().startswith("PUBLER_")}
    return rest | kept


def environ_of_command(environ: Mapping[str, str], python: Path) -> dict[str, str]:
    """For publer-sync: it comes from the commit of the action, whatever lies in the working folder."""
    given = scrubbed(environ)
    given.pop("PUBLER_SYNC_PYTHON_PATH", None)
    for name, known_as in GIVEN_ON.items():
        value = given.pop(name, "")
        if value:
            given[known_as] = value
    return given | {
        "PYTHONPATH": str(SOURCE),
        "PYTHONSAFEPATH": "1",
        # Windows looks for `git` in the working folder first, which is the checkout (CreateProcess).
        "NoDefaultCurrentDirectoryInExePath": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",  # else stdout and stderr are out of step in the log
        "PYTHONPYCACHEPREFIX": str(
            python.parents[1] / "pycache"
        ),  # the action's files stay as they are
    }


def become(python: Path, words: Sequence[str], environ: Mapping[str, str]) -> NoReturn:
    """Ends this program by starting publer-sync in its place, which then gets the runner's signals itself."""
    command = [str(python), "-P", "-m", "publer_sync", *words]
    sys.stdout.flush()
    if os.name == "nt":  # there exec is a new process, and the runner would not wait for it
        # A cancelled job interrupts both; this one has to stay until the other has saved the state.
        signal.signal(signal.SIGINT, lambda *_: None)
        sys.exit(subprocess.call(command, env=dict(environ)))
    os.execve(command[0], command, dict(environ))


def say(trouble: CannotStartError) -> None:
    """Tells what is wrong, in the log and as an annotation; no line of pip's can command the runner."""
    for line in trouble.said.splitlines()[-30:]:
        print("pip: " + line.replace("##[", "## ["), file=sys.stderr)
    message = f"{trouble.what}\nhint: {trouble.hint}"
    for raw, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        message = message.replace(raw, escaped)
    print(f"::error title=publer-sync::{message}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
