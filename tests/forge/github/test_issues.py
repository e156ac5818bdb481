"""The drift issue: there is one, it says what is, and everybody is told once."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.errors import InvalidUsageError
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.comments import Marker, MarkerKind, marked, text_below
from publer_sync.forge.github.errors import (
    GitHubForbiddenError,
    GitHubNotFoundError,
    GitHubUnconfirmedError,
)
from publer_sync.forge.github.issues import (
    DriftReport,
    IssueOutcome,
    Topic,
    report_clean,
    report_drift,
)
from tests.forge.github.conftest import Connect
from tests.support.fake_github import FakeGitHub
from tests.support.github_data import ANNA, READER

LABEL = "publer-drift"
TOPIC = Topic(LABEL, label="", run="77/1")


def drift(digest: str) -> DriftReport:
    return DriftReport(digest, title="Publer differs", text=f"is {digest}", news=f"now {digest}")


def ours(digest: str = "a", label: str = "") -> str:
    return marked(Marker(MarkerKind.DRIFT, label=label, more={"digest": digest}), f"is {digest}")


def said(fake: FakeGitHub, number: int = 1) -> list[str]:
    return [text_below(body) for body in fake.data.bodies(number)]


def test_a_first_drift_opens_an_issue_and_its_label(fake: FakeGitHub, github: GitHub) -> None:
    done = report_drift(github, TOPIC, drift("a"))
    assert (done.outcome, done.number) == (IssueOutcome.OPENED, 1)
    assert done.url == f"{fake.url}/corner-shop/posts/issues/1"
    assert text_below(fake.data.issues[1]["body"]) == "is a"
    assert fake.data.issues[1]["labels"] == [{"name": LABEL}]
    assert fake.writes == ["POST /labels", "POST /issues"]


def test_the_same_drift_again_says_nothing(fake: FakeGitHub, github: GitHub) -> None:
    report_drift(github, TOPIC, drift("a"))
    assert report_drift(github, TOPIC, drift("a")).outcome is IssueOutcome.UNCHANGED
    assert fake.writes == ["POST /labels", "POST /issues"]


def test_another_drift_is_written_into_the_issue_and_told_once(
    fake: FakeGitHub, github: GitHub
) -> None:
    for digest in ("a", "b", "b", "a"):
        report_drift(github, TOPIC, drift(digest))
    assert text_below(fake.data.issues[1]["body"]) == "is a"
    assert said(fake) == ["now b", "now a"]


def test_no_drift_closes_it_with_a_comment(fake: FakeGitHub, github: GitHub) -> None:
    report_drift(github, TOPIC, drift("a"))
    assert report_clean(github, TOPIC, "all as it should be").outcome is IssueOutcome.CLOSED
    assert fake.data.issues[1]["state"] == "closed"
    assert said(fake) == ["all as it should be"]
    assert report_clean(github, TOPIC, "still").outcome is IssueOutcome.NOTHING
    assert said(fake) == ["all as it should be"]


def test_no_drift_and_no_issue_is_nothing_to_do(fake: FakeGitHub, github: GitHub) -> None:
    assert report_clean(github, TOPIC, "fine").outcome is IssueOutcome.NOTHING
    assert fake.writes == []


def test_drift_that_comes_back_reopens_it(fake: FakeGitHub, github: GitHub) -> None:
    report_drift(github, TOPIC, drift("a"))
    report_clean(github, TOPIC, "fine")
    done = report_drift(github, TOPIC, drift("a"))
    assert (done.outcome, done.number, len(fake.data.issues)) == (IssueOutcome.REOPENED, 1, 1)
    assert fake.data.issues[1]["state"] == "open"
    assert said(fake) == ["fine", "now a"]


def test_one_that_a_person_closed_too_early_is_reopened_without_a_word(
    fake: FakeGitHub, github: GitHub
) -> None:
    report_drift(github, TOPIC, drift("a"))
    fake.data.issues[1]["state"] = "closed"
    assert report_drift(github, TOPIC, drift("a")).outcome is IssueOutcome.REOPENED
    assert said(fake) == []


@pytest.mark.parametrize(
    ("body", "by"),
    [(ours(), ANNA), (ours(), {"login": "renovate[bot]", "type": "Bot"}),
     ("Dependency dashboard", None), (ours(label="test"), None),
     (marked(Marker(MarkerKind.PLAN), "a plan"), None)],
)  # fmt: skip
def test_issues_of_others_with_that_label_are_let_alone(
    fake: FakeGitHub, github: GitHub, body: str, by: dict[str, Any] | None
) -> None:
    fake.data.complain("Theirs", body, [LABEL], **({"by": by} if by else {}))
    assert report_clean(github, TOPIC, "fine").outcome is IssueOutcome.NOTHING
    assert report_drift(github, TOPIC, drift("a")).outcome is IssueOutcome.OPENED
    assert (fake.data.issues[1]["state"], fake.data.issues[1]["body"]) == ("open", body)


def test_it_is_found_behind_a_hundred_others(fake: FakeGitHub, github: GitHub) -> None:
    report_drift(github, TOPIC, drift("a"))
    for number in range(120):
        fake.data.complain(f"Mine {number}", "text", [LABEL], by=ANNA)
    assert report_drift(github, TOPIC, drift("a")).outcome is IssueOutcome.UNCHANGED


def test_the_open_one_of_two_is_ours(fake: FakeGitHub, github: GitHub) -> None:
    fake.data.complain("Old", ours(), [LABEL])
    fake.data.complain("New", ours(), [LABEL])
    fake.data.issues[2]["state"] = "closed"
    assert report_drift(github, TOPIC, drift("b")).number == 1


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("path", ["/issues", "/comments", "/issues/1", "/labels"])
@pytest.mark.parametrize("status", [502, None])
def test_a_lost_answer_repeats_and_forgets_nothing(
    fake: FakeGitHub, github: GitHub, path: str, status: int | None, done: bool
) -> None:
    for method in ("POST", "PATCH"):
        fake.fails(method, path, status, done=done)
    for digest in ("a", "b"):
        report_drift(github, TOPIC, drift(digest))
    report_clean(github, TOPIC, "fine")
    report_drift(github, TOPIC, drift("b"))
    assert said(fake) == ["now b", "fine", "now b"]
    assert [issue["state"] for issue in fake.data.issues.values()] == ["open"]
    assert text_below(fake.data.issues[1]["body"]) == "is b"


def test_a_run_that_dies_after_the_comment_does_not_make_the_next_one_repeat_it(
    fake: FakeGitHub, github: GitHub
) -> None:
    report_drift(github, TOPIC, drift("a"))
    fake.fails("PATCH", "/issues/1", 502, count=3)
    with pytest.raises(GitHubUnconfirmedError):
        report_drift(github, TOPIC, drift("b"))
    assert report_drift(github, TOPIC, drift("b")).outcome is IssueOutcome.UPDATED
    assert said(fake) == ["now b"]


def test_a_label_that_somebody_else_makes_meanwhile_is_used(
    fake: FakeGitHub, github: GitHub
) -> None:
    fake.meanwhile["POST /labels"] = lambda: fake.data.labels.update({LABEL: {"name": LABEL}})
    assert report_drift(github, TOPIC, drift("a")).outcome is IssueOutcome.OPENED


def test_a_label_with_odd_characters_is_found_again(fake: FakeGitHub, github: GitHub) -> None:
    odd = Topic("publer/drift? #1 ü", label="", run="77/1")
    report_drift(github, odd, drift("a"))
    report_drift(github, odd, drift("b"))
    assert fake.writes.count("POST /labels") == 1
    assert len(fake.data.issues) == 1


@pytest.mark.parametrize("name", ["", "  ", "a,b", "x" * 51, "a\nb"])
def test_a_label_that_cannot_be_is_told(name: str) -> None:
    with pytest.raises(InvalidUsageError, match="label"):
        Topic(name, label="", run="77/1")


def test_a_repository_without_issues_is_told(fake: FakeGitHub, github: GitHub) -> None:
    fake.fails("GET", "/issues", 410, body='{"message": "Issues are disabled for this repo"}')
    with pytest.raises(GitHubNotFoundError):
        report_drift(github, TOPIC, drift("a"))


def test_a_token_that_only_reads_is_told(fake: FakeGitHub, connect: Connect) -> None:
    with pytest.raises(GitHubForbiddenError):
        report_drift(connect(token=READER), TOPIC, drift("a"))
    assert fake.data.issues == {}
