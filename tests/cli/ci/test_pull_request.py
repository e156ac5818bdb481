"""A pull request gets one comment with its plan, and later pushes edit it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.emulator.store.seed import API_KEY
from tests.support.github_data import READER
from tests.support.repository import Repository

NEW = {"content/new.md": "---\naccounts: [shop-x]\nschedule: 2036-05-06 09:00\n---\nNew: @anna\n"}
BROKEN = {"content/new.md": "---\naccounts: [shop-x]\n---\nNo time\n"}


def test_a_pull_request_gets_its_plan(repository: Repository) -> None:
    pull = repository.propose(NEW)
    done = repository.on_pull_request(pull)
    assert done.code == 0, done.log
    (comment,) = repository.comments(pull)
    assert comment.startswith('<!-- publer-sync {"v":1,"kind":"plan"')
    assert "content/new.md" in comment
    assert done.outputs["mode"] == "plan"
    assert (done.outputs["changes"], done.outputs["create-count"]) == ("true", "3")
    assert "content/new.md" in done.summary


def test_a_second_push_edits_the_same_comment(repository: Repository) -> None:
    pull = repository.propose(NEW)
    first = repository.on_pull_request(pull)
    repository.push_to(pull, {"content/new.md": NEW["content/new.md"].replace("New", "Newer")})
    second = repository.on_pull_request(pull)
    assert first.outputs["comment-id"] == second.outputs["comment-id"]
    (comment,) = repository.comments(pull)
    assert "Newer" in comment


def test_without_a_key_publer_is_not_asked(repository: Repository) -> None:
    repository.monkeypatch.delenv("PUBLER_API_KEY")
    pull = repository.propose(NEW)
    assert repository.on_pull_request(pull).code == 0
    assert repository.shop.requests() == []
    assert "Publer was not asked" in repository.comments(pull)[0]


def test_errors_are_at_their_lines_and_in_the_comment(repository: Repository) -> None:
    pull = repository.propose(BROKEN)
    done = repository.on_pull_request(pull)
    assert (done.code, done.outputs["failure-reason"]) == (1, "validation-failed")
    assert any("file=content/new.md,line=1" in line for line in done.annotations)
    assert "no-schedule" in repository.comments(pull)[0]
    assert done.outputs["error-count"] == "1"


def test_no_change_says_nothing_unless_there_is_something_to_take_back(
    repository: Repository,
) -> None:
    repository.shop.applied()
    pull = repository.propose({"README.md": "Posts"})
    repository.on_pull_request(pull)
    assert repository.comments(pull) == []
    repository.push_to(pull, NEW)
    repository.on_pull_request(pull)
    repository.push_to(pull, {"content/new.md": ""})
    (repository.root / "content/new.md").unlink()
    repository.on_pull_request(pull)
    assert "No changes" in repository.comments(pull)[0]


def test_a_token_that_only_reads_leaves_a_file_to_hand_over(repository: Repository) -> None:
    pull = repository.propose(NEW, source="someone/posts")
    done = repository.on_pull_request(pull, github_token=READER)
    assert (done.code, repository.comments(pull)) == (0, [])
    handed = done.outputs["comment-file"]
    event = {
        "action": "completed",
        "workflow_run": {
            "id": 7,
            "event": "pull_request",
            "conclusion": "success",
            "head_sha": pull.head,
            "head_branch": pull.branch,
            "head_repository": {"owner": {"login": "someone"}},
        },
    }
    brought = repository.job("workflow_run", event, pull.base, {"comment_file": handed})
    assert brought.code == 0, brought.log
    (comment,) = repository.comments(pull)
    assert '"kind":"preview"' in comment.splitlines()[0]
    assert "New: @anna" in comment


def test_a_fork_that_may_not_read_the_state_is_validated(repository: Repository) -> None:
    repository.origin.rename(repository.origin.with_name("elsewhere"))
    pull = repository.propose(NEW, source="someone/posts")
    done = repository.on_pull_request(pull, github_token=READER)
    assert done.code == 0, done.log
    assert "The files were checked, and nothing was planned" in done.log
    assert "changes" not in done.outputs


def test_one_of_our_own_that_may_not_read_it_fails(repository: Repository) -> None:
    repository.origin.rename(repository.origin.with_name("elsewhere"))
    done = repository.on_pull_request(repository.propose(NEW))
    assert (done.code, done.outputs["failure-reason"]) == (1, "state-problem")


def test_neither_the_key_nor_a_post_is_in_the_log(repository: Repository) -> None:
    pull = repository.propose(NEW)
    done = repository.on_pull_request(pull, api_key=API_KEY)
    first, *rest = done.log.splitlines()
    assert first == f"::add-mask::{API_KEY}"
    assert API_KEY not in "\n".join(rest)
    assert "New: " not in done.log
    assert API_KEY not in done.summary + repository.comments(pull)[0]


@pytest.mark.parametrize(
    "hostile",
    [
        "state: {{store: git, remote: 'ext::sh -c touch% {trap}'}}\n",
        "state: {{store: git, remote: '--upload-pack=touch {trap}'}}\n",
        "state: {{store: git, branch: '--exec=touch {trap}'}}\n",
        "content: ../..\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "\x00\x01::error::owned\n",
    ],
)
def test_a_hostile_project_file_gets_nothing_done(
    repository: Repository, tmp_path: Path, hostile: str
) -> None:
    trap = tmp_path / "trap"
    project = (repository.root / "publer-sync.yaml").read_text(encoding="utf-8")
    text = project.replace("state: git\n", "") + hostile.format(trap=trap)
    done = repository.on_pull_request(repository.propose({"publer-sync.yaml": text}))
    assert done.code in {1, 64}, done.log
    assert done.outputs["failure-reason"] in {
        "invalid-config",
        "validation-failed",
        "state-problem",
    }
    assert not trap.exists()
    assert not any(line.startswith("::error::owned") for line in done.log.splitlines())
    assert repository.shop.requests() == []
