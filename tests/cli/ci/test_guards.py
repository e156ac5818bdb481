"""What a guard stops in a job, and how a person lets it through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.git_repository import git
from tests.support.repository import JobDone, Repository
from tests.support.shop import POST

POSTS = {
    f"content/{day}.md": f"---\naccounts: [shop-linkedin]\nschedule: 2036-05-1{day} 09:00\n---\nDay {day}\n"
    for day in range(5)
}


def by_hand(repository: Repository, **inputs: str) -> JobDone:
    """The job of someone who runs the workflow, and may enter something in `allow`."""
    tip = git(repository.root, "rev-parse", "HEAD")
    given = {"mode": "apply"} | inputs
    return repository.job("workflow_dispatch", {"inputs": {}}, tip, given)


def without_most(repository: Repository) -> None:
    """Main with posts that are applied, most of which go."""
    repository.push(POSTS)
    assert repository.on_push().code == 0
    for name in list(POSTS)[:4]:
        (repository.root / name).unlink()
    repository.push({})


def test_a_refusal_names_the_way_of_the_workflow(repository: Repository) -> None:
    without_most(repository)
    for done in (repository.on_push(), by_hand(repository, mode="plan", plan_depth="offline")):
        assert (done.code, done.outputs["failure-reason"]) == (4, "plan-refused")
        assert "run the apply workflow by hand, with `allow`: `deletes`" in done.log
    assert "run the apply workflow by hand, with `allow`: `deletes`" in done.summary
    preview = Path(done.outputs["preview-path"]).read_text(encoding="utf-8")
    assert "run the apply workflow by hand, with `allow`: `deletes`" in preview


def test_the_word_that_is_entered_lifts_the_guard(repository: Repository) -> None:
    without_most(repository)
    done = by_hand(repository, allow="deletes")
    assert (done.code, done.outputs["applied-count"]) == (0, "4"), done.log


def test_several_words_stand_in_one_line(repository: Repository) -> None:
    without_most(repository)
    done = by_hand(repository, allow="past, deletes stale-checkout")
    assert done.code == 0, done.log


@pytest.mark.parametrize("word", ["everything", "$(id)", "duplicate-text=", "--allow"])
def test_what_is_no_word_of_a_guard_is_refused(repository: Repository, word: str) -> None:
    repository.push(POSTS)
    done = by_hand(repository, allow=word)
    assert (done.code, done.outputs["failure-reason"]) == (64, "usage")
    words = "deletes, replaces, past, stale-checkout, edited-deletes, duplicate-text=ADDRESS"
    assert words in done.log
    assert repository.shop.texts() == []


def test_a_text_may_repeat_where_its_post_is_named(repository: Repository) -> None:
    again = POST.replace("[shop-x, shop-linkedin]", "[shop-x]").replace("05-05", "05-06")
    repository.push({"content/launch.md": POST, "content/again.md": again})
    held = repository.on_push()
    assert (held.code, held.outputs["failure-reason"]) == (1, "validation-failed")
    word = "duplicate-text=again@shop-x"
    sent = by_hand(repository, allow=word)
    assert (sent.code, sent.outputs["failed-count"]) == (1, "1"), "X refuses it, which was the risk"


def test_a_post_that_no_file_has_is_no_word(repository: Repository) -> None:
    repository.push(POSTS)
    done = by_hand(repository, allow="duplicate-text=44@shop-linkedin")
    assert (done.code, "No file has the post" in done.log) == (64, True)


def test_an_old_run_that_is_started_again_takes_nothing_back(repository: Repository) -> None:
    repository.push(POSTS)
    old = git(repository.root, "rev-parse", "HEAD")
    assert repository.on_push().code == 0
    repository.push({"content/new.md": POSTS["content/4.md"].replace("05-14", "05-15")})
    (repository.root / "content/0.md").unlink()
    repository.push({})
    assert repository.on_push().code == 0
    texts = repository.shop.texts()
    git(repository.root, "checkout", "--quiet", old)
    done = by_hand(repository)
    assert (done.code, done.outputs["failure-reason"]) == (4, "plan-refused")
    assert repository.shop.texts() == texts
    assert "with `allow`: `stale-checkout`" in done.log + done.summary
    plan = json.loads(Path(done.outputs["plan-json-path"]).read_text())
    held = {c["address"] for c in plan["changes"] if c["held"]}
    assert held == {"new@shop-linkedin", "0@shop-linkedin"}
