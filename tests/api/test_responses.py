"""Answers that are no success, told apart by what a person can do about them."""

from __future__ import annotations

import httpx
import pytest

from publer_sync.api import errors
from publer_sync.api.errors import ApiError
from tests.support.scripted import Answer, a_server, permitted, says, writes

NO_KEY = {"errors": ["Invalid API key or not active for this account."]}
NO_WORKSPACE = {"errors": ["You don't have access on this workspace"]}
NO_PLAN = {"errors": ["Please upgrade to Business to access our API"]}


def error_of(answer: Answer) -> ApiError:
    with pytest.raises(ApiError) as caught:
        a_server(answer).session().write("POST", "/posts/schedule", permitted)
    return caught.value


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (NO_KEY, errors.CredentialsError),
        (NO_WORKSPACE, errors.WorkspaceAccessError),
        (NO_PLAN, errors.SubscriptionError),
        ({"error": "error code: 1010"}, errors.FirewallError),
    ],
)
def test_the_text_decides_whatever_the_status(
    status: int, body: object, kind: type[ApiError]
) -> None:
    error = error_of(says(body, status))
    assert type(error) is kind
    assert error.hint and error.not_done


def test_the_edge_refuses_in_plain_text() -> None:
    assert type(error_of(writes("error code: 1010", 403))) is errors.FirewallError


def test_an_id_that_holds_1010_is_not_the_edge() -> None:
    answer = says({"errors": ["No access to post 67da10107cdb33821384c4"]}, 403)
    assert type(error_of(answer)) is errors.ScopeError


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, errors.CredentialsError), (403, errors.ScopeError), (404, errors.ResourceNotFoundError),
     (400, errors.RejectedError), (413, errors.RejectedError), (422, errors.RejectedError),
     (429, errors.RateLimitError), (408, errors.ServerError), (500, errors.ServerError),
     (503, errors.ServerError)],
)  # fmt: skip
def test_without_known_words_the_status_decides(status: int, kind: type[ApiError]) -> None:
    error = error_of(says({"errors": ["Something else"]}, status))
    assert type(error) is kind
    assert error.status == status
    assert (error.location or "").startswith("POST /posts/schedule")
    assert error.reason == f"HTTP {status}: Something else"


@pytest.mark.parametrize(
    ("answer", "not_done"),
    [
        (says({}, 400), True),
        (says({}, 404), True),
        (says({}, 429), True),
        (writes("error code: 1010", 403), True),
        (httpx.ConnectError("refused"), True),
        (httpx.ConnectTimeout("no one there"), True),
        (httpx.ReadTimeout("slow"), False),
        (httpx.WriteError("broken"), False),
        (httpx.RemoteProtocolError("closed"), False),
        (says({}, 408), False),
        (says({}, 500), False),
        (writes("<html>Not found</html>", 404), False),
        (writes("<html>Too large</html>", 413), False),
        (writes("<html>Welcome</html>", 200), False),
        (writes("", 200), False),
        (writes("", 204), False),
        (writes(b"\xff\xfe{", 200), False),
    ],
)
def test_only_a_clear_no_counts_as_not_done(answer: Answer, not_done: bool) -> None:
    assert error_of(answer).not_done is not_done


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"errors": ["One", "Two"]}, "One; Two"),
        ({"errors": "A text"}, "A text"),
        ({"error": "Just one"}, "Just one"),
        ({"message": "A message"}, "A message"),
        ({"errors": [], "error": "The other"}, "The other"),
        ({"errors": [{"text": 1}]}, "{'text': 1}"),
        (["no", "object"], '["no","object"]'),
        ({}, "{}"),
    ],
)
def test_publers_words_are_repeated(body: object, words: str) -> None:
    assert error_of(says(body, 422)).reason == f"HTTP 422: {words}"


def test_a_long_answer_is_cut() -> None:
    assert len(error_of(writes("x" * 10_000, 502)).reason or "") < 320


def test_nonsense_that_nests_too_deep_is_no_api() -> None:
    assert type(error_of(writes("[" * 100_000, 200))) is errors.ServerError
