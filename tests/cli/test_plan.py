"""`publer-sync plan`: what would happen, for people and for machines, with nothing written."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from publer_sync.source.schema.check import load_schema
from tests.support.shop import NOW, Shop

TWO_MORE = {"content/a.md": "---\naccounts: [shop-x]\nschedule: 2036-05-06 09:00\n---\nOne more.\n"}


def test_a_plan_for_people(shop: Shop) -> None:
    done = shop.run("plan")
    assert (done.code, done.err) == (0, "")
    assert "  + launch@shop-x  create (X)" in done.out
    assert done.out.endswith(
        "Plan: 2 to create, 0 to update, 0 to replace, 0 to delete; 0 unchanged.\n"
    )


def test_a_plan_for_machines_is_as_its_schema_says(shop: Shop) -> None:
    document = json.loads(shop.run("plan", "--format", "json").out)
    Draft202012Validator(load_schema("plan")).validate(document)
    assert document["summary"]["create"] == 2


def test_verbose_lists_what_stays_as_it_is(shop: Shop) -> None:
    shop.applied()
    assert "launch@shop-x" not in shop.run("plan").out
    assert "launch@shop-x  Mon 2036-05-05 09:00" in shop.run("-v", "plan").out


def test_quiet_leaves_out_what_goes_with_it(shop: Shop) -> None:
    done = shop.run("-q", "plan", "--out", "plan.json")
    assert (done.code, done.err) == (0, "")
    assert "2 to create" in done.out


def test_a_plan_is_saved_and_says_how_to_apply_it(shop: Shop) -> None:
    done = shop.run("plan", "--out", "plan.json")
    assert done.err == "Saved. Apply exactly this plan with: publer-sync apply plan.json\n"
    document = json.loads((shop.root / "plan.json").read_text(encoding="utf-8"))
    assert document["digest"] == json.loads(shop.run("plan", "--format", "json").out)["digest"]


@pytest.mark.parametrize("format_", ["text", "json"])
def test_the_detailed_exit_code_tells_changes_from_deletes(shop: Shop, format_: str) -> None:
    words = ("plan", "--detailed-exitcode", "--allow", "deletes", "--format", format_)
    assert shop.run(*words).code == 2
    shop.applied()
    assert shop.run(*words).code == 0
    shop.write({"content/launch.md": _FOR_X_ONLY})
    assert shop.run(*words).code == 3


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_guard_refuses_and_says_how_to_go_on(shop: Shop, format_: str) -> None:
    shop.applied()
    (shop.root / "content/launch.md").unlink()
    done = shop.run("plan", "--format", format_)
    assert done.code == 4
    said = "Refused: there are no post files" if format_ == "text" else '"guard": "empty"'
    assert said in done.out
    assert shop.run("plan", "--format", format_, "--allow", "deletes").code == 0


def test_targets_narrow_the_plan_and_it_says_so(shop: Shop) -> None:
    shop.write(TWO_MORE)
    for target in ("a", "a@shop-x", "content/a.md", "2036-05-06"):
        done = shop.run("plan", "--target", target)
        assert "Plan: 1 to create" in done.out
        assert f"This plan is partial: it is about {target} only." in done.out
    assert "Plan: 2 to create" in shop.run("plan", "--target", "shop-x").out


def test_a_target_that_names_nothing_is_a_mistake(shop: Shop) -> None:
    done = shop.run("plan", "--target", "lunch")
    assert done.code == 64
    assert done.said[0] == "error: The target 'lunch' names no post."
    assert done.out == ""


def test_errors_in_the_files_stop_it_before_anybody_is_asked(shop: Shop) -> None:
    shop.write({"content/launch.md": POSTLESS})
    done = shop.run("plan")
    assert (done.code, done.out) == (1, "")
    assert done.said[0].startswith("error[no-schedule]: ")
    assert done.said[1] == " --> content/launch.md:1:1"
    assert any(
        line.startswith("error: Fix these errors first; no plan was made") for line in done.said
    )
    assert shop.requests() == []


def test_warnings_are_counted_beside_the_plan(shop: Shop) -> None:
    (shop.root / "content/launch.md").unlink()
    done = shop.run("plan")
    assert done.said[0] == "1 warning in 1 file; `publer-sync validate` shows them."


def test_missed_posts_are_an_error_where_the_policy_says_so(shop: Shop) -> None:
    project = (shop.root / "publer-sync.yaml").read_text(encoding="utf-8")
    shop.write({"publer-sync.yaml": project + "policy: {missed: error}\n"})
    late = "2036-06-01 09:00"
    assert shop.run("plan", now=late).code == 4
    assert shop.run("plan", "--allow", "past", now=late).code == 0


def test_an_unwritable_out_is_said_and_leaves_nothing(shop: Shop) -> None:
    done = shop.run("plan", "--out", "nowhere/plan.json")
    assert done.code == 64
    assert done.said[0] == "error: The plan cannot be written."
    assert done.said[1] == "  where: nowhere/plan.json"
    assert done.said[-1] == "  hint: choose another file"


def test_an_offline_plan_asks_nobody_and_needs_no_key(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.applied()
    shop.write(TWO_MORE)
    asked = len(shop.requests())
    monkeypatch.delenv("PUBLER_API_KEY")
    done = shop.run("plan", "--offline", "--detailed-exitcode")
    assert (done.code, done.err) == (2, "")
    assert "  + a@shop-x  create (X)" in done.out
    assert "Publer was not asked" in done.out
    assert len(shop.requests()) == asked


def test_an_offline_plan_says_nothing_of_posts_in_publer(shop: Shop) -> None:
    shop.applied()
    for format_ in ("text", "markdown"):
        out = shop.run("plan", "--offline", "--format", format_).out
        assert "No changes. 2 posts match what was applied last." in out
    assert "No changes. 2 posts in Publer match their files." in shop.run("plan").out


def test_an_offline_plan_is_not_for_apply(shop: Shop) -> None:
    done = shop.run("plan", "--offline", "--out", "plan.json")
    assert (done.code, done.out) == (64, "")
    assert done.said[0] == "error: A plan that was made offline cannot be saved for apply."
    assert not (shop.root / "plan.json").exists()


def test_the_pretended_time_may_be_local(shop: Shop) -> None:
    assert shop.run("plan", now="2036-05-01 10:00").out == shop.run("plan", now=NOW).out


POSTLESS = "---\naccounts: [shop-x]\n---\nHello\n"
_FOR_X_ONLY = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\nWe have launched.\n"


@pytest.mark.parametrize("format_", ["text", "json", "markdown"])
def test_a_plan_by_a_wrong_clock_names_both_times_once(shop: Shop, format_: str) -> None:
    shop.control("POST", "clock", {"advance_seconds": 3 * 3600})
    done = shop.run("plan", "--format", format_)
    said = " ".join(done.out.split())
    assert "here it is 2036-05-01 08:00" in said and "at Publer 2036-05-01 11:00" in said, done
    assert (done.code, done.err) == (0, ""), "the plan says it, and says it once"
    if format_ != "json":
        assert ("Leave out --now" in said, "automatic time" in said) == (True, False)
    if format_ == "markdown":
        assert done.out.index("> [!WARNING]") < done.out.index("| File |")
        assert "#### Notes" not in done.out
    if format_ == "json":
        Draft202012Validator(load_schema("plan")).validate(json.loads(done.out))
        (warning,) = json.loads(done.out)["warnings"]
        assert (warning["code"], warning["address"]) == ("clocks_differ", None)


def test_where_no_time_is_pretended_the_machine_is_to_be_set(shop: Shop) -> None:
    shop.control("POST", "clock", {"now": "2036-05-01T11:00Z"})
    said = " ".join(shop.run("plan", now=None).out.split())
    assert "Turn on automatic time on this machine, then plan again." in said
    assert "--now" not in said
    done = shop.run("apply", "--auto-approve", now=None)
    assert "turn on automatic time on this machine, then run this again" in done.err, done


@pytest.mark.parametrize("ahead", [-110, 110])
def test_a_plan_says_nothing_of_clocks_that_nearly_agree(shop: Shop, ahead: int) -> None:
    shop.control("POST", "clock", {"advance_seconds": ahead})
    assert json.loads(shop.run("plan", "--format", "json").out)["warnings"] == []
