"""The workflows that `publer-sync init --github` writes, executed: they install and start publer-sync.

NOTE: `publer-sync ci` is not there yet. As soon as it is, `as_far_as_it_goes` fails: then these become the
tests of the whole way, with the fake GitHub and the emulator as `environ` of the actor.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publer_sync.cli.main import COMMANDS, main
from tests.action.act.acting import Actor, Run
from tests.action.hostile import commands_in, event_of_a_pull_request, hostile_checkout
from tests.support.git_repository import git
from tests.support.projects import write_project
from tests.support.shop import POST

EVENT = json.loads(event_of_a_pull_request())


def repository(folder: Path) -> Path:
    """A repository whose project has the workflows, all committed."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    assert main(["-C", str(folder), "init", "--github", "--pin", "c" * 40]) == 0
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Begin")
    return folder


def as_far_as_it_goes(run: Run) -> None:
    assert "ci" not in COMMANDS, "now test what it does"
    assert "Error: No such command 'ci'." in run.printed
    assert "exitcode '64'" in run.log or "exit status 64" in run.log
    assert run.code == 1


def test_a_pull_request_is_reviewed(actor: Actor, tmp_path: Path) -> None:
    folder = repository(write_project(tmp_path / "shop", {"content/launch.md": POST}))
    run = actor.run(folder, "publer-sync-review.yml", "pull_request", EVENT)
    as_far_as_it_goes(run)
    assert run.outputs["failure-reason"] == ""
    assert not actor.artifacts.exists()


@pytest.mark.parametrize(
    ("workflow", "event", "payload"),
    [
        ("publer-sync-drift.yml", "schedule", {}),
        ("publer-sync-apply.yml", "push", {"ref": "refs/heads/main"}),
    ],
)
def test_the_other_workflows_start_it_too(
    workflow: str, event: str, payload: dict[str, str], actor: Actor, tmp_path: Path
) -> None:
    folder = repository(write_project(tmp_path / "shop", {"content/launch.md": POST}))
    secrets = {"PUBLER_API_KEY": "emulator-key"}
    as_far_as_it_goes(actor.run(folder, workflow, event, payload, secrets=secrets))


def test_a_hostile_pull_request_gets_nothing_executed(actor: Actor, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    folder = repository(hostile_checkout(tmp_path / "shop", trap))
    run = actor.run(
        folder, "publer-sync-review.yml", "pull_request", EVENT, environ={"TRAP": str(trap)}
    )
    as_far_as_it_goes(run)
    assert not trap.exists(), trap.read_text(encoding="utf-8")
    assert commands_in("\n".join(run.printed)) == []
