"""The surroundings of a step, as a runner of GitHub Actions makes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.github_data import REPOSITORY, TOKEN

EVENTS = Path(__file__).parents[1] / "forge/github/events"


def payload(name: str) -> dict[str, Any]:
    """The event of that name in tests/forge/github/events."""
    data: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return data


def runner(folder: Path, event: str, body: Any, **more: str) -> Mapping[str, str]:
    """The environment of a step for an event with this payload; the files lie in the folder."""
    file = folder / "event.json"
    file.write_text(json.dumps(body), encoding="utf-8")
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": event,
        "GITHUB_EVENT_PATH": str(file),
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_SHA": "0123456789abcdef0123456789abcdef01234567",
        "GITHUB_REF": "refs/heads/main",
        "GITHUB_ACTOR": "anna",
        "GITHUB_RUN_ID": "4711",
        "GITHUB_RUN_ATTEMPT": "1",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_API_URL": "https://api.github.com",
        "GITHUB_WORKSPACE": str(folder),
        "RUNNER_TEMP": str(folder),
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        **more,
    }
