"""The run we are in: everything is looked at before it is used, and no event calls for an apply."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publer_sync.errors import InvalidUsageError
from publer_sync.forge.github import workflow_run as module
from publer_sync.forge.github.workflow_run import (
    EarlierRun,
    Mode,
    WorkflowRun,
    default_branch,
    earlier_run_in,
    is_restricted,
    mode_for,
    pull_request_in,
    pushed_from,
    read_run,
)
from tests.support.github_data import TOKEN, sha
from tests.support.runner import EVENTS, payload, runner


def test_a_run_is_read(tmp_path: Path) -> None:
    run = read_run(runner(tmp_path, "push", payload("push_squash"), GITHUB_RUN_ATTEMPT="2"))
    assert (run.event, run.repository, run.name) == ("push", "corner-shop/posts", "4711/2")
    assert run.url == "https://github.com/corner-shop/posts/actions/runs/4711/attempts/2"
    assert run.payload["ref"] == "refs/heads/main"
    assert (run.output, run.summary) == (tmp_path / "output", tmp_path / "summary")
    assert run.workspace == run.temp == tmp_path


def test_the_token_is_that_of_the_input_and_never_shown(tmp_path: Path) -> None:
    environ = runner(tmp_path, "push", {}, PUBLER_SYNC_GITHUB_TOKEN="ghs_of_the_input")
    assert read_run(environ).token == "ghs_of_the_input"
    run = read_run(runner(tmp_path, "push", {"token": "in the payload"}))
    assert run.token == TOKEN
    assert TOKEN not in repr(run)
    assert "in the payload" not in repr(run)


def test_what_may_be_missing(tmp_path: Path) -> None:
    left_out = ("GITHUB_TOKEN", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_RUN_ATTEMPT",
                "GITHUB_API_URL", "GITHUB_SERVER_URL")  # fmt: skip
    full = runner(tmp_path, "push", {})
    run = read_run({name: value for name, value in full.items() if name not in left_out})
    assert (run.token, run.output, run.summary, run.attempt) == ("", None, None, 1)
    assert (run.api_url, run.server_url) == ("https://api.github.com", "https://github.com")


@pytest.mark.parametrize(
    "name",
    ["GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_REPOSITORY", "GITHUB_SHA", "GITHUB_RUN_ID",
     "GITHUB_WORKSPACE", "RUNNER_TEMP"],
)  # fmt: skip
def test_what_is_missing_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidUsageError, match="missing") as caught:
        read_run(runner(tmp_path, "push", {}, **{name: ""}))
    assert caught.value.location == name


@pytest.mark.parametrize(
    ("name", "value"),
    [("GITHUB_EVENT_NAME", "Push it"), ("GITHUB_REPOSITORY", "posts"), ("GITHUB_REPOSITORY", "../x"),
     ("GITHUB_REPOSITORY", "a/.."), ("GITHUB_REPOSITORY", "a/b/c"), ("GITHUB_REPOSITORY", "a/b?c"),
     ("GITHUB_REPOSITORY", "a/b\n"), ("GITHUB_SHA", "main"), ("GITHUB_SHA", "A" * 40),
     ("GITHUB_RUN_ID", "-1"), ("GITHUB_RUN_ID", "١"), ("GITHUB_RUN_ATTEMPT", "0"),
     ("GITHUB_API_URL", "http://api.github.com"), ("GITHUB_SERVER_URL", "javascript:x"),
     ("GITHUB_API_URL", "https://a:b@x"), ("GITHUB_WORKSPACE", "content"), ("RUNNER_TEMP", "content"),
     ("GITHUB_EVENT_PATH", "/no/such/file"), ("GITHUB_EVENT_PATH", "/"),
     ("GITHUB_EVENT_PATH", "a\0b"), ("PUBLER_SYNC_GITHUB_TOKEN", "two words"),
     ("GITHUB_TOKEN", "schlüssel")],
)  # fmt: skip
def test_what_cannot_be_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(InvalidUsageError) as caught:
        read_run(runner(tmp_path, "push", {}, **{name: value}))
    assert caught.value.location == name
    assert "TOKEN" not in name or value not in str(caught.value)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000, b'{"a": NaN}'])
def test_an_event_file_that_is_none_is_told(tmp_path: Path, text: bytes) -> None:
    environ = runner(tmp_path, "push", {})
    Path(environ["GITHUB_EVENT_PATH"]).write_bytes(text)
    with pytest.raises(InvalidUsageError, match="event file"):
        read_run(environ)


def test_an_event_file_is_not_read_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_EVENT", 100)
    with pytest.raises(InvalidUsageError, match="event file"):
        read_run(runner(tmp_path, "push", {"text": "x" * 100}))


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    environ = runner(tmp_path, "push", {})
    Path(environ["GITHUB_EVENT_PATH"]).write_bytes(b'\xef\xbb\xbf{"ref": "x"}')
    assert read_run(environ).payload == {"ref": "x"}


NAMES = {
    **dict.fromkeys(
        ["pull_request", "draft", "fork", "deleted_fork", "dependabot", "closed", "merged"],
        "pull_request",
    ),
    **dict.fromkeys(
        ["push_merge_commit", "push_squash", "push_rebase", "push_direct", "push_new_branch"],
        "push",
    ),
    **dict.fromkeys(["workflow_run", "workflow_run_push"], "workflow_run"),
    **{name: name for name in ("merge_group", "schedule", "workflow_dispatch")},
}
ACTORS = {"dependabot": "dependabot[bot]", "fork": "ben", "deleted_fork": "ben"}


def a_run(folder: Path, scenario: str, **more: str) -> WorkflowRun:
    actor = ACTORS.get(scenario, "anna")
    environ = runner(folder, NAMES[scenario], payload(scenario), GITHUB_ACTOR=actor, **more)
    return read_run(environ)


def about(folder: Path, event: str, body: Any) -> WorkflowRun:
    return read_run(runner(folder, event, body))


def test_each_event_here_is_tested() -> None:
    assert {file.stem for file in EVENTS.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize(
    ("scenario", "mode"),
    [("pull_request", Mode.PLAN), ("draft", Mode.PLAN), ("closed", Mode.PLAN), ("merged", Mode.PLAN),
     ("fork", Mode.PLAN), ("deleted_fork", Mode.PLAN), ("dependabot", Mode.PLAN),
     ("merge_group", Mode.VALIDATE), ("schedule", Mode.DRIFT), ("workflow_run", Mode.COMMENT),
     ("workflow_run_push", Mode.COMMENT)],
)  # fmt: skip
def test_auto_chooses_by_the_event(tmp_path: Path, scenario: str, mode: Mode) -> None:
    assert mode_for(a_run(tmp_path, scenario), "auto") is mode


@pytest.mark.parametrize("attempt", ["1", "2"])
@pytest.mark.parametrize("scenario", sorted(NAMES))
def test_auto_never_applies(tmp_path: Path, scenario: str, attempt: str) -> None:
    run = a_run(tmp_path, scenario, GITHUB_RUN_ATTEMPT=attempt)
    if NAMES[scenario] in {"push", "workflow_dispatch"}:
        with pytest.raises(InvalidUsageError) as caught:
            mode_for(run, "auto")
        assert "mode: apply" in str(caught.value)
    else:
        assert mode_for(run, "auto") is not Mode.APPLY


@pytest.mark.parametrize(
    "event", ["issue_comment", "release", "repository_dispatch", "pull_request_review"]
)
def test_auto_does_nothing_for_events_that_it_does_not_know(tmp_path: Path, event: str) -> None:
    with pytest.raises(InvalidUsageError):
        mode_for(about(tmp_path, event, {}), "auto")


@pytest.mark.parametrize("wish", ["auto", *Mode])
def test_nothing_is_done_with_secrets_about_files_of_strangers(tmp_path: Path, wish: str) -> None:
    with pytest.raises(InvalidUsageError) as caught:
        mode_for(about(tmp_path, "pull_request_target", payload("fork")), wish)
    assert "on: pull_request" in str(caught.value)


@pytest.mark.parametrize(
    "scenario",
    ["pull_request", "fork", "deleted_fork", "dependabot", "closed", "merged", "merge_group",
     "workflow_run"],
)  # fmt: skip
def test_what_is_not_merged_is_never_applied(tmp_path: Path, scenario: str) -> None:
    with pytest.raises(InvalidUsageError, match="does not fit"):
        mode_for(a_run(tmp_path, scenario), "apply")


@pytest.mark.parametrize("event", ["pull_request_review_comment", "issue_comment"])
def test_a_word_about_a_pull_request_applies_nothing(tmp_path: Path, event: str) -> None:
    with pytest.raises(InvalidUsageError, match="does not fit"):
        mode_for(about(tmp_path, event, {}), "apply")


@pytest.mark.parametrize(
    "scenario",
    ["push_merge_commit", "push_squash", "push_rebase", "push_direct", "workflow_dispatch", "schedule",
     "workflow_run_push"],
)  # fmt: skip
def test_apply_happens_where_it_is_asked_for(tmp_path: Path, scenario: str) -> None:
    assert mode_for(a_run(tmp_path, scenario), "apply") is Mode.APPLY


def test_a_wish_is_kept(tmp_path: Path) -> None:
    run = a_run(tmp_path, "fork")
    assert [mode_for(run, wish) for wish in ("validate", "plan", "drift")] == [
        Mode.VALIDATE, Mode.PLAN, Mode.DRIFT,
    ]  # fmt: skip


@pytest.mark.parametrize("wish", ["", "Apply", "aply", "auto "])
def test_a_wish_that_is_none_is_told(tmp_path: Path, wish: str) -> None:
    with pytest.raises(InvalidUsageError) as caught:
        mode_for(a_run(tmp_path, "push_squash"), wish)
    assert caught.value.location == "mode"


def test_a_comment_is_brought_after_another_run_only(tmp_path: Path) -> None:
    with pytest.raises(InvalidUsageError):
        mode_for(a_run(tmp_path, "pull_request"), "comment")


def test_a_pull_request_is_read(tmp_path: Path) -> None:
    found = pull_request_in(a_run(tmp_path, "pull_request"))
    assert found
    assert (found.number, found.head_sha, found.base_sha) == (7, sha(20), sha(10))
    assert (found.base_ref, found.head_repository) == ("main", "corner-shop/posts")
    assert (found.is_open, found.is_merged, found.is_draft, found.is_fork) == (
        True, False, False, False,
    )  # fmt: skip


def test_a_merged_one_knows_what_it_became(tmp_path: Path) -> None:
    found = pull_request_in(a_run(tmp_path, "merged"))
    assert found
    assert (found.is_open, found.is_merged, found.merge_sha) == (False, True, sha(30))


@pytest.mark.parametrize("scenario", ["fork", "deleted_fork"])
def test_a_fork_is_known_even_if_it_was_deleted(tmp_path: Path, scenario: str) -> None:
    run = a_run(tmp_path, scenario)
    found = pull_request_in(run)
    assert found
    assert found.is_fork
    assert is_restricted(run)


def test_a_repository_that_is_a_fork_itself_is_none_for_its_own_branches(tmp_path: Path) -> None:
    body = payload("pull_request")
    body["pull_request"]["head"]["repo"]["fork"] = True
    body["pull_request"]["head"]["repo"]["full_name"] = "Corner-Shop/Posts"
    assert not is_restricted(about(tmp_path, "pull_request", body))


@pytest.mark.parametrize(
    "break_it",
    [lambda p: p.update(number="7"), lambda p: p.update(number=-7), lambda p: p.update(number=True),
     lambda p: p["head"].update(sha="../x"), lambda p: p["base"].update(sha=None),
     lambda p: p.update(head=[]), lambda p: p.update(base="main"), lambda p: p.update(state="new"),
     lambda p: p["base"].update(ref=7), lambda p: p["base"]["repo"].update(full_name="ben/posts")],
)  # fmt: skip
def test_a_pull_request_that_cannot_be_is_told(tmp_path: Path, break_it: Any) -> None:
    body = payload("pull_request")
    break_it(body["pull_request"])
    with pytest.raises(InvalidUsageError, match="cannot be read"):
        pull_request_in(about(tmp_path, "pull_request", body))


@pytest.mark.parametrize("scenario", ["push_squash", "schedule", "merge_group", "workflow_run"])
def test_other_events_have_no_pull_request(tmp_path: Path, scenario: str) -> None:
    run = a_run(tmp_path, scenario)
    assert pull_request_in(run) is None
    assert not is_restricted(run)


def test_where_a_push_began(tmp_path: Path) -> None:
    assert pushed_from(a_run(tmp_path, "push_rebase")) == sha(10)
    assert pushed_from(a_run(tmp_path, "push_new_branch")) is None
    assert pushed_from(a_run(tmp_path, "workflow_dispatch")) is None
    assert pushed_from(about(tmp_path, "push", {"before": "main"})) is None


def test_the_default_branch(tmp_path: Path) -> None:
    assert default_branch(a_run(tmp_path, "push_squash")) == "main"
    assert default_branch(about(tmp_path, "push", {"repository": []})) is None


def test_an_earlier_run_is_read(tmp_path: Path) -> None:
    assert earlier_run_in(a_run(tmp_path, "workflow_run")) == EarlierRun(
        run_id=9001,
        event="pull_request",
        succeeded=True,
        head_sha=sha(20),
        head_branch="summer-sale",
        head_owner="ben",
    )
    assert earlier_run_in(a_run(tmp_path, "push_squash")) is None


@pytest.mark.parametrize("body", [{}, {"workflow_run": 7}, {"workflow_run": {"id": "1"}}])
def test_an_earlier_run_that_cannot_be_is_told(tmp_path: Path, body: Any) -> None:
    with pytest.raises(InvalidUsageError, match="cannot be read"):
        earlier_run_in(about(tmp_path, "workflow_run", body))
