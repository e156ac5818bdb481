"""The run we are in: everything is looked at before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.errors import UsageProblem
from publer_sync.github import surroundings as module
from publer_sync.github.surroundings import surroundings
from tests.support.github_data import TOKEN
from tests.support.runner import payload, runner


def test_a_run_is_read(tmp_path: Path) -> None:
    run = surroundings(runner(tmp_path, "push", payload("push_squash"), GITHUB_RUN_ATTEMPT="2"))
    assert (run.event, run.repository, run.name) == ("push", "corner-shop/posts", "4711/2")
    assert run.url == "https://github.com/corner-shop/posts/actions/runs/4711/attempts/2"
    assert run.payload["ref"] == "refs/heads/main"
    assert (run.output, run.summary) == (tmp_path / "output", tmp_path / "summary")
    assert run.workspace == run.temp == tmp_path


def test_the_token_is_that_of_the_input_and_never_shown(tmp_path: Path) -> None:
    environ = runner(tmp_path, "push", {}, PUBLER_SYNC_GITHUB_TOKEN="ghs_of_the_input")
    assert surroundings(environ).token == "ghs_of_the_input"
    run = surroundings(runner(tmp_path, "push", {"token": "in the payload"}))
    assert run.token == TOKEN
    assert TOKEN not in repr(run)
    assert "in the payload" not in repr(run)


def test_what_may_be_missing(tmp_path: Path) -> None:
    left_out = ("GITHUB_TOKEN", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_RUN_ATTEMPT",
                "GITHUB_API_URL", "GITHUB_SERVER_URL")  # fmt: skip
    full = runner(tmp_path, "push", {})
    run = surroundings({name: value for name, value in full.items() if name not in left_out})
    assert (run.token, run.output, run.summary, run.attempt) == ("", None, None, 1)
    assert (run.api_url, run.server_url) == ("https://api.github.com", "https://github.com")


@pytest.mark.parametrize(
    "name",
    ["GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_REPOSITORY", "GITHUB_SHA", "GITHUB_RUN_ID",
     "GITHUB_WORKSPACE", "RUNNER_TEMP"],
)  # fmt: skip
def test_what_is_missing_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageProblem, match="missing") as caught:
        surroundings(runner(tmp_path, "push", {}, **{name: ""}))
    assert caught.value.where == name


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
    with pytest.raises(UsageProblem) as caught:
        surroundings(runner(tmp_path, "push", {}, **{name: value}))
    assert caught.value.where == name
    assert "TOKEN" not in name or value not in str(caught.value)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000, b'{"a": NaN}'])
def test_an_event_file_that_is_none_is_told(tmp_path: Path, text: bytes) -> None:
    environ = runner(tmp_path, "push", {})
    Path(environ["GITHUB_EVENT_PATH"]).write_bytes(text)
    with pytest.raises(UsageProblem, match="event file"):
        surroundings(environ)


def test_an_event_file_is_not_read_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_EVENT", 100)
    with pytest.raises(UsageProblem, match="event file"):
        surroundings(runner(tmp_path, "push", {"text": "x" * 100}))


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    environ = runner(tmp_path, "push", {})
    Path(environ["GITHUB_EVENT_PATH"]).write_bytes(b'\xef\xbb\xbf{"ref": "x"}')
    assert surroundings(environ).payload == {"ref": "x"}
