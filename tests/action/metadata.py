"""`action.yml` and the workflows as data, and what belongs into them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.action.starting import ROOT

ACTION_FILE = ROOT / "action.yml"
WORKFLOW_FILES = sorted((ROOT / "examples/workflows").glob("*.yml"))

INPUTS = (
    "mode", "working-directory", "environment", "label", "api-key", "api-url", "plan-depth", "comment",
    "annotations", "approval", "allow", "targets", "fail-on", "fail-on-drift", "drift-label", "comment-file",
    "github-token", "python-path",
)  # fmt: skip
OUTPUTS = (
    "mode", "changes", "create-count", "update-count", "replace-count", "delete-count", "unchanged-count",
    "blocked-count", "error-count", "warning-count", "plan-digest", "plan-json-path", "plan-markdown-path",
    "preview-path", "comment-id", "comment-url", "comment-file", "applied-count", "failed-count", "drift",
    "issue-number", "rescue-path", "failure-reason",
)  # fmt: skip
"""NOTE: what `publer-sync ci` takes and gives; to be imported from it as soon as it is there."""


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
