"""`publer-sync apply`: with and without being asked, and with a saved plan."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from publer_sync.cli.apply import progress_printer
from publer_sync.cli.global_options import Settings
from publer_sync.execution.events import LookupStarted, Stage, StageAdvanced, StageStarted
from tests.support.projects import PROJECT
from tests.support.shop import POST, Shop

LINKEDIN, X = ("linkedin", "We have launched."), ("twitter", "We have launched.")
NO_CHANGES = "No changes. 2 posts in Publer match their files.\n"


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The answers that a person at a terminal gives, one after the other."""
    answers: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda prompt: answers.pop(0))
    return answers


def test_approved_beforehand_it_does_what_the_plan_says(shop: Shop) -> None:
    done = shop.run("apply", "--auto-approve")
    assert (done.code, done.out) == (0, "Applied: 2 created.\n")
    assert "Plan: 2 to create" in done.err
    assert done.said[-1] == "Creating: 2 posts"
    assert shop.texts() == [LINKEDIN, X]


def test_applying_again_changes_nothing(shop: Shop) -> None:
    shop.applied()
    before = shop.state.read_bytes()
    done = shop.run("apply", "--auto-approve")
    assert (done.code, done.out) == (0, "Applied: nothing.\n")
    assert done.err.count(NO_CHANGES) == 1
    assert (shop.texts(), shop.state.read_bytes()) == ([LINKEDIN, X], before)


def test_only_yes_does_it(shop: Shop, answer: list[str]) -> None:
    for other in ("y", "YES", "yes please"):
        answer += [other]
        done = shop.run("apply")
        assert (done.code, done.out, shop.texts()) == (1, "Nothing was applied.\n", [])
    answer += ["yes"]
    done = shop.run("apply")
    assert (done.code, done.out, shop.texts()) == (0, "Applied: 2 created.\n", [LINKEDIN, X])


def test_quiet_still_shows_what_it_asks_about(shop: Shop, answer: list[str]) -> None:
    answer += ["no"]
    assert "Plan: 2 to create" in shop.run("-q", "apply").err
    assert shop.run("-q", "apply", "--auto-approve").err == ""


def test_nobody_is_asked_where_nothing_is_to_do(shop: Shop, answer: list[str]) -> None:
    shop.applied()
    assert shop.run("apply").code == 0
    assert answer == []


def test_without_a_terminal_nobody_can_be_asked(shop: Shop) -> None:
    done = shop.run("apply")
    assert done.code == 64
    assert done.said == [
        "error: Cannot ask for confirmation: not a terminal.",
        "  hint: use --auto-approve, or apply a saved plan",
    ]
    assert shop.requests() == []


def test_something_that_changes_while_one_thinks_is_not_done(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(prompt: str) -> str:
        slot = "2036-05-05T09:00:00+02:00"
        body = {"account_id": "63c675b54e299e9cf2b667ea", "text": "Mine", "scheduled_at": slot}
        shop.control("POST", "posts", body)
        return "yes"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    done = shop.run("apply")
    assert done.code == 4
    assert "error: Something changed while you were asked." in done.said
    assert shop.texts() == [("twitter", "Mine")]


OTHER_POST = POST.replace("05 09", "06 09").replace("launched", "landed")
PROJECT_EDIT = PROJECT.replace("Europe/Rome", "Europe/Paris")


@pytest.mark.parametrize(
    ("name", "content", "moved"),
    [
        ("content/launch.md", POST.replace("launched", "landed"), "the post files"),
        ("content/more.md", OTHER_POST, "the post files"),
        ("content/launch.md", "---\n", "the files, which have errors now"),
        ("publer-sync.yaml", PROJECT_EDIT, "the project file"),
    ],
)
def test_a_file_that_is_edited_while_one_thinks_is_noticed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, name: str, content: str, moved: str
) -> None:
    def answer(prompt: str) -> str:
        shop.write({name: content})
        return "yes"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    done = shop.run("apply")
    assert done.code == 4
    assert f"  why: changed since the plan was shown: {moved}" in done.said
    assert shop.texts() == []


def test_a_saved_plan_is_applied_exactly(shop: Shop) -> None:
    shop.run("plan", "--out", "plan.json", "--target", "shop-x")
    done = shop.run("apply", "plan.json")
    assert (done.code, done.out) == (0, "Applied: 1 created.\n")
    assert shop.texts() == [X]


