"""A signed state in jobs: apply has the key, review has no secret, and someone pushes the state branch."""

from __future__ import annotations

import json

import pytest

from tests.cli.ci.test_apply import OTHER
from tests.cli.ci.test_pull_request import NEW
from tests.support.git_repository import clone, git
from tests.support.repository import Repository

KEY = "0123456789abcdef0123456789abcdef"
STATE = "publer-sync-state"


@pytest.fixture
def signing(repository: Repository) -> Repository:
    """A repository whose apply signs, with one apply behind it."""
    repository.push(NEW)
    done = repository.on_push(signing_key=KEY)
    assert done.code == 0, done.log
    return repository


def on_the_branch(repository: Repository) -> dict[str, object]:
    git(repository.root, "fetch", "--quiet", "origin", STATE)
    document: dict[str, object] = json.loads(git(repository.root, "show", "FETCH_HEAD:state.json"))
    return document


def put_on_the_branch(repository: Repository, document: dict[str, object]) -> None:
    """Someone pushes the branch without the key."""
    eve = clone(repository.origin, repository.temp / "eve")
    git(eve, "checkout", "--quiet", STATE)
    (eve / "state.json").write_text(json.dumps(document))
    git(eve, "commit", "--quiet", "--all", "--message=state.json: serial 9")
    git(eve, "push", "--quiet")


def test_an_apply_signs_and_says_nothing_of_its_key(signing: Repository) -> None:
    assert "signature" in on_the_branch(signing)
    signing.push(OTHER)
    done = signing.on_push(signing_key=KEY)
    assert done.code == 0, done.log
    assert "ignature" not in done.log
    said = [line for line in done.log.splitlines() if KEY in line]
    assert said == [f"::add-mask::{KEY}"]


def test_a_review_has_no_secret_and_says_so(signing: Repository) -> None:
    signing.monkeypatch.delenv("PUBLER_API_KEY")
    done = signing.on_pull_request(signing.propose(OTHER))
    assert done.code == 0, done.log
    assert done.log.count("Signature not checked") == 1
    assert done.outputs["create-count"] == "1"


def test_an_apply_without_the_key_writes_nothing(signing: Repository) -> None:
    before = (on_the_branch(signing), signing.shop.texts())
    signing.push(OTHER)
    done = signing.on_push()
    assert (done.code, done.outputs["failure-reason"]) == (4, "plan-refused"), done.log
    assert "PUBLER_SYNC_STATE_KEY is not set" in done.log
    assert (on_the_branch(signing), signing.shop.texts()) == before


def test_what_somebody_pushed_to_the_branch_is_not_applied(signing: Repository) -> None:
    put_on_the_branch(signing, on_the_branch(signing) | {"posts": {}})
    before = signing.shop.texts()
    signing.push(OTHER)
    done = signing.on_push(signing_key=KEY)
    assert (done.code, done.outputs["failure-reason"]) == (1, "state-problem"), done.log
    assert signing.shop.texts() == before


def test_a_key_that_is_too_short_is_named_and_not_shown(signing: Repository) -> None:
    done = signing.on_push(signing_key="too-short-to-sign")
    assert (done.code, done.outputs["failure-reason"]) == (64, "usage")
    assert "PUBLER_SYNC_STATE_KEY" in done.log
    assert "too-short-to-sign" not in done.log.replace("::add-mask::too-short-to-sign", "")


def test_a_key_in_a_post_file_is_not_repeated(signing: Repository) -> None:
    signing.push({"content/other.md": OTHER["content/other.md"].replace("shop-x", KEY)})
    done = signing.on_push(signing_key=KEY)
    assert (done.code, done.outputs["failure-reason"]) == (1, "validation-failed"), done.log
    said = done.log.replace(f"::add-mask::{KEY}", "")
    assert (KEY in said, "[key]" in said, KEY in done.summary) == (False, True, False), said
