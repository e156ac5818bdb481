"""The client: what it waits for, what it repeats, and what it never does with the token."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from publer_sync import http
from publer_sync.errors import InvalidUsageError, PublerSyncError
from publer_sync.forge.github.client import ATTEMPTS, PATIENCE, GitHub
from publer_sync.forge.github.errors import (
    GitHubForbiddenError,
    GitHubNotFoundError,
    GitHubNotSentError,
    GitHubRateLimitError,
    GitHubRejectedError,
    GitHubTokenError,
    GitHubUnavailableError,
    GitHubUnconfirmedError,
)
from publer_sync.forge.github.workflow_run import read_run
from publer_sync.render.text.error import error_text
from tests.forge.github.conftest import KEY, Connect
from tests.support.fake_github import FakeGitHub
from tests.support.fake_time import FakeTime
from tests.support.github_data import ACTIONS, ANNA, TOKEN, Token
from tests.support.runner import runner
from tests.support.wire import streamed

LIMITED = '{"message": "You have exceeded a secondary rate limit."}'
NOT_ACCESSIBLE = '{"message": "Resource not accessible by integration"}'
MERGE_CONFLICT = 409


class Says(httpx.BaseTransport):
    """Answers each request in the same way, and counts them."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.answer = answer
        self.asked: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return streamed(self.answer(request))


def breaks(error: type[httpx.TransportError]) -> Says:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error(f"it broke, with {TOKEN}", request=request)

    return Says(answer)


def says(status: int = 200, json: Any = None, **headers: str) -> Says:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Says(lambda request: httpx.Response(status, json=json, headers=named))


@pytest.mark.parametrize("status", [500, 502, 503, 429, None])
def test_a_read_is_tried_again(fake: FakeGitHub, github: GitHub, status: int | None) -> None:
    fake.fails("GET", "/issues", status, count=ATTEMPTS - 2)
    assert github.get("issues") == []
    assert len(fake.asked) == ATTEMPTS - 1


def test_a_read_that_never_works_is_an_error(
    fake: FakeGitHub, github: GitHub, time: FakeTime
) -> None:
    fake.fails("GET", "/issues", 502, count=99)
    with pytest.raises(GitHubUnavailableError) as caught:
        github.get("issues")
    assert len(fake.asked) == ATTEMPTS
    assert time.slept == 1 + 2 + 4 + 8
    assert "502" in str(caught.value)


@pytest.mark.parametrize("status", [429, 403, 503])
def test_it_waits_as_long_as_it_is_asked_to(
    fake: FakeGitHub, github: GitHub, time: FakeTime, status: int
) -> None:
    fake.fails("GET", "/issues", status, body=LIMITED, headers={"Retry-After": "42"})
    github.get("issues")
    assert time.slept == 42


def test_it_waits_until_the_limit_begins_anew(
    fake: FakeGitHub, github: GitHub, time: FakeTime
) -> None:
    reset = str(int(time.seconds()) + 90)
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
    fake.fails(
        "GET", "/issues", 403, body='{"message": "API rate limit exceeded"}', headers=headers
    )
    github.get("issues")
    assert time.slept == 91


def test_patience_ends(fake: FakeGitHub, github: GitHub, time: FakeTime) -> None:
    fake.fails("GET", "/issues", 429, count=99, headers={"Retry-After": "120"})
    with pytest.raises(GitHubRateLimitError):
        github.get("issues")
    assert time.slept == 240 <= PATIENCE


@pytest.mark.parametrize("method", [GitHub.post, GitHub.patch])
def test_a_write_is_repeated_where_a_limit_refused_it(
    fake: FakeGitHub, github: GitHub, method: Callable[..., Any]
) -> None:
    fake.data.complain("Drift", "text", [])
    fake.fails("POST", "/issues", 403, body=LIMITED, headers={"Retry-After": "3"})
    fake.fails("PATCH", "/issues/1", 429, headers={"Retry-After": "3"})
    path = "issues" if method is GitHub.post else "issues/1"
    method(github, path, {"title": "New", "body": "text"})
    assert len(fake.writes) == 2


def test_a_write_is_not_repeated_where_nobody_says_when(
    fake: FakeGitHub, github: GitHub, time: FakeTime
) -> None:
    fake.fails("POST", "/issues", 429)
    with pytest.raises(GitHubRateLimitError):
        github.post("issues", {"title": "New", "body": "text"})
    assert (len(fake.writes), time.slept) == (1, 0)


@pytest.mark.parametrize("status", [500, 502, 503, 504, None])
@pytest.mark.parametrize("done", [True, False])
def test_a_write_that_may_have_been_done_is_sent_once(
    fake: FakeGitHub, github: GitHub, status: int | None, done: bool
) -> None:
    fake.fails("POST", "/issues", status, done=done)
    with pytest.raises(GitHubUnconfirmedError):
        github.post("issues", {"title": "New", "body": "text"})
    assert len(fake.writes) == 1


