"""What is merged is applied, reported on its pull request, and nothing else is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.emulator.store.seed import API_KEY
from tests.cli.ci.test_pull_request import NEW
from tests.support.github_data import READER
from tests.support.repository import Repository
from tests.support.shop import POST

OTHER = {"content/other.md": "---\naccounts: [shop-x]\nschedule: 2036-05-07 09:00\n---\nOther\n"}


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_a_merge_is_applied_and_reported(repository: Repository, how: str) -> None:
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    repository.merge(pull, how)
    done = repository.on_push()
    assert done.code == 0, done.log
    assert (done.outputs["mode"], done.outputs["applied-count"]) == ("apply", "3")
    assert ("twitter", "New: @anna") in repository.shop.texts()
    plan, result = repository.comments(pull)
    assert '"closed":true' in plan.splitlines()[0]
    assert '"kind":"result"' in result.splitlines()[0]
    assert "content/new.md" in result


def test_a_run_that_came_too_late_leaves_what_an_earlier_one_reported(
    repository: Repository,
) -> None:
    """Approved late, or run again, it finds all done: that it did nothing is no news for the pull request."""
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    repository.merge(pull)
    repository.on_push()
    reported = repository.comments(pull)
    assert repository.on_push().outputs["applied-count"] == "0"
    assert repository.comments(pull) == reported


def test_nothing_is_ever_applied_by_auto(repository: Repository) -> None:
    repository.push(NEW)
    done = repository.on_push(mode="auto")
    assert (done.code, done.outputs["failure-reason"]) == (64, "usage")
    assert "set `mode: apply`" in done.log
    assert repository.shop.texts() == []


def test_a_pull_request_is_never_applied(repository: Repository) -> None:
    pull = repository.propose(NEW)
    assert repository.on_pull_request(pull, mode="apply").code == 64
    assert repository.shop.texts() == []


def test_without_a_key_it_fails_before_anything(repository: Repository) -> None:
    repository.monkeypatch.delenv("PUBLER_API_KEY")
    repository.push(NEW)
    done = repository.on_push()
    assert (done.code, done.outputs["failure-reason"]) == (1, "auth-failed")


def test_a_wrong_key_is_said_to_be_wrong(repository: Repository) -> None:
    repository.push(NEW)
    done = repository.on_push(api_key="a-key-that-is-wrong")
    assert (done.code, done.outputs["failure-reason"]) == (1, "auth-failed")
    assert done.annotations[-1].startswith("::error title=publer-sync::")


def test_errors_in_the_files_apply_nothing_whatever_fail_on_says(repository: Repository) -> None:
    repository.push({**NEW, "content/broken.md": "---\naccounts: [shop-x]\n---\nNo time\n"})
    done = repository.on_push(fail_on="never")
    assert (done.code, done.outputs["failure-reason"]) == (1, "validation-failed")
    assert repository.shop.texts() == []


def patience_of_a_second(repository: Repository) -> dict[str, str]:
    """A policy with which a write of unknown outcome is soon known to have made nothing."""
    project = (repository.root / "publer-sync.yaml").read_text(encoding="utf-8")
    return {"publer-sync.yaml": f"{project}policy: {{settle: 1s}}\n"}


def test_a_refused_post_is_named_at_its_line(repository: Repository) -> None:
    repository.shop.fault(method="POST", path="/posts/schedule", kind="refuse:No.", count=1)
    repository.push({**NEW, **patience_of_a_second(repository)})
    done = repository.on_push()
    assert (done.code, done.outputs["failure-reason"]) == (1, "apply-failed")
    assert any("file=content/" in line for line in done.annotations)


def test_results_that_github_refuses_cost_nothing(repository: Repository) -> None:
    pull = repository.propose(NEW)
    repository.merge(pull)
    done = repository.on_push(github_token=READER)
    assert done.code == 0, done.log
    assert len(repository.shop.texts()) == 3
    assert "The results could not be written" in done.log
    assert "content/new.md" in done.summary


def test_what_was_merged_after_the_approved_plan_is_not_applied_with_it(
    repository: Repository,
) -> None:
    repository.push(NEW)
    planned = repository.on_push(mode="plan").outputs["commit"]
    repository.push(OTHER)
    late = repository.on_push(expected_commit=planned)
    assert (late.code, late.outputs["failure-reason"]) == (4, "not-approved")
    assert f"the plan of {planned[:12]} was approved" in late.log
    assert repository.shop.texts() == []
    assert repository.on_push(expected_commit=late.outputs["commit"]).code == 0
    assert len(repository.shop.texts()) == 4


def test_what_a_pull_request_showed_is_applied(repository: Repository) -> None:
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    repository.merge(pull)
    done = repository.on_push(approval="pr-plan")
    assert done.code == 0, done.log
    assert len(repository.shop.texts()) == 3


def test_what_nobody_was_shown_is_not_applied(repository: Repository) -> None:
    repository.shop.applied()
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    repository.merge(pull)
    repository.push(OTHER)
    done = repository.on_push(before=pull.base, approval="pr-plan")
    assert (done.code, done.outputs["failure-reason"]) == (4, "not-approved")
    assert (done.outputs["applied-count"], done.outputs["held-count"]) == ("1", "1")
    texts = [text for _, text in repository.shop.texts()]
    assert "New: @anna" in texts
    assert "Other" not in texts


def test_a_plan_of_an_older_commit_approves_nothing(repository: Repository) -> None:
    repository.shop.applied()
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    repository.push_to(pull, OTHER)
    repository.merge(pull)
    done = repository.on_push(approval="pr-plan")
    assert done.code == 4
    assert f"Pull request #{pull.number} was merged without a plan of its last commit" in done.log
    assert done.outputs["applied-count"] == "0"


def test_a_pull_request_without_posts_needs_no_plan(repository: Repository) -> None:
    repository.shop.applied()
    pull = repository.propose({"README.md": "Posts"})
    repository.on_pull_request(pull)
    repository.merge(pull)
    done = repository.on_push(approval="pr-plan")
    assert (done.code, done.annotations) == (0, [])


def test_more_changes_than_a_comment_can_carry_approve_nothing_and_say_so(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publer_sync.cli.ci.pull_request_comments.MOST_ITEMS", 2)
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    repository.merge(pull)
    done = repository.on_push(approval="pr-plan")
    assert (done.code, done.outputs["applied-count"]) == (4, "0")
    assert f"Pull request #{pull.number} has a plan of more than" in done.log
    assert "without a plan" not in done.log


def test_a_comment_of_somebody_else_approves_nothing(repository: Repository) -> None:
    repository.shop.applied()
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    (ours,) = repository.github.data.comments.values()
    ours["user"] = {"login": "mallory", "id": 666, "type": "User"}
    repository.merge(pull)
    assert repository.on_push(approval="pr-plan").code == 4


def test_what_could_not_be_applied_stays_approved(repository: Repository) -> None:
    pull = repository.propose({**NEW, **patience_of_a_second(repository)})
    repository.on_pull_request(pull)
    repository.merge(pull)
    repository.shop.fault(method="POST", path="/posts/schedule", kind="refuse:No.", count=1)
    assert repository.on_push(approval="pr-plan").code == 1
    later = repository.propose(OTHER)
    repository.on_pull_request(later)
    repository.merge(later)
    assert repository.on_push(approval="pr-plan").code == 0
    assert len(repository.shop.texts()) == 4


@pytest.mark.parametrize("in_file", [False, True])
def test_the_key_reaches_no_comment_and_no_summary(
    repository: Repository, tmp_path: Path, in_file: bool
) -> None:
    if in_file:
        (tmp_path / "key").write_text(f"{API_KEY}\n")
        repository.monkeypatch.delenv("PUBLER_API_KEY")
        repository.monkeypatch.setenv("PUBLER_API_KEY_FILE", str(tmp_path / "key"))
    pull = repository.propose({"content/new.md": NEW["content/new.md"].replace("New", API_KEY)})
    done = repository.on_pull_request(pull)
    assert API_KEY not in "".join(repository.comments(pull)) + done.summary
    assert done.log.splitlines()[0] == f"::add-mask::{API_KEY}"


def test_a_run_that_takes_the_place_of_another_reports_for_both(repository: Repository) -> None:
    """The run of the first push was cancelled while it waited."""
    repository.push({"content/launch.md": POST.replace("launched", "landed")})
    assert repository.on_push().code == 0
    first = repository.propose(NEW)
    repository.on_pull_request(first)
    second = repository.propose(OTHER)
    repository.on_pull_request(second)
    repository.merge(first)
    repository.merge(second)
    assert repository.on_push().code == 0
    assert ["content/new.md" in body for body in repository.comments(first)] == [True, True]
    assert ["content/other.md" in body for body in repository.comments(second)] == [True, True]


def test_the_results_name_what_is_overdue_though_another_pull_request_brought_it(
    repository: Repository,
) -> None:
    repository.shop.applied()
    repository.push({"content/launch.md": POST.replace("05-05 09:00", "05-01 08:00")})
    past = {"scheduled_at": "2036-05-01T08:00:00+02:00", "state": "scheduled_declined"}
    for post in repository.shop.control("GET", "posts"):
        repository.shop.control("PUT", f"posts/{post['id']}", past)
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    repository.merge(pull)
    assert repository.on_push().code == 0
    plan, result = repository.comments(pull)
    assert "2 overdue" in plan
    assert "Overdue: 2 posts." in result
    assert "`launch@shop-x` **overdue**" in result
