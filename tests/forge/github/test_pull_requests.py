"""Pull requests: found by branch and commit, and which of them an apply brings."""

from __future__ import annotations

import pytest

from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.errors import GitHubUnavailableError
from publer_sync.forge.github.pull_requests import (
    MergedPullRequest,
    merged_since,
    pull_request_of,
    read_pull_request,
)
from tests.forge.github.conftest import Connect
from tests.forge.github.test_client import says
from tests.support.fake_github import FakeGitHub
from tests.support.github_data import MAIN, Pull, sha


def numbers(found: tuple[MergedPullRequest, ...]) -> list[int]:
    return [each.number for each in found]


@pytest.mark.parametrize("how", ["merge", "squash", "rebase", "queue"])
def test_a_pull_request_is_found_however_it_was_merged(
    fake: FakeGitHub, github: GitHub, how: str
) -> None:
    before = fake.data.push()
    pull = fake.data.propose(commits=3)
    tip = fake.data.merge(pull, how)
    expected = MergedPullRequest(1, pull.head, f"{fake.url}/corner-shop/posts/pull/1")
    assert merged_since(github, before, tip, MAIN) == (expected,)


def test_several_are_found_each_once_with_pushes_between(fake: FakeGitHub, github: GitHub) -> None:
    before = fake.data.push()
    pulls = [fake.data.propose(commits=2) for _ in range(4)]
    for pull, how in zip(reversed(pulls), ["rebase", "merge", "squash", "queue"], strict=True):
        fake.data.merge(pull, how)
        fake.data.push()
    found = merged_since(github, before, fake.data.branches[MAIN], MAIN)
    assert numbers(found) == [1, 2, 3, 4]


def test_what_an_earlier_apply_brought_is_not_brought_again(
    fake: FakeGitHub, github: GitHub
) -> None:
    before = fake.data.merge(fake.data.propose(commits=2), "rebase")
    tip = fake.data.merge(fake.data.propose(), "squash")
    assert numbers(merged_since(github, before, tip, MAIN)) == [2]
    assert merged_since(github, tip, tip, MAIN) == ()


def test_more_than_250_commits_lose_nothing(fake: FakeGitHub, github: GitHub) -> None:
    before = fake.data.push()
    fake.data.merge(fake.data.propose(), "squash")
    fake.data.push(120)
    fake.data.merge(fake.data.propose(), "squash")
    fake.data.push(139)
    tip = fake.data.merge(fake.data.propose(), "squash")
    assert numbers(merged_since(github, before, tip, MAIN)) == [1, 2, 3]


def test_more_than_100_files_and_100_pull_requests_of_a_commit_lose_nothing(
    fake: FakeGitHub, github: GitHub
) -> None:
    tip = fake.data.push()
    many = [f"content/{number}.md" for number in range(101)]
    for number in range(1, 131):
        merged = Pull(number, head=tip, base=tip, commits=[tip], files=many, merged_at="2036")
        fake.data.pulls[number] = merged
    assert numbers(merged_since(github, None, tip, MAIN)) == list(range(1, 131))


def test_a_direct_push_brings_none(fake: FakeGitHub, github: GitHub) -> None:
    before = fake.data.push()
    assert merged_since(github, before, fake.data.push(2), MAIN) == ()


def test_one_that_is_open_closed_or_went_elsewhere_counts_for_nothing(
    fake: FakeGitHub, github: GitHub
) -> None:
    before, tip = fake.data.push(), fake.data.push()
    fake.data.pulls = {
        1: Pull(1, head=tip, base=before, commits=[tip]),
        2: Pull(2, head=tip, base=before, commits=[tip], state="closed"),
        3: Pull(3, head=tip, base=before, commits=[tip], base_ref="next", merged_at="2036"),
    }
    assert merged_since(github, before, tip, MAIN) == ()


@pytest.mark.parametrize("base", [None, sha(99_999)])
def test_without_a_known_base_the_head_alone_counts(
    fake: FakeGitHub, github: GitHub, base: str | None
) -> None:
    fake.data.merge(fake.data.propose(), "squash")
    tip = fake.data.merge(fake.data.propose(), "squash")
    assert numbers(merged_since(github, base, tip, MAIN)) == [2]


def test_a_list_that_lacks_commits_is_not_believed(connect: Connect) -> None:
    short = says(json={"total_commits": 2, "commits": []})
    with pytest.raises(GitHubUnavailableError, match="as one whole"):
        merged_since(connect(transport=short), sha(1), sha(2), MAIN)


@pytest.mark.parametrize("path", ["/pulls", "..." + sha(2)])
def test_trouble_on_the_way_is_an_error_and_no_shorter_list(
    fake: FakeGitHub, github: GitHub, path: str
) -> None:
    tip = fake.data.merge(fake.data.propose(commits=0), "squash")
    fake.fails("GET", path, 502, count=99)
    with pytest.raises(GitHubUnavailableError):
        merged_since(github, sha(1), tip, MAIN)


def test_the_pull_request_of_a_fork_is_found_by_its_branch_and_commit(
    fake: FakeGitHub, github: GitHub
) -> None:
    fake.data.propose(source="anna/posts", branch="sale")
    pull = fake.data.propose(source="ben/posts", branch="sale")
    head = pull.head
    found = pull_request_of(github, "ben", "sale", head)
    assert found
    assert (found.number, found.is_fork) == (2, True)
    fake.data.push_to(pull)
    assert pull_request_of(github, "ben", "sale", head) is None
    assert read_pull_request(github, 2).head_sha == pull.head
