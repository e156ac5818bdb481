"""The workflows that `publer-sync init --github` writes, executed by act from a pull request to its posts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from publer_sync.cli.main import main
from publer_sync.emulator.app import create_app
from publer_sync.emulator.server import start
from publer_sync.emulator.store.seed import API_KEY
from tests.action.act.acting import Actor, Run
from tests.action.hostile import event_of_a_pull_request, hostile_checkout
from tests.support.checkout import Checkout
from tests.support.fake_github import FakeGitHub, a_github
from tests.support.git_repository import git
from tests.support.github_data import MAIN, REPOSITORY, TOKEN, Pull
from tests.support.projects import PROJECT, write_project

QUICK = {"job_delay": "0", "visibility_delay": "0", "working_answers": "0"}
POSTS = {
    "content/monday.md": "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\nMonday @team\n",
    "content/tuesday.md": "---\naccounts: [shop-x]\nschedule: 2036-05-06 09:00\n---\nTuesday\n",
    "content/friday.md": "---\naccounts: [shop-linkedin]\nschedule: 2036-05-09 09:00\n---\nFriday\n",
}

STATE_KEY = "0123456789abcdef0123456789abcdef"


@dataclass
class Team:
    """A repository with its workflows and its origin, the fake GitHub, the emulator, and act between them."""

    actor: Actor
    checkout: Checkout
    publer: str

    @property
    def github(self) -> FakeGitHub:
        return self.checkout.github

    def run(self, workflow: str, event: str, payload: dict[str, Any]) -> Run:
        """Let the runner do what the event starts; all branches are at the origin by then."""
        git(self.checkout.root, "push", "--quiet", "--all", "origin")
        about = {"full_name": REPOSITORY, "default_branch": MAIN}
        return self.actor.run(
            self.checkout.root,
            workflow,
            event,
            {"repository": about, **payload},
            secrets={
                "GITHUB_TOKEN": TOKEN,
                "PUBLER_API_KEY": API_KEY,
                "PUBLER_SYNC_STATE_KEY": STATE_KEY,
            },  # fmt: skip
            environ={
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_API_URL": self.github.url,
                "GITHUB_SERVER_URL": self.github.url,
                "PUBLER_API_URL": f"{self.publer}/api/v1",
            },
        )

    def review(self, pull: Pull) -> Run:
        payload = {"number": pull.number, "pull_request": self.github.data.pull_json(pull)}
        return self.run("publer-sync-review.yml", "pull_request", payload)

    def apply(self) -> Run:
        tip, before = (git(self.checkout.root, "rev-parse", name) for name in (MAIN, f"{MAIN}^1"))
        payload = {"ref": f"refs/heads/{MAIN}", "before": before, "after": tip}
        return self.run("publer-sync-apply.yml", "push", payload)

    def apply_by_hand(self, **inputs: str) -> Run:
        """A person starts the workflow from main, with what the form asks for."""
        payload = {"ref": f"refs/heads/{MAIN}", "inputs": inputs}
        return self.run("publer-sync-apply.yml", "workflow_dispatch", payload)

    def look_for_drift(self) -> Run:
        return self.run("publer-sync-drift.yml", "schedule", {"schedule": "23 5 * * *"})

    def posts(self) -> list[dict[str, Any]]:
        """What is in the emulator."""
        found: list[dict[str, Any]] = httpx.get(f"{self.publer}/_emulator/posts").json()
        return found

    def edit(self, before: str, after: str) -> None:
        """Someone changes a text in the web app."""
        (post,) = [post for post in self.posts() if post["text"] == before]
        url = f"{self.publer}/_emulator/posts/{post['id']}"
        assert httpx.put(url, json={"text": after}).is_success


@pytest.fixture
def team(actor: Actor, tmp_path: Path) -> Iterator[Team]:
    folder = write_project(tmp_path / "shop", {"publer-sync.yaml": f"{PROJECT}state: git\n"})
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content/.keep").write_text("")
    with a_github() as github, start(create_app(options=QUICK)) as publer:
        assert main(["-C", str(folder), "init", "--github", "--pin", "c" * 40]) == 0
        checkout = Checkout(folder, github)
        yield Team(actor, checkout, publer.url)


def test_from_a_pull_request_to_its_posts_and_back(team: Team) -> None:
    pull = team.checkout.propose(POSTS)
    first = team.review(pull)
    assert first.code == 0, first.log
    (comment,) = team.checkout.comments(pull)
    assert all(f"`{name}`" in comment for name in POSTS)
    assert all(text in comment for text in ("Monday @team", "Tuesday", "Friday"))
    assert team.posts() == []

    team.checkout.push_to(
        pull, {"content/friday.md": POSTS["content/friday.md"].replace("Fri", "Sun")}
    )
    assert team.review(pull).outputs["comment-id"] == first.outputs["comment-id"]
    (comment,) = team.checkout.comments(pull)
    assert "Sunday" in comment

    team.checkout.merge(pull)
    applied = team.apply()
    assert applied.code == 0, applied.log
    assert sorted(post["text"] for post in team.posts()) == ["Monday @team", "Sunday", "Tuesday"]
    _, result = team.checkout.comments(pull)
    assert all(f"`{name}`" in result for name in POSTS)

    clean = team.look_for_drift()
    assert (clean.code, team.github.data.issues) == (0, {}), clean.log
    team.edit("Tuesday", "Edited by hand")
    assert team.look_for_drift().code == 0
    (issue,) = team.github.data.issues.values()
    assert (issue["state"], "content/tuesday.md" in issue["body"]) == ("open", True)
    team.edit("Edited by hand", "Tuesday")
    assert team.look_for_drift().code == 0
    (issue,) = team.github.data.issues.values()
    assert issue["state"] == "closed"

    again = team.apply()
    assert again.code == 0, again.log
    assert len(team.posts()) == 3
    assert "Signature not checked" in again.log  # its plan has no key
    kept = git(team.checkout.origin, "show", "publer-sync-state:state.json")
    assert '"signature": "' in kept
    logs = "\n".join([first.log, applied.log, clean.log, again.log])
    shown = "\n".join(line for line in logs.splitlines() if "add-mask" not in line)
    assert [key for key in (API_KEY, STATE_KEY) if key in shown] == []


def test_a_person_lifts_a_guard_in_the_form_that_starts_the_apply(
    team: Team, tmp_path: Path
) -> None:
    team.checkout.merge(team.checkout.propose(POSTS))
    assert team.apply().code == 0
    for name in POSTS:
        (team.checkout.root / name).unlink()
    team.checkout.push({})
    refused = team.apply_by_hand()
    assert (refused.code, refused.outputs["failure-reason"]) == (1, "plan-refused"), refused.log
    assert "run the apply workflow by hand, with `allow`: `deletes`" in refused.log

    hostile = team.apply_by_hand(allow=f"deletes; touch {tmp_path / 'trap'}")
    assert (hostile.code, hostile.outputs["failure-reason"]) == (1, "usage"), hostile.log
    assert "'deletes;' cannot be used" in hostile.log
    assert not (tmp_path / "trap").exists()
    assert len(team.posts()) == 3

    lifted = team.apply_by_hand(allow="deletes")
    assert (lifted.code, team.posts()) == (0, []), lifted.log


def test_a_checkout_has_the_history_that_its_workflow_asks_for(team: Team) -> None:
    team.checkout.merge(team.checkout.propose(POSTS))
    commits = git(team.checkout.root, "rev-list", "--count", MAIN)
    assert team.apply().printed.count(f"fetched a history of {commits} commits") == 2
    drift = team.look_for_drift()
    assert drift.code == 0, drift.log
    assert "fetched a history of 1 commits" in drift.printed


def test_errors_fail_the_review_at_their_line(team: Team) -> None:
    pull = team.checkout.propose({"content/a.md": "---\naccounts: [shop-x]\n---\nNo time\n"})
    run = team.review(pull)
    assert run.code == 1
    assert run.outputs["failure-reason"] == "validation-failed"
    assert "no-schedule" in team.checkout.comments(pull)[0]


def test_a_hostile_pull_request_gets_nothing_executed(actor: Actor, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    folder = hostile_checkout(tmp_path / "shop", trap)
    git(folder, "init", "--quiet", "--initial-branch=main")
    assert main(["-C", str(folder), "init", "--github", "--pin", "c" * 40]) == 0
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Begin")
    event = json.loads(event_of_a_pull_request())
    run = actor.run(
        folder, "publer-sync-review.yml", "pull_request", event, environ={"TRAP": str(trap)}
    )
    assert run.code == 1
    assert run.outputs["failure-reason"] == "validation-failed", run.log
    assert not trap.exists(), trap.read_text(encoding="utf-8")
    obeyed = [line for line in run.printed if line.lstrip().startswith("::error::owned")]
    assert obeyed == []
    assert "##[error]owned" not in run.log
