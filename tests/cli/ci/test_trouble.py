"""What goes wrong around a job costs no post, ends in a clear annotation, and has its own word."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.ci.test_apply import patience_of_a_second
from tests.cli.ci.test_pull_request import NEW
from tests.support.repository import JobDone, Repository
from tests.support.shop import NOW, ended


@pytest.mark.parametrize("status", [403, 404, 422, 502])
def test_a_comment_that_github_does_not_take_is_left_as_a_file(
    repository: Repository, status: int
) -> None:
    pull = repository.propose(NEW)
    repository.github.fails("POST", "/comments", status, count=99)
    done = repository.on_pull_request(pull)
    assert (done.code, repository.comments(pull)) == (0, [])
    document = json.loads(Path(done.outputs["comment-file"]).read_text(encoding="utf-8"))
    assert document["head"] == pull.head
    assert any(line.startswith("::warning ") for line in done.annotations)


def test_a_limit_of_github_is_waited_for(repository: Repository) -> None:
    pull = repository.propose(NEW)
    repository.github.fails("POST", "/comments", 429, headers={"Retry-After": "0"})
    assert repository.on_pull_request(pull).code == 0
    assert len(repository.comments(pull)) == 1


def test_a_comment_that_was_deleted_is_made_anew(repository: Repository) -> None:
    pull = repository.propose(NEW)
    repository.on_pull_request(pull)
    repository.push_to(pull, {"content/new.md": NEW["content/new.md"].replace("New", "Newer")})
    number = next(iter(repository.github.data.comments))
    repository.github.meanwhile[f"PATCH /issues/comments/{number}"] = lambda: (
        repository.github.data.comments.pop(number)
    )
    repository.on_pull_request(pull)
    (comment,) = repository.comments(pull)
    assert "Newer" in comment


def test_an_older_commit_does_not_write_over_the_plan_of_a_newer_one(
    repository: Repository,
) -> None:
    pull = repository.propose(NEW)
    stale = {"action": "opened", "pull_request": repository.github.data.pull_json(pull)}
    head = pull.head
    repository.push_to(pull, {"README.md": "Posts"})
    done = repository.job("pull_request", stale, head, {})
    assert (done.code, repository.comments(pull)) == (0, [])
    assert "newer commits" in done.log


def test_a_closed_pull_request_is_left_alone(repository: Repository) -> None:
    pull = repository.propose(NEW)
    pull.state = "closed"
    assert repository.on_pull_request(pull).code == 0
    assert repository.comments(pull) == []


def test_a_merge_queue_is_validated(repository: Repository) -> None:
    pull = repository.propose(NEW)
    done = repository.job("merge_group", {"merge_group": {"head_sha": pull.head}}, pull.head, {})
    assert (done.code, done.outputs["mode"]) == (0, "validate")


@pytest.mark.parametrize(
    ("name", "value"),
    [("mode", "aply"), ("comment", "yes"), ("annotations", "1"), ("allow", "everything"),
     ("working_directory", "../elsewhere"), ("fail_on", "errors"), ("label", "x" * 101),
     ("expected_commit", "main")],
)  # fmt: skip
def test_an_input_that_cannot_be_is_named(repository: Repository, name: str, value: str) -> None:
    pull = repository.propose(NEW)
    done = repository.on_pull_request(pull, **{name: value})
    assert done.code in {1, 64}
    assert done.outputs["failure-reason"] == "usage"
    assert any(name.replace("_", "-") in line for line in done.annotations), done.log


def test_outside_of_a_job_it_says_what_is_missing(repository: Repository) -> None:
    done = repository.shop.run("ci")
    assert done.code == 64
    assert "GITHUB_EVENT_NAME" in done.out + done.err


@pytest.mark.parametrize("content", ["", "[]", "{", '{"v": 2}', '{"v": 1, "head": "x"}'])
def test_a_handed_over_file_that_is_none_is_refused(repository: Repository, content: str) -> None:
    (repository.temp / "handover.json").write_text(content)
    done = brought(repository, str(repository.temp / "handover.json"))
    assert (done.code, done.outputs["failure-reason"]) == (64, "usage")
    assert repository.github.writes == []


@pytest.mark.parametrize(
    ("where", "odd"),
    [
        (("posts", 0, "time"), "0001-01-01T00:00:00+14:00"),
        (("posts", 0, "time"), "9999-12-31T23:59:59-12:00"),
        (("posts", 0, "time"), "soon"),
        (("posts", 0, "action"), "approve"),
        (("posts", 0, "held"), "by @anna"),
        (("posts", 0, "media"), 1 << 40),
        (("findings", 0, "severity"), "approved by @anna"),
        (("head",), "HEAD"),
    ],
)
def test_a_handed_over_file_is_looked_at_to_the_last_word(
    repository: Repository, where: tuple[str | int, ...], odd: object
) -> None:
    post = {"file": "a.md", "alias": "x", "network": "twitter", "action": "create"}
    post |= {"held": "", "time": ""}
    finding = {"severity": "error", "rule": "r", "message": "m", "file": "a.md", "line": 1}
    document: dict[str, Any] = {"v": 1, "head": "a" * 40, "planned": True, "more": 0}
    document |= {"posts": [{**post, "text": "Hi", "media": 0}], "findings": [finding]}
    file = repository.temp / "handover.json"
    file.write_text(json.dumps(document))
    assert brought(repository, str(file)).code == 0
    inner: Any = document
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = odd
    file.write_text(json.dumps(document))
    done = brought(repository, str(file))
    assert (done.code, done.outputs.get("failure-reason")) == (64, "usage"), done.log


def test_nothing_handed_over_is_nothing_to_say(repository: Repository) -> None:
    assert brought(repository, str(repository.temp / "nothing.json")).code == 0


def brought(repository: Repository, file: str) -> JobDone:
    run = {
        "id": 7,
        "event": "pull_request",
        "conclusion": "success",
        "head_sha": "a" * 40,
        "head_branch": "topic",
        "head_repository": {"owner": {"login": "someone"}},
    }
    payload = {"action": "completed", "workflow_run": run}
    return repository.job("workflow_run", payload, "b" * 40, {"comment_file": file})


def test_a_state_branch_that_is_protected_keeps_publer_from_being_written_to(
    repository: Repository,
) -> None:
    hook = repository.origin / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'protected branch'\nexit 1\n")
    hook.chmod(0o755)
    repository.push(NEW)
    done = repository.on_push()
    assert (done.code, done.outputs["failure-reason"]) == (1, "state-problem")
    assert "protected branch" in done.log
    assert repository.shop.texts() == []


def test_a_state_that_cannot_be_saved_is_left_for_a_later_step(
    repository: Repository, tmp_path: Path
) -> None:
    """The server takes the lock and what is about to be written, and refuses what became of it."""
    hook = repository.origin / "hooks/pre-receive"
    hook.write_text(
        f"#!/bin/sh\necho push >> {tmp_path}/pushes\n[ $(wc -l < {tmp_path}/pushes) -le 3 ]\n"
    )
    hook.chmod(0o755)
    repository.push(NEW)
    done = repository.on_push()
    assert (done.code, done.outputs["failure-reason"]) == (1, "state-not-saved"), done.log
    rescued = json.loads(Path(done.outputs["rescue-path"]).read_text(encoding="utf-8"))
    assert rescued["intents"] or rescued["posts"]
    assert repository.shop.texts() != []


def test_a_job_that_is_cancelled_ends_in_good_order(repository: Repository) -> None:
    repository.push({**NEW, **patience_of_a_second(repository)})
    repository.shop.fault(method="POST", path="/posts/schedule", kind="slow:2", count=1)
    tip, payload = repository.pushed()
    paths = repository.paths()
    environ = repository.environ("push", payload, tip, {"mode": "apply"}, paths)
    process = subprocess.Popen(
        [sys.executable, "-m", "publer_sync", "--now", NOW, "ci"],
        cwd=repository.root, env={**os.environ, **environ}, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not any("/posts/schedule" in each for each in repository.shop.requests()):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    done = ended(process)
    assert done.code == 130, done
    assert "failure-reason<<" in paths["output"].read_text(encoding="utf-8")
    assert repository.on_push().code == 0
    assert len(repository.shop.texts()) == 3


@pytest.mark.parametrize("mode", ["apply", "drift"])
def test_a_state_that_would_go_with_the_runner_is_refused(
    repository: Repository, mode: str
) -> None:
    project = (repository.root / "publer-sync.yaml").read_text(encoding="utf-8")
    repository.push({**NEW, "publer-sync.yaml": project.replace("state: git", "state: local")})
    done = repository.on_push(mode=mode)
    assert (done.code, done.outputs["failure-reason"]) == (1, "invalid-config")
    assert "The state would be lost with this runner." in done.log
    assert repository.shop.texts() == []


def test_what_an_apply_left_open_is_something_to_do(repository: Repository) -> None:
    """The plan before an apply asks no one: `false` would skip the one that takes the post away again."""
    repository.shop.applied()
    repository.push(NEW)
    repository.shop.fault(method="POST", path="/posts/schedule", kind="drop_after", count=1)
    repository.shop.fault(method="GET", path="/posts", kind="status:403", nth=5, count=9)
    assert repository.on_push().code == 1
    assert ("twitter", "New: @anna") in repository.shop.texts()
    (repository.root / "content/new.md").unlink()
    repository.push({})
    repository.monkeypatch.delenv("PUBLER_API_KEY")
    done = repository.on_push(mode="plan")
    assert (done.code, done.outputs["changes"]) == (0, "true"), done.log


def test_what_two_labels_leave_behind_lies_apart(repository: Repository) -> None:
    pull = repository.propose(NEW)
    labels = ("a/b", "a-b", "a b", "../b")
    done = [repository.on_pull_request(pull, label=label) for label in labels]
    folders = {Path(each.outputs["plan-json-path"]).parent for each in done}
    assert len(folders) == len(labels)
    assert {folder.parent for folder in folders} == {repository.temp / "publer-sync"}


def test_no_more_is_annotated_than_the_runner_shows(repository: Repository) -> None:
    """Ten of a level for the whole step: what is beyond is dropped without a word."""
    post = "---\naccounts: [shop-x]\nschedule: 2036-05-{:02} 09:00\n---\n{{{{ x }}}} {}\n"
    files = {f"content/{n}.md": post.format(6 + n, n) for n in range(20)}
    repository.shop.fault(method="POST", path="/posts/schedule", kind="refuse:No.", count=99)
    repository.push({**files, **patience_of_a_second(repository)})
    done = repository.on_push()
    for level in ("::error ", "::warning ", "::notice "):
        assert sum(line.startswith(level) for line in done.annotations) <= 10
    assert sum(line.startswith("::error ") for line in done.annotations) == 9
    assert all(f"- error: {n}@shop-x" in done.log for n in range(10, 20))
