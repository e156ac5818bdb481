"""Drift opens one issue, which follows what differs and is closed when nothing does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.git_repository import git
from tests.support.repository import JobDone, Repository
from tests.support.shop import POST


@pytest.fixture
def applied(repository: Repository) -> Repository:
    repository.shop.applied()
    return repository


def look(repository: Repository, **inputs: str) -> JobDone:
    sha = git(repository.root, "rev-parse", "HEAD")
    return repository.job("schedule", {"schedule": "23 5 * * *"}, sha, inputs)


def issues(repository: Repository) -> list[dict[str, Any]]:
    return list(repository.github.data.issues.values())


def edit(repository: Repository, text: str) -> None:
    (post,) = [p for p in repository.shop.control("GET", "posts") if p["network"] == "twitter"]
    repository.shop.control("PUT", f"posts/{post['id']}", {"text": text})


def test_without_drift_nothing_is_opened(applied: Repository) -> None:
    done = look(applied)
    assert (done.code, done.outputs["mode"], done.outputs["drift"]) == (0, "drift", "false")
    assert issues(applied) == []
    assert done.summary.strip() == "**No drift.**"


def test_what_publer_does_not_show_yet_is_said_in_the_summary_only(applied: Repository) -> None:
    (post,) = [p for p in applied.shop.control("GET", "posts") if p["network"] == "twitter"]
    applied.shop.control("DELETE", f"posts/{post['id']}")
    done = look(applied)
    assert done.summary.strip() == "**No drift. Not visible in Publer yet: 1 post.**"
    assert (done.code, issues(applied)) == (0, [])


def test_a_state_that_got_lost_closes_no_issue(applied: Repository) -> None:
    edit(applied, "By hand")
    look(applied)
    git(applied.origin, "update-ref", "-d", "refs/heads/publer-sync-state")
    assert look(applied).code == 4, "the clone that applied knows that there was one"
    (applied.root / ".git/publer-sync/last-seen.json").unlink()
    done = look(applied)
    assert (done.code, done.outputs["drift"]) == (0, "false")
    assert [issue["state"] for issue in issues(applied)] == ["open"]
    assert "Nothing is recorded as applied" in done.log + done.summary


def test_an_edit_opens_one_issue_and_its_revert_closes_it(applied: Repository) -> None:
    edit(applied, "By hand @team")
    first = look(applied)
    assert (first.code, first.outputs["drift"]) == (0, "true")
    (issue,) = issues(applied)
    assert str(issue["number"]) == first.outputs["issue-number"]
    assert "launch" in issue["body"]
    assert look(applied).outputs["issue-number"] == first.outputs["issue-number"]
    assert applied.github.data.bodies(issue["number"]) == []
    edit(applied, "By another hand")
    look(applied)
    assert len(applied.github.data.bodies(issue["number"])) == 1
    edit(applied, "We have launched.")
    look(applied)
    (issue,) = issues(applied)
    assert issue["state"] == "closed"


def test_it_fails_only_where_that_is_asked_for(applied: Repository) -> None:
    edit(applied, "By hand")
    done = look(applied, fail_on_drift="true")
    assert (done.code, done.outputs["failure-reason"]) == (1, "drift-found")


def test_silence_is_a_warning(applied: Repository) -> None:
    project = (applied.root / "publer-sync.yaml").read_text(encoding="utf-8")
    applied.push({"publer-sync.yaml": project + "policy: {horizon: 3d}\n"})
    done = look(applied)
    assert any("Nothing is scheduled until" in line for line in done.annotations)
    assert issues(applied) == []


def test_drift_that_github_does_not_take_fails(applied: Repository) -> None:
    edit(applied, "By hand")
    applied.github.fails("POST", "/issues", 403, body='{"message": "Resource not accessible"}')
    done = look(applied)
    assert (done.code, done.outputs["failure-reason"]) == (1, "github-failed")
    assert done.outputs["drift"] == "true"


def test_looking_and_planning_write_nothing_to_publer(applied: Repository) -> None:
    applied.shop.control("DELETE", "requests")
    edit(applied, "By hand")
    look(applied)
    pull = applied.propose({"content/launch.md": POST.replace("launched", "landed")})
    applied.on_pull_request(pull, plan_depth="online")
    asked = applied.shop.requests()
    assert asked
    assert all(each.startswith("GET ") for each in asked)


def test_an_overdue_post_opens_the_issue_with_its_reason(applied: Repository) -> None:
    (post,) = [p for p in applied.shop.control("GET", "posts") if p["network"] == "twitter"]
    applied.shop.control(
        "PUT", f"posts/{post['id']}", {"scheduled_at": PAST, "state": "scheduled_declined"}
    )
    done = look(applied)
    assert done.outputs["drift"] == "true"
    (issue,) = issues(applied)
    assert "**overdue**" in issue["body"]
    assert "It was declined in Publer" in issue["body"]
    assert look(applied, fail_on_drift="true").code == 1


PAST = "2036-05-01T08:00:00+02:00"


def test_a_post_to_come_that_is_blocked_is_a_warning(applied: Repository) -> None:
    (post,) = [p for p in applied.shop.control("GET", "posts") if p["network"] == "twitter"]
    applied.shop.control("PUT", f"posts/{post['id']}", {"state": "scheduled_reauth"})
    done = look(applied)
    assert (done.outputs["drift"], issues(applied)) == ("false", [])
    assert any("must be reconnected" in line for line in done.annotations)
