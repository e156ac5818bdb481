"""The script that installs publer-sync in a job: what it takes over, what it leaves out, what it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from action import bootstrap
from publer_sync import __version__
from tests.action.starting import ROOT, command, environ_of_job, started
from tests.support.projects import write_project
from tests.support.shop import POST, ended

CHECKOUT = {"content/launch.md": POST}
NO_PROGRAMS_HERE = "NoDefaultCurrentDirectoryInExePath"
NOWHERE = "http://127.0.0.1:9/simple"
"""The port of the discard service, on which nothing listens."""


def test_it_becomes_publer_sync(runner_temp: Path, tmp_path: Path) -> None:
    done = started("--version", temp=runner_temp, folder=tmp_path)
    assert (done.code, done.out) == (0, f"publer-sync, version {__version__}\n"), done.err


def test_the_project_of_the_checkout_is_checked(runner_temp: Path, tmp_path: Path) -> None:
    folder = write_project(tmp_path, CHECKOUT)
    done = started("validate", temp=runner_temp, folder=folder)
    assert (done.code, done.out) == (0, "1 file, 2 posts: no problems.\n"), done.err


def test_schemas_and_templates_are_those_of_the_source(runner_temp: Path, tmp_path: Path) -> None:
    folder = write_project(tmp_path, CHECKOUT)
    assert started("schema", "post", temp=runner_temp, folder=folder).out == (
        started("schema", "post", temp=runner_temp, folder=ROOT).out
    )
    assert started("preview", temp=runner_temp, folder=folder).code == 0
    assert started("init", "--github", temp=runner_temp, folder=folder).code == 0


def test_a_second_step_installs_nothing(runner_temp: Path, tmp_path: Path) -> None:
    nowhere = {"PIP_INDEX_URL": NOWHERE, "PIP_NO_INDEX": "1"}
    done = started("--version", temp=runner_temp, folder=tmp_path, environ=nowhere)
    assert done.code == 0, done
    assert len(list((runner_temp / "publer-sync-python").iterdir())) == 1


def test_nothing_is_written_into_the_checkout_or_the_action(
    runner_temp: Path, tmp_path: Path
) -> None:
    folder = write_project(tmp_path / "work", CHECKOUT)
    script = "import publer_sync, sys; print(publer_sync.__cached__); print(sys.path[0])"
    python = bootstrap.python_of(next((runner_temp / "publer-sync-python").iterdir()))
    environ = bootstrap.environ_of_command(environ_of_job(runner_temp), python)
    seen = subprocess.check_output([python, "-P", "-c", script], cwd=folder, env=environ, text=True)
    cached, first = seen.splitlines()
    assert Path(cached).is_relative_to(runner_temp)
    assert first == str(ROOT)
    assert sorted(p.name for p in folder.rglob("*")) == ["content", "launch.md", "publer-sync.yaml"]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_reaches_publer_sync(
    runner_temp: Path, tmp_path: Path, by: signal.Signals
) -> None:
    """The runner tells the process that it started, and no other."""
    folder = write_project(tmp_path, CHECKOUT)
    process = subprocess.Popen(
        command("preview", "--serve", "--port", "0"),
        cwd=folder,
        env=environ_of_job(runner_temp),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout
    assert "The preview is at http://127.0.0.1:" in process.stdout.readline()
    seen = Path(f"/proc/{process.pid}/cmdline")  # where there is such a thing
    assert not seen.exists() or b"\0-m\0publer_sync\0preview\0" in seen.read_bytes()
    process.send_signal(by)
    done = ended(process, 10)
    assert done.code in {0, 130}, done
    assert "Traceback" not in done.err


def test_what_steers_python_and_pip_stays_behind(tmp_path: Path) -> None:
    job = {
        "PATH": "/bin", "HTTPS_PROXY": "http://proxy.example", "GITHUB_SHA": "a" * 40,
        "PYTHONPATH": ".", "PYTHONSTARTUP": "./x.py", "PYTHONHOME": ".", "pythonpath": ".",
        "PIP_TARGET": ".", "PIP_CONFIG_FILE": "pip.conf", "VIRTUAL_ENV": ".venv",
        "PUBLER_SYNC_MODE": "plan", "PUBLER_SYNC_PYTHON_PATH": "/usr/bin/python3",
    }  # fmt: skip
    environ = bootstrap.environ_of_command(job, tmp_path / "bin/python")
    expected = {"PATH", "HTTPS_PROXY", "GITHUB_SHA", "PUBLER_SYNC_MODE", NO_PROGRAMS_HERE}
    assert {name for name in environ if not name.startswith("PYTHON")} == expected
    assert environ["PYTHONPATH"] == str(ROOT)
    assert not {"PYTHONSTARTUP", "PYTHONHOME", "pythonpath"} & environ.keys()


def test_pip_is_told_where_packages_are_and_no_secret() -> None:
    job = {
        "PATH": "/bin", "PIP_INDEX_URL": NOWHERE, "PIP_CERT": "ca.pem", "PIP_TARGET": ".",
        "PIP_REQUIREMENT": "evil.txt", "PIP_NO_DEPS": "0", "PIP_CONFIG_FILE": "pip.conf",
        "PUBLER_API_KEY": "secret", "PUBLER_SYNC_API_KEY": "secret", "PUBLER_SYNC_GITHUB_TOKEN": "secret",
        "PUBLER_SYNC_SIGNING_KEY": "secret", "PUBLER_SYNC_STATE_KEY": "secret",
    }  # fmt: skip
    kept = {"PATH": "/bin", "PIP_INDEX_URL": NOWHERE, "PIP_CERT": "ca.pem"}
    assert bootstrap.environ_of_pip(job) == kept


@pytest.mark.parametrize(
    ("given", "known"),
    [
        ({"PUBLER_SYNC_API_KEY": "input"}, "input"),
        ({"PUBLER_SYNC_API_KEY": "input", "PUBLER_API_KEY": "job"}, "input"),
        ({"PUBLER_SYNC_API_KEY": "", "PUBLER_API_KEY": "job"}, "job"),
        ({"PUBLER_SYNC_API_KEY": ""}, None),
    ],
)
def test_a_key_that_is_given_goes_before_that_of_the_job(
    given: dict[str, str], known: str | None, tmp_path: Path
) -> None:
    environ = bootstrap.environ_of_command(given, tmp_path / "bin/python")
    assert environ.get("PUBLER_API_KEY") == known
    assert "PUBLER_SYNC_API_KEY" not in environ


def test_the_keys_that_sign_the_state_are_given_on(tmp_path: Path) -> None:
    inputs = {"PUBLER_SYNC_SIGNING_KEY": "new", "PUBLER_SYNC_SIGNING_KEY_OLD": ""}
    environ = bootstrap.environ_of_command(
        {**inputs, "PUBLER_SYNC_STATE_KEY_OLD": "old"}, tmp_path / "bin/python"
    )
    assert environ["PUBLER_SYNC_STATE_KEY"] == "new"
    assert environ["PUBLER_SYNC_STATE_KEY_OLD"] == "old"
    assert not inputs.keys() & environ.keys()


def test_an_old_python_is_told_what_is_needed() -> None:
    bootstrap.check_python((3, 11))
    with pytest.raises(
        bootstrap.CannotStartError, match=r"needs Python 3\.11 or newer; this is 3\.10"
    ):
        bootstrap.check_python((3, 10))


def test_it_needs_no_more_syntax_than_an_old_python_has() -> None:
    """Else it could not say so."""
    import ast

    source = (ROOT / "action/bootstrap.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


def without_network(tmp_path: Path, **more: str) -> dict[str, str]:
    """A job with no way out, and no pip.conf that knows one."""
    nothing = {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_CONFIG_DIRS": str(tmp_path),
    }
    return nothing | {"PIP_INDEX_URL": NOWHERE, "PIP_RETRIES": "0", "PIP_FIND_LINKS": ""} | more


def test_without_a_network_it_says_what_to_do(tmp_path: Path) -> None:
    done = started("--version", temp=tmp_path, folder=tmp_path, environ=without_network(tmp_path))
    assert done.code == 1
    annotation = done.out.splitlines()[-1]
    assert annotation.startswith("::error title=publer-sync::The packages that publer-sync needs")
    assert "cannot be fetched.%0Ahint: let the runner reach PyPI" in annotation
    assert not list((tmp_path / "publer-sync-python").iterdir()), "nothing half-made is left"


def test_a_python_without_pip(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    python = tmp_path / "bare/bin/python"
    done = started("--version", temp=tmp_path, folder=tmp_path, python=python)
    assert (done.code, "This Python has no pip." in done.out) == (1, True)


def test_another_package_than_the_locked_one_is_refused(tmp_path: Path) -> None:
    """Whatever an index serves, only what the lock file names by its hash is installed."""
    name, version = "anyio", locked("anyio")
    wheel = tmp_path / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        archive.writestr(
            f"{name}-{version}.dist-info/METADATA", f"Name: {name}\nVersion: {version}\n"
        )
        archive.writestr(f"{name}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\n")
    environ = without_network(tmp_path, PIP_FIND_LINKS=str(tmp_path), PIP_NO_INDEX="1")
    done = started("--version", temp=tmp_path, folder=tmp_path, environ=environ)
    assert done.code == 1
    assert "A package is not the one that this version of publer-sync was tested with." in done.out
    assert not list((tmp_path / "publer-sync-python").iterdir())


def locked(name: str) -> str:
    lines = bootstrap.LOCK.read_text(encoding="utf-8").splitlines()
    return next(x.split("==")[1].split()[0] for x in lines if x.startswith(f"{name}=="))


@pytest.mark.parametrize("temp", ["", "missing"])
def test_no_folder_of_the_job(temp: str, tmp_path: Path) -> None:
    """A folder that others can guess and write to is no place for what is run."""
    environ = {"RUNNER_TEMP": temp and str(tmp_path / temp)}
    done = started("--version", temp=tmp_path, folder=tmp_path, environ=environ)
    assert (done.code, "RUNNER_TEMP must name one" in done.out) == (1, True)


def test_what_pip_says_is_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    bootstrap.say(
        bootstrap.CannotStartError("A", "b", "::error::x\n  ::stop-commands::y\nz ##[error]w")
    )
    out, err = capsys.readouterr()
    assert out == "::error title=publer-sync::A%0Ahint: b\n"
    assert err == "pip: ::error::x\npip:   ::stop-commands::y\npip: z ## [error]w\n"


def test_another_lock_or_another_python_is_another_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {bootstrap.key()}
    with monkeypatch.context() as patch:
        patch.setattr(sys, "executable", "/another/python")
        keys.add(bootstrap.key())
    (tmp_path / "lock").write_text("other==1\n")
    monkeypatch.setattr(bootstrap, "LOCK", tmp_path / "lock")
    keys.add(bootstrap.key())
    assert len(keys) == 3


def test_it_uses_the_standard_library_alone() -> None:
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import action.bootstrap"
    assert subprocess.run([sys.executable, "-I", "-S", "-c", script], check=False).returncode == 0


def test_a_program_in_the_checkout_is_not_taken_for_git_on_windows(tmp_path: Path) -> None:
    environ = bootstrap.environ_of_command({}, tmp_path / "bin/python")
    assert environ[NO_PROGRAMS_HERE] == "1"


@pytest.mark.skipif(os.name == "nt", reason="the script is one of a shell")
def test_on_windows_it_outlives_an_interruption_until_the_state_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There it stays beside what it starts, and the runner interrupts both."""
    script = tmp_path / "python"
    script.write_text(f"#!/bin/sh\nkill -INT {os.getpid()}\nsleep 1\nexit 130\n")
    script.chmod(0o755)
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(os, "name", "nt")
    try:
        with pytest.raises(SystemExit) as left:
            bootstrap.become(script, [], {"PATH": os.defpath})
    finally:
        monkeypatch.undo()
        signal.signal(signal.SIGINT, before)
    assert left.value.code == 130
