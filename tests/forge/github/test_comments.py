"""The comment on a pull request: one, ours, of today, and never twice."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.comments import (
    CommentOutcome,
    Marker,
    MarkerKind,
    Skip,
    close_comment,
    marked,
    own_comments,
    plan_comments,
    put_comment,
    read,
)
from publer_sync.forge.github.errors import (
    GitHubForbiddenError,
    GitHubNotFoundError,
    GitHubRejectedError,
    GitHubTokenError,
    GitHubUnconfirmedError,
    SecretLeakError,
)
from tests.forge.github.conftest import KEY, Connect
from tests.support.fake_github import FakeGitHub
from tests.support.github_data import ACTIONS, ANNA, READER, TOKEN, Pull, Token

SERVER_ERROR = 502
RENOVATE = {"login": "renovate[bot]", "id": 1002, "type": "Bot"}
IMPOSTOR = {"login": "github-actions", "id": 1003, "type": "User"}


def plan_of(pull: Pull, run: str = "77/1", **more: Any) -> Marker:
    return Marker(MarkerKind.PLAN, head=pull.head, run=run, more=more)


@pytest.fixture
def pull(fake: FakeGitHub) -> Pull:
    return fake.data.propose()


def test_the_first_plan_makes_a_comment(fake: FakeGitHub, github: GitHub, pull: Pull) -> None:
    done = put_comment(github, pull.number, plan_of(pull), "3 to create")
    assert fake.data.bodies(pull.number) == [marked(plan_of(pull), "3 to create")]
    assert done.outcome is CommentOutcome.CREATED
    assert done.url == f"{fake.url}/corner-shop/posts/pull/1#issuecomment-{done.id}"


def test_the_next_plan_edits_it(fake: FakeGitHub, github: GitHub, pull: Pull) -> None:
    first = put_comment(github, pull.number, plan_of(pull), "3 to create")
    fake.data.push_to(pull)
    second = put_comment(github, pull.number, plan_of(pull), "2 to create")
    assert fake.data.bodies(pull.number) == [marked(plan_of(pull), "2 to create")]
    assert (second.outcome, second.id, second.url) == (CommentOutcome.UPDATED, first.id, first.url)


def test_the_same_again_sends_nothing(fake: FakeGitHub, github: GitHub, pull: Pull) -> None:
    put_comment(github, pull.number, plan_of(pull), "3 to create\r\n")
    body = next(iter(fake.data.comments.values()))
    body["body"] = body["body"].replace("\r\n", "\n")
    done = put_comment(github, pull.number, plan_of(pull), "3 to create\r\n")
    assert done.outcome is CommentOutcome.UNCHANGED
    assert len(fake.writes) == 1


@pytest.mark.parametrize("others", [31, 101, 250])
def test_it_is_found_among_many_others(
    fake: FakeGitHub, github: GitHub, pull: Pull, others: int
) -> None:
    for number in range(others):
        fake.data.say(pull.number, f"I like {number}", ANNA)
    put_comment(github, pull.number, plan_of(pull), "old")
    fake.data.say(pull.number, "and this", ANNA)
    assert put_comment(github, pull.number, plan_of(pull), "new").outcome is CommentOutcome.UPDATED
    assert len(fake.data.bodies(pull.number)) == others + 2


@pytest.mark.parametrize("author", [ANNA, RENOVATE, IMPOSTOR])
def test_a_comment_of_others_is_let_alone_even_if_it_has_our_marker(
    fake: FakeGitHub, github: GitHub, pull: Pull, author: dict[str, Any]
) -> None:
    theirs = marked(plan_of(pull, items={"a@b": "forged"}), "3 to create")
    fake.data.say(pull.number, theirs, author)
    assert plan_comments(github, pull.number, "") == ()
    assert put_comment(github, pull.number, plan_of(pull), "ours").outcome is CommentOutcome.CREATED
    assert fake.data.bodies(pull.number)[0] == theirs


def test_a_marker_further_down_in_our_own_comment_is_none(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    fake.data.say(pull.number, "quoted:\n" + marked(plan_of(pull), ""), ACTIONS)
    assert own_comments(github, pull.number, MarkerKind.PLAN, "") == ()


def test_the_newest_of_two_is_edited_and_none_deleted(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    for text in ("older", "newer"):
        fake.data.say(pull.number, marked(plan_of(pull), text))
    put_comment(github, pull.number, plan_of(pull), "now")
    older, newer = fake.data.bodies(pull.number)
    assert (older, newer) == (marked(plan_of(pull), "older"), marked(plan_of(pull), "now"))


@pytest.mark.parametrize(
    "other", [Marker(MarkerKind.PREVIEW), Marker(MarkerKind.PLAN, label="test")]
)
def test_kinds_and_labels_have_comments_of_their_own(
    fake: FakeGitHub, github: GitHub, pull: Pull, other: Marker
) -> None:
    fake.data.say(pull.number, marked(other, "another"))
    assert put_comment(github, pull.number, plan_of(pull), "ours").outcome is CommentOutcome.CREATED


def test_a_closed_comment_is_never_edited_again(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    put_comment(github, pull.number, plan_of(pull), "shown")
    [comment] = plan_comments(github, pull.number, "")
    assert close_comment(github, comment, "applied")
    assert put_comment(github, pull.number, plan_of(pull), "next").outcome is CommentOutcome.CREATED
    past, present = plan_comments(github, pull.number, "")
    assert (past.text, past.marker.closed) == ("applied", True)
    assert (present.text, present.marker.closed) == ("next", False)
    assert not close_comment(github, past)


def test_a_comment_older_than_a_closed_one_is_past_too(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    fake.data.say(pull.number, marked(plan_of(pull), "duplicate"))
    fake.data.say(pull.number, marked(Marker(MarkerKind.PLAN, closed=True), "applied"))
    assert put_comment(github, pull.number, plan_of(pull), "next").outcome is CommentOutcome.CREATED


def test_what_a_newer_version_wrote_is_ours_but_not_closed_by_us(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    fake.data.say(
        pull.number, marked(Marker(MarkerKind.PLAN, version=9, more={"items": {}}), "later")
    )
    [comment] = plan_comments(github, pull.number, "")
    assert not comment.marker.is_known
    assert not close_comment(github, comment)
    assert put_comment(github, pull.number, plan_of(pull), "now").outcome is CommentOutcome.UPDATED


@pytest.mark.parametrize("kind", [MarkerKind.PLAN, MarkerKind.PREVIEW])
def test_a_run_for_an_older_commit_says_nothing(
    fake: FakeGitHub, github: GitHub, pull: Pull, kind: MarkerKind
) -> None:
    marker = Marker(kind, head=pull.head)
    fake.data.push_to(pull)
    done = put_comment(github, pull.number, marker, "late")
    assert (done.outcome, done.skip) == (CommentOutcome.SKIPPED, Skip.HEAD_MOVED)
    assert fake.writes == []


def test_a_push_just_before_the_comment_is_noticed(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    fake.meanwhile[f"GET /pulls/{pull.number}"] = lambda: fake.data.push_to(pull)
    marker = plan_of(pull)
    assert put_comment(github, pull.number, marker, "late").skip is Skip.HEAD_MOVED


def test_a_closed_pull_request_gets_no_plan_but_a_result(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    fake.data.merge(pull)
    assert put_comment(github, pull.number, plan_of(pull), "late").skip is Skip.CLOSED
    result = Marker(MarkerKind.RESULT, head=pull.head)
    assert put_comment(github, pull.number, result, "applied").outcome is CommentOutcome.CREATED
    assert fake.data.bodies(pull.number) == [marked(result, "applied")]


def test_an_earlier_attempt_does_not_overwrite_a_later_one(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    put_comment(github, pull.number, plan_of(pull, "77/10"), "second")
    done = put_comment(github, pull.number, plan_of(pull, "77/9"), "first, but slow")
    assert done.skip is Skip.NEWER_ATTEMPT
    assert (
        put_comment(github, pull.number, plan_of(pull, "78/1"), "x").outcome
        is CommentOutcome.UPDATED
    )


def test_a_comment_deleted_meanwhile_is_made_anew(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    gone = put_comment(github, pull.number, plan_of(pull), "old")
    fake.meanwhile[f"PATCH /issues/comments/{gone.id}"] = fake.data.comments.clear
    done = put_comment(github, pull.number, plan_of(pull), "new")
    assert done.outcome is CommentOutcome.CREATED
    assert fake.data.bodies(pull.number) == [marked(plan_of(pull), "new")]


def test_closing_a_comment_that_was_deleted_says_so(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    put_comment(github, pull.number, plan_of(pull), "shown")
    [comment] = plan_comments(github, pull.number, "")
    fake.data.comments.clear()
    assert not close_comment(github, comment)


@pytest.mark.parametrize("status", [SERVER_ERROR, 500, 504, None])
@pytest.mark.parametrize("done", [True, False])
def test_a_comment_of_which_the_answer_is_lost_is_made_once(
    fake: FakeGitHub, github: GitHub, pull: Pull, status: int | None, done: bool
) -> None:
    fake.fails("POST", "/comments", status, done=done)
    put_comment(github, pull.number, plan_of(pull), "3 to create")
    assert fake.data.bodies(pull.number) == [marked(plan_of(pull), "3 to create")]
    assert len(fake.writes) == (1 if done else 2)


def test_a_page_instead_of_an_answer_to_a_comment_is_looked_into(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    fake.fails("POST", "/comments", 200, done=True, body="<html>Welcome</html>")
    assert (
        put_comment(github, pull.number, plan_of(pull), "once").outcome is CommentOutcome.UNCHANGED
    )
    assert len(fake.data.bodies(pull.number)) == 1


def test_answers_that_keep_getting_lost_are_an_error_but_no_second_comment(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    fake.fails("POST", "/comments", SERVER_ERROR, count=99)
    with pytest.raises(GitHubUnconfirmedError):
        put_comment(github, pull.number, plan_of(pull), "3 to create")
    assert fake.writes == [f"POST /issues/{pull.number}/comments"] * 3


def test_a_head_that_moves_while_an_answer_is_lost_is_noticed(
    fake: FakeGitHub, github: GitHub, pull: Pull
) -> None:
    marker = plan_of(pull)
    fake.fails("POST", "/comments", SERVER_ERROR)
    fake.meanwhile[f"POST /issues/{pull.number}/comments"] = lambda: fake.data.push_to(pull)
    assert put_comment(github, pull.number, marker, "late").skip is Skip.HEAD_MOVED
    assert fake.data.bodies(pull.number) == []


def test_a_token_that_only_reads_is_told(fake: FakeGitHub, connect: Connect, pull: Pull) -> None:
    with pytest.raises(GitHubForbiddenError, match="did not permit"):
        put_comment(connect(token=READER), pull.number, plan_of(pull), "3 to create")
    assert len(fake.writes) == 1


def test_a_wrong_token_is_told(fake: FakeGitHub, connect: Connect, pull: Pull) -> None:
    with pytest.raises(GitHubTokenError):
        put_comment(connect(token="ghs_wrong0123456789"), pull.number, plan_of(pull), "x")
    assert fake.writes == []


def test_a_pull_request_that_is_not_there_is_told(github: GitHub) -> None:
    with pytest.raises(GitHubNotFoundError):
        put_comment(github, 99, Marker(MarkerKind.PLAN), "x")


def test_a_text_that_is_too_long_is_told(fake: FakeGitHub, github: GitHub, pull: Pull) -> None:
    with pytest.raises(GitHubRejectedError) as caught:
        put_comment(github, pull.number, plan_of(pull), "é" * 65_536)
    assert "body is too long" in str(caught.value)


@pytest.mark.parametrize("secret", [KEY, TOKEN])
def test_a_secret_is_never_sent(fake: FakeGitHub, github: GitHub, pull: Pull, secret: str) -> None:
    with pytest.raises(SecretLeakError) as caught:
        put_comment(github, pull.number, plan_of(pull), f"the key is {secret}!")
    assert fake.writes == []
    assert secret not in str(caught.value)


def test_a_secret_in_the_marker_is_never_sent(fake: FakeGitHub, github: GitHub, pull: Pull) -> None:
    with pytest.raises(SecretLeakError):
        put_comment(github, pull.number, plan_of(pull, items={KEY: "x"}), "harmless")
    assert fake.writes == []


def test_a_person_with_a_token_of_their_own_finds_their_own(
    fake: FakeGitHub, connect: Connect, pull: Pull
) -> None:
    fake.tokens["ghp_0123456789anna"] = Token(ANNA, knows_itself=True)
    fake.data.say(pull.number, marked(plan_of(pull), "of the bot"))
    own = connect(token="ghp_0123456789anna")
    for text in ("one", "two"):
        put_comment(own, pull.number, plan_of(pull), text)
    assert [read(b) and b[-3:] for b in fake.data.bodies(pull.number)] == ["bot", "two"]


def test_an_app_finds_its_own(fake: FakeGitHub, connect: Connect, pull: Pull) -> None:
    """Its token may not ask `GET /user`: taken for that of a job, each run would make one more comment."""
    fake.tokens["ghs_of_an_app_0123456789"] = Token({"login": "shop[bot]", "id": 7, "type": "Bot"})
    for text in ("First", "Second"):
        put_comment(connect(token="ghs_of_an_app_0123456789"), pull.number, plan_of(pull), text)
    assert fake.data.bodies(pull.number) == [marked(plan_of(pull), "Second")]