def test_a_saved_plan_that_was_applied_is_refused_for_the_state_alone(shop: Shop) -> None:
    shop.run("plan", "--out", "plan.json")
    shop.run("apply", "plan.json")
    done = shop.run("apply", "plan.json")
    assert done.code == 4
    assert "  why: changed since it was made: the state" in done.said


def test_a_saved_plan_takes_no_options(shop: Shop) -> None:
    shop.run("plan", "--out", "plan.json")
    done = shop.run("apply", "plan.json", "--allow", "deletes")
    assert done.code == 64
    assert done.said[0] == "error: A saved plan is applied as it was saved."


def test_json_says_how_each_change_ended(shop: Shop) -> None:
    document = json.loads(shop.run("apply", "--auto-approve", "--format", "json").out)
    assert document["summary"]["create"] == 2
    assert {change["outcome"] for change in document["changes"]} == {"done"}
    assert all(change["post_id"] for change in document["changes"])
    assert document["requests"]["used"] >= 3


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_change_that_fails_exits_with_1_and_the_other_is_done(shop: Shop, format_: str) -> None:
    shop.set(x_duplicates="published_only")
    shop.fault(method="POST", path="/posts/schedule", kind="status:400", count=9)
    done = shop.run("apply", "--auto-approve", "--format", format_)
    assert done.code == 1
    said = "Applied: nothing; 2 failed." if format_ == "text" else '"outcome": "failed"'
    assert said in done.out
    assert shop.texts() == []


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_blocked_change_exits_with_4_and_the_other_is_done(shop: Shop, format_: str) -> None:
    slot = "2036-05-05T09:00:00+02:00"
    body = {"account_id": "63c675b54e299e9cf2b667ea", "text": "Mine", "scheduled_at": slot}
    shop.control("POST", "posts", body)
    done = shop.run("apply", "--auto-approve", "--format", format_)
    assert done.code == 4
    assert shop.texts() == [LINKEDIN, ("twitter", "Mine")]


def test_a_refused_plan_is_not_applied(shop: Shop) -> None:
    shop.applied()
    (shop.root / "content/launch.md").unlink()
    done = shop.run("apply", "--auto-approve")
    assert done.code == 4
    assert "error: The plan is refused." in done.said
    assert done.said[-1] == "  hint: if this is what you want, say so with --allow deletes"
    assert shop.texts() == [LINKEDIN, X]


def test_allowed_deletes_are_done(shop: Shop) -> None:
    shop.applied()
    (shop.root / "content/launch.md").unlink()
    done = shop.run("apply", "--auto-approve", "--allow", "deletes")
    assert (done.code, done.out, shop.texts()) == (0, "Applied: 2 deleted.\n", [])