@pytest.mark.parametrize(
    "error", [httpx.ReadTimeout, httpx.WriteTimeout, httpx.ReadError, httpx.RemoteProtocolError]
)
def test_a_write_that_was_cut_off_is_sent_once(
    connect: Connect, error: type[httpx.TransportError]
) -> None:
    transport = breaks(error)
    with pytest.raises(GitHubUnconfirmedError) as caught:
        connect(transport=transport).post("issues", {"title": "x"})
    assert len(transport.asked) == 1
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ConnectTimeout])
def test_a_write_that_never_left_is_repeated(
    connect: Connect, error: type[httpx.TransportError]
) -> None:
    transport = breaks(error)
    with pytest.raises(GitHubNotSentError) as caught:
        connect(transport=transport).post("issues", {"title": "x"})
    assert len(transport.asked) == ATTEMPTS
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, GitHubTokenError), (403, GitHubForbiddenError), (404, GitHubNotFoundError), (410,
    GitHubNotFoundError),
     (MERGE_CONFLICT, GitHubRejectedError), (422, GitHubRejectedError)],
)  # fmt: skip
def test_a_refusal_is_told_apart_and_not_repeated(
    fake: FakeGitHub, github: GitHub, status: int, kind: type[PublerSyncError]
) -> None:
    fake.fails("GET", "/issues", status, body='{"message": "No", "errors": [{"message": "why"}]}')
    with pytest.raises(kind) as caught:
        github.get("issues")
    assert len(fake.asked) == 1
    assert f"HTTP {status}: No; why" in str(caught.value)


def test_a_missing_permission_is_none_that_waiting_gives(
    fake: FakeGitHub, github: GitHub, time: FakeTime
) -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.seconds()) + 90)}
    fake.fails("POST", "/issues", 403, body=NOT_ACCESSIBLE, headers=headers)
    with pytest.raises(GitHubForbiddenError):
        github.post("issues", {"title": "x"})
    assert time.slept == 0


@pytest.mark.parametrize("status", [200, 403, 404, 418])
def test_a_page_instead_of_an_answer_is_nothing_that_github_said(
    fake: FakeGitHub, github: GitHub, status: int
) -> None:
    fake.fails("GET", "/issues", status, count=99, body="<html>Please log in</html>")
    with pytest.raises(GitHubUnavailableError, match="not its API"):
        github.get("issues")


def test_an_answer_that_is_too_large_is_cut_off(connect: Connect) -> None:
    flood = Says(lambda request: httpx.Response(200, content=b" " * (http.MOST + 1)))
    with pytest.raises(GitHubUnconfirmedError, match="too large"):
        connect(transport=flood).post("issues", {"title": "x"})


@pytest.mark.parametrize("status", [301, 307])
def test_the_token_follows_no_redirect(connect: Connect, status: int) -> None:
    transport = says(status, {"message": "Moved"}, location="https://evil.example/issues")
    with pytest.raises(GitHubUnavailableError):
        connect(transport=transport).get("issues")
    assert {request.url.host for request in transport.asked} == {"127.0.0.1"}


@pytest.mark.parametrize(
    "next_page",
    ["https://evil.example/issues?page=2", "http://127.0.0.1:1/issues?page=2", "//evil.example/x",
     "http://token@127.0.0.1/x", "ftp://127.0.0.1/x", "/issues?page=2", "http://[::1", "x\x7f"],
)  # fmt: skip
def test_the_token_follows_no_page_on_another_server(connect: Connect, next_page: str) -> None:
    transport = says(json=[], link=f'<{next_page}>; rel="next"')
    with pytest.raises(GitHubUnavailableError, match="unknown shape"):
        list(connect(transport=transport).pages("issues"))
    assert len(transport.asked) == 1


def test_a_next_page_outside_of_the_api_is_none_of_it(fake: FakeGitHub, connect: Connect) -> None:
    transport = says(json=[], link=f'<{fake.url}/elsewhere?page=2>; rel="next"')
    with pytest.raises(GitHubUnavailableError):
        list(connect(transport=transport, api_url=f"{fake.url}/api/v3").pages("issues"))
    assert len(transport.asked) == 1


def test_pages_that_lead_in_a_circle_end(fake: FakeGitHub, connect: Connect) -> None:
    transport = says(json=[1], link=f'<{fake.url}/repositories/1/issues?page=2>; rel="next"')
    with pytest.raises(GitHubUnavailableError, match="unknown shape"):
        list(connect(transport=transport).pages("issues"))
    assert len(transport.asked) == 2


@pytest.mark.parametrize("answer", [{"message": "no list"}, {"issues": {}}, "text", 7])
def test_what_is_no_list_is_no_empty_list(connect: Connect, answer: Any) -> None:
    github = connect(transport=says(json=answer))
    with pytest.raises(GitHubUnavailableError, match="unknown shape"):
        list(github.pages("issues", within="issues"))


def test_all_pages_are_read(fake: FakeGitHub, github: GitHub) -> None:
    pull = fake.data.propose(files=[f"content/{number}.md" for number in range(250)])
    files = github.pages(f"pulls/{pull.number}/files")
    assert [item["filename"] for item in files] == pull.files
    assert [asked.query for asked in fake.asked] == [
        "per_page=100", "per_page=100&page=2", "per_page=100&page=3",
    ]  # fmt: skip


