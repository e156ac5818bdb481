"""Play the scenes with a base commit and with this checkout, and print every difference but words.

`python -m tests.same_behaviour --base COMMIT`; exits with 1 if there is a difference.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tests.same_behaviour.compare import Renamed, differences
from tests.same_behaviour.scenes import all_scenes

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="same-behaviour", description=__doc__)
    parser.add_argument("--base", required=True, help="the commit to compare with")
    parser.add_argument(
        "--only", default="", help="play only scenes with these words in their names"
    )
    parser.add_argument("--keep", type=Path, help="write both results into this folder")
    options = parser.parse_args(arguments)
    scenes = [scene for scene in all_scenes() if options.only in scene["name"]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = _checkout(options.base, folder / "base")
        # One process per version and half: two versions side by side keep two cores busy.
        jobs = {
            side: _start(version, scenes, folder / side)
            for side, version in (("before", base), ("after", ROOT))
        }
        results = {side: _finish(job, folder / side) for side, job in jobs.items()}
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for side, result in results.items():
            (options.keep / f"{side}.json").write_text(
                json.dumps(result, indent=1), encoding="utf-8"
            )
    return _report(scenes, results, Renamed.load(HERE / "renamed.txt"))


def _checkout(commit: str, folder: Path) -> Path:
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", commit, "publer_sync", "schemas"],
        check=False,
        capture_output=True,
    )
    if archive.returncode != 0:
        raise SystemExit(f"The base {commit!r} cannot be read: {archive.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


def _start(version: Path, scenes: Sequence[Any], folder: Path) -> subprocess.Popen[bytes]:
    folder.mkdir()
    (folder / "scenes.json").write_text(json.dumps(scenes), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(version), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [
            sys.executable,
            str(HERE / "play.py"),
            str(folder / "scenes.json"),
            str(folder / "results.json"),
        ],
        env=environment,
        cwd=folder,
    )


def _finish(job: subprocess.Popen[bytes], folder: Path) -> dict[str, Any]:
    if job.wait() != 0:
        raise SystemExit(f"The scenes could not be played (exit {job.returncode}).")
    results: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return results


def _report(scenes: Sequence[Any], results: dict[str, dict[str, Any]], renamed: Renamed) -> int:
    differing = 0
    for scene in scenes:
        name = scene["name"]
        lines = differences(results["before"][name], results["after"][name], renamed)
        differing += bool(lines)
        for line in lines[:12]:
            click.echo(f"{name}: {line}")
        if len(lines) > 12:
            click.echo(f"{name}: {len(lines) - 12} more differences")
    runs = [run for result in results["after"].values() for run in result["runs"]]
    requests = sum(len(run["requests"]) for run in runs)
    click.echo(
        f"{len(scenes)} scenes, {len(runs)} commands, {requests} requests: {differing} scenes differ."
    )
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
