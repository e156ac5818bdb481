"""`action.yml` and the workflows as data, and what belongs into them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from publer_sync.cli.ci.inputs import INPUTS as INPUTS_OF_CI
from tests.action.starting import ROOT

ACTION_FILE = ROOT / "action.yml"
WORKFLOW_FILES = sorted((ROOT / "examples/workflows").glob("*.yml"))

INPUTS = (*(name.replace("_", "-") for name in INPUTS_OF_CI), "python-path")
"""Those that `publer-sync ci` takes, and the one that is needed before it can start."""


def read(path: Path) -> dict[str, Any]:
    """A YAML file of GitHub's; `on` is read as it is meant, not as YAML 1.1 has it."""
    data: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in data.items()}


def steps_of(path: Path) -> Iterator[dict[str, Any]]:
    """The steps of an action, or of all jobs of a workflow."""
    data = read(path)
    if "runs" in data:
        yield from data["runs"]["steps"]
    for job in data.get("jobs", {}).values():
        yield from job["steps"]