def test_a_page_that_cannot_be_read_leaves_nothing_out(fake: FakeGitHub, github: GitHub) -> None:
    pull = fake.data.propose(files=["a.md"] * 250)
    fake.fails("GET", "/files", 502, nth=2, count=99)
    with pytest.raises(GitHubUnavailableError):
        list(github.pages(f"pulls/{pull.number}/files"))


def test_the_token_is_in_the_header_and_shown_nowhere(fake: FakeGitHub, github: GitHub) -> None:
    github.get("issues")
    assert fake.asked[0].authorization == f"Bearer {TOKEN}"
    assert TOKEN not in repr(github)


def test_an_answer_that_repeats_a_secret_is_blacked_out(connect: Connect) -> None:
    transport = says(422, {"message": f"bad {KEY} and {TOKEN}"})
    with pytest.raises(GitHubRejectedError) as caught:
        connect(transport=transport).get("issues")
    assert "bad [key] and [key]" in str(caught.value)


def test_what_github_says_can_be_no_command_of_the_log(connect: Connect) -> None:
    hostile = "\n::add-mask::the\r##[error]x\u202e\x1b[2J" + "y" * 1000
    with pytest.raises(GitHubRejectedError) as caught:
        connect(transport=says(422, {"message": hostile})).get("issues")
    assert all(c.isprintable() or c == "\n" for c in str(caught.value))
    shown = error_text(caught.value, color=False, width=10_000)
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    assert "##[" not in shown
    assert len(shown) < 700
    assert all(c.isprintable() or c == "\n" for c in shown)


@pytest.mark.parametrize(
    ("address", "fits"),
    [("/o/r/pull/1#issuecomment-7", True), ("/a?b=c", True), ("/a b", False), ("/a)](x", False)],
)
def test_a_link_is_taken_if_it_is_plain(
    fake: FakeGitHub, github: GitHub, address: str, fits: bool
) -> None:
    assert github.link(fake.url + address) == (fake.url + address if fits else None)


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/o/r", "javascript:alert(1)", "http://127.0.0.1.evil.example/", 7, None,
     "https://127.0.0.1/x", "http://a:b@127.0.0.1/x", "", "//x", "http://127.0.0.1:x/"],
)  # fmt: skip
def test_a_link_elsewhere_is_none(github: GitHub, address: object) -> None:
    assert github.link(address) is None


@pytest.mark.parametrize("url", ["http://github.com", "ftp://x", "https://a:b@x", ""])
def test_the_token_goes_over_https_or_to_this_machine(connect: Connect, url: str) -> None:
    with pytest.raises(InvalidUsageError, match="must be https"):
        connect(api_url=url)


def test_the_token_of_a_job_writes_as_github_actions(fake: FakeGitHub, github: GitHub) -> None:
    assert github.author.wrote({"user": ACTIONS})
    assert github.author.wrote({"user": {"login": "GitHub-Actions", "type": "Bot"}})
    assert not github.author.wrote({"user": {"login": "github-actions", "type": "User"}})
    assert not github.author.wrote({"user": None})
    assert [str(each) for each in fake.asked] == ["GET /user", "POST /graphql"]


@pytest.mark.parametrize("status", [403, 404, 422])
def test_where_no_app_may_ask_it_is_taken_for_that_of_a_job(
    fake: FakeGitHub, github: GitHub, status: int
) -> None:
    fake.fails("POST", "/graphql", status, body='{"message": "No"}')
    assert github.author.wrote({"user": ACTIONS})


def test_who_an_app_is_is_asked_again_rather_than_guessed(
    fake: FakeGitHub, connect: Connect
) -> None:
    fake.fails("POST", "/graphql", 502, count=99)
    with pytest.raises(GitHubUnavailableError):
        _ = connect().author


def test_graphql_of_a_server_of_ones_own_stands_beside_its_rest_api(
    fake: FakeGitHub, connect: Connect
) -> None:
    fake.fails("GET", "/api/v3/user", 403, body='{"message": "Resource not accessible"}')
    _ = connect(api_url=f"{fake.url}/api/v3").author
    assert [each.path for each in fake.asked] == ["/api/v3/user", "/api/graphql"]


def test_a_run_leads_to_its_server(fake: FakeGitHub, time: FakeTime, tmp_path: Path) -> None:
    run = read_run(runner(tmp_path, "push", {}, GITHUB_API_URL=fake.url))
    with closing(run.connect(time.clock(), random=lambda: 0.5)) as github:
        assert github.get("issues") == []
    assert fake.asked[0].authorization == f"Bearer {TOKEN}"


def test_another_token_says_whose_it_is(fake: FakeGitHub, connect: Connect) -> None:
    fake.tokens["ghp_0123456789anna"] = Token(ANNA, knows_itself=True)
    author = connect(token="ghp_0123456789anna").author
    assert author.wrote({"user": ANNA})
    assert not author.wrote({"user": ACTIONS})
