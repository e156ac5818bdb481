"""A pull request that tries to get its own code executed does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.action.conftest import Installed
from tests.action.hostile import commands_in, environ_of_a_hostile_job, hostile_checkout
from tests.action.starting import BOOTSTRAP, environ_of_job, started
from tests.action.test_lock import LOCKED


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--version"], 0), (["validate"], 1), (["validate", "--format", "json"], 1), ([], 64)],
)
def test_nothing_of_the_checkout_is_run(
    words: list[str], code: int, runner_temp: Path, tmp_path: Path
) -> None:
    trap = tmp_path / "trap"
    folder = hostile_checkout(tmp_path / "work", trap)
    environ = environ_of_a_hostile_job(folder, trap)
    done = started(*words, temp=runner_temp, folder=folder, environ=environ)
    assert done.code == code, done
    assert not trap.exists(), trap.read_text(encoding="utf-8")
    assert commands_in(done.out + done.err) == []
    assert not (folder / "pip.log").exists()


def test_nothing_of_it_is_installed(installed: Installed) -> None:
    """Where the packages had to be installed first, in the midst of it."""
    found = installed.temp.glob("publer-sync-python/*/lib/*/site-packages/*.dist-info")
    names = {canonicalize_name(each.name.split("-")[0]) for each in found}
    assert names == {name for name, (_, marker, _) in LOCKED.items() if "win32" not in marker}
    assert not installed.trap.exists(), installed.trap.read_text(encoding="utf-8")
    assert not (installed.checkout / "stolen").exists()
    assert not (installed.checkout / "pip.log").exists()


def test_the_trap_snaps_where_it_is_stepped_on(runner_temp: Path, tmp_path: Path) -> None:
    """What the tests above rely on: run without care, the code of the checkout is executed."""
    trap = tmp_path / "trap"
    folder = hostile_checkout(tmp_path / "work", trap)
    subprocess.run([sys.executable, "-m", "publer_sync"], cwd=folder, check=False)
    assert "publer_sync/__main__.py" in trap.read_text(encoding="utf-8")
    trap.unlink()
    environ = environ_of_job(runner_temp, {"PYTHONPATH": str(folder)})
    subprocess.run(
        [sys.executable, str(BOOTSTRAP), "--version"],  # without -I
        cwd=folder, env=environ, check=False, capture_output=True,
    )  # fmt: skip
    assert "sitecustomize.py" in trap.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="no shell")
def test_names_of_files_are_never_given_to_a_shell(tmp_path: Path) -> None:
    """The names of the checkout would do what they say, had a shell to read them."""
    trap = tmp_path / "trap"
    folder = hostile_checkout(tmp_path / "work", trap)
    environ = environ_of_job(tmp_path, {"TRAP": str(trap)})
    names = "\n".join(p.name for p in (folder / "content").iterdir() if p.name.startswith("$("))
    subprocess.run(["bash", "-c", f"echo {names}"], env=environ, check=True)
    assert trap.exists()