def test_pretended_time_is_for_local_addresses_only(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_API_URL", "https://publer.example/api/v1")
    done = shop.run("apply", "--auto-approve")
    assert done.code == 64
    assert (
        done.said[0]
        == "error: Applying at a pretended time would write real posts by a false clock."
    )
    assert not shop.state.exists()


def labelled(label: str, words: str) -> dict[str, str | bytes]:
    head = f"accounts: [shop-linkedin]\nschedule: 2036-05-05 09:00\nlabels: [{label}]\n"
    return {"content/launch.md": f"---\n{head}---\n{words}\n"}


@pytest.fixture
def refused(shop: Shop) -> Shop:
    """Publer refuses the new version of a post that is replaced in its own minute."""
    shop.write(
        {"publer-sync.yaml": PROJECT + "policy: {settle: 1s}\n", **labelled("a", "Old words")}
    )
    assert shop.run("apply", "--auto-approve").code == 0
    shop.write(labelled("b", "New words"))
    shop.control("POST", "faults", {"kind": "refuse:Too loud", "says": "New words", "count": 99})
    return shop


def test_an_old_post_that_was_restored_is_told(refused: Shop) -> None:
    done = refused.run("apply", "--auto-approve")
    assert done.code == 1
    assert "Restoring what could not be replaced: 1 post" in done.said
    told = " ".join(done.out.split())
    assert (
        "launch@shop-linkedin replace: failed Too loud; the old post was restored, without" in told
    )
    assert refused.texts() == [("linkedin", "Old words")]


def test_then_the_plan_says_what_it_waits_for(refused: Shop) -> None:
    done = refused.run("apply", "--auto-approve", "--format", "json")
    (change,) = json.loads(done.out)["changes"]
    assert (change["action"], change["outcome"]) == ("replace", "failed")
    planned = refused.run("plan", "--format", "json")
    (change,) = json.loads(planned.out)["changes"]
    assert change["action"] == "replace"
    assert change["held"] == {"code": "old_restored", "detail": "Too loud"}
    again = refused.run("apply", "--auto-approve")
    assert (again.code, refused.texts()) == (4, [("linkedin", "Old words")])
    assert "--retry-failed" in again.out


def test_and_the_status_says_that_apply_does_not_try_it_again(refused: Shop) -> None:
    refused.run("apply", "--auto-approve")
    said = " ".join(refused.run("status").out.split())
    assert "launch@shop-linkedin could not be replaced Too loud" in said
    assert (
        "The old post was restored. Edit the file, or run `publer-sync apply --retry-failed`"
        in said
    )
    assert "tries again" not in said
    assert refused.run("apply", "--auto-approve", "--retry-failed").code == 1, "sent once more"


def test_a_refused_plan_is_saved_without_a_promise(shop: Shop) -> None:
    shop.applied()
    (shop.root / "content/launch.md").unlink()
    refused = shop.run("plan", "--out", "plan.json")
    assert refused.code == 4
    again = "plan again with `publer-sync plan --out plan.json --allow deletes`, and apply that"
    assert refused.said[-1].endswith(f"apply will refuse it; if this is what you want, {again}")
    applied = shop.run("apply", "plan.json")
    assert applied.code == 4
    assert "error: The saved plan was refused when it was made." in applied.said
    assert " ".join(applied.err.split()).endswith(f"hint: if this is what you want, {again}")
    shop.run("plan", "--out", "plan.json", "--allow", "deletes")
    assert shop.run("apply", "plan.json").code == 0


EVENTS = (
    LookupStarted(datetime(2036, 5, 5, 16, 58, 30, tzinfo=UTC), writes=1),
    StageStarted(Stage.CREATE, 2),
    StageAdvanced(Stage.CREATE, 1),
    LookupStarted(datetime(2036, 5, 5, 16, 59, 30, tzinfo=UTC)),
)
WAITS = [
    "Waiting until 18:58:30 at the latest: an earlier apply left 1 write open.",
    "Publer does not show it yet; looking until 18:59:30 at the latest.",
]


@pytest.mark.parametrize(
    ("verbosity", "said"), [(0, [WAITS[0], "Creating: 2 posts", WAITS[1]]), (-1, WAITS)]
)
def test_waiting_is_said_also_when_quiet(
    verbosity: int, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tell = progress_printer(
        Settings(directory=Path(), verbosity=verbosity), ZoneInfo("Europe/Rome")
    )
    for event in EVENTS:
        tell(event)
    assert capsys.readouterr() == ("", "".join(f"{line}\n" for line in said))


def test_a_clock_that_differs_from_publers_is_refused_and_both_are_named(shop: Shop) -> None:
    shop.control("POST", "clock", {"advance_seconds": 3 * 3600})
    done = shop.run("apply", "--auto-approve")
    assert (done.code, done.out, shop.texts()) == (4, "", [])
    assert done.err.splitlines()[0] == "error: The clock here and Publer's clock differ."
    assert (
        "where: here it is 2036-05-01 08:00" in done.err
        and "at Publer 2036-05-01 11:00" in done.err
    )


def test_what_only_reads_names_both_clocks(shop: Shop) -> None:
    shop.control("POST", "clock", {"advance_seconds": -3 * 3600})
    done = shop.run("-q", "accounts")
    assert done.said[-1].startswith("The clocks differ: here it is 2036-05-01 08:00")
    assert done.said[-1].endswith("Nothing can be applied like this.")


def test_answers_without_a_date_are_only_a_note(shop: Shop) -> None:
    shop.set(date_header="absent")
    done = shop.run("apply", "--auto-approve")
    note = "The clock was not checked: Publer's answers do not tell the time."
    assert (done.code, note in done.said, shop.texts()) == (0, True, [LINKEDIN, X])
    assert note not in shop.run("-q", "plan").said
