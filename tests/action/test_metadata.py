"""`action.yml`: no logic, nothing interpolated, every input handed over, everything documented."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from publer_sync import __version__
from publer_sync.cli.ci.failures import FailureReason
from publer_sync.cli.ci.report import OUTPUTS
from tests.action.metadata import ACTION_FILE, INPUTS, WORKFLOW_FILES, read, steps_of
from tests.action.starting import ROOT

ACTION = read(ACTION_FILE)
EVERY_FILE = [ACTION_FILE, *WORKFLOW_FILES]
RUN = next(step for step in ACTION["runs"]["steps"] if "run" in step)


def table(heading: str) -> list[tuple[str, ...]]:
    """The rows of a table of the page on GitHub, without the code marks around names."""
    page = (ROOT / "docs/github.md").read_text(encoding="utf-8")
    part = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\|( `.+)\|$", part, re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return [(name.strip("`"), *rest) for name, *rest in cells]


def test_it_has_the_inputs_that_the_command_takes() -> None:
    assert tuple(ACTION["inputs"]) == INPUTS
    assert all(isinstance(given["default"], str) for given in ACTION["inputs"].values())


def test_it_gives_the_outputs_that_the_command_writes() -> None:
    assert tuple(ACTION["outputs"]) == OUTPUTS
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.{RUN['id']}.outputs.{name} }}}}"


def test_every_input_is_handed_over_in_the_environment() -> None:
    expected = {
        f"PUBLER_SYNC_{n.upper().replace('-', '_')}": f"${{{{ inputs.{n} }}}}" for n in INPUTS
    }
    python = "${{ inputs.python-path || steps.python.outputs.python-path }}"
    assert RUN["env"] == expected | {"PUBLER_SYNC_PYTHON_PATH": python}


def test_every_reason_of_a_failure_is_documented() -> None:
    page = (ROOT / "docs/github.md").read_text(encoding="utf-8")
    named = page.partition("`failure-reason` is one of ")[2].partition(".\n")[0]
    assert re.findall(r"`([\w-]+)`", named) == [reason.value for reason in FailureReason]


def test_the_python_of_the_job_stays_as_it_is() -> None:
    setup = ACTION["runs"]["steps"][0]
    assert setup["uses"].startswith("actions/setup-python@")
    assert setup["with"]["update-environment"] is False
    assert setup["if"] == "${{ inputs.python-path == '' }}"
    assert len(ACTION["runs"]["steps"]) == 2


def test_python_takes_the_place_of_the_shell_and_reads_nothing_around_it() -> None:
    assert RUN["run"] == (
        'exec "$PUBLER_SYNC_PYTHON_PATH" -I "$GITHUB_ACTION_PATH/action/bootstrap.py"'
    )
    assert RUN["shell"] == "bash"


@pytest.mark.parametrize("path", EVERY_FILE, ids=lambda path: path.name)
def test_no_value_becomes_part_of_a_script(path: Path) -> None:
    assert [step["run"] for step in steps_of(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", EVERY_FILE, ids=lambda path: path.name)
def test_every_action_is_pinned_by_commit_and_says_its_version(path: Path) -> None:
    uses = [step["uses"] for step in steps_of(path) if "uses" in step]
    assert uses
    lines = re.findall(r"uses: (\S+) # v\d+\.\d+\.\d+$", path.read_text(encoding="utf-8"), re.M)
    assert lines == uses
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each) for each in uses)


def test_one_action_has_one_commit_everywhere() -> None:
    uses = {step["uses"] for path in EVERY_FILE for step in steps_of(path) if "uses" in step}
    assert len({each.partition("@")[0] for each in uses}) == len(uses)


@pytest.mark.parametrize("path", WORKFLOW_FILES, ids=lambda path: path.name)
def test_workflows_give_only_inputs_and_read_only_outputs_that_there_are(path: Path) -> None:
    for step in steps_of(path):
        if step.get("uses", "").startswith("publer-sync/"):
            assert set(step.get("with", {})) <= set(INPUTS)
    read_ = re.findall(r"steps\.\w+\.outputs\.([\w-]+)", path.read_text(encoding="utf-8"))
    assert set(read_) <= set(OUTPUTS)


@pytest.mark.parametrize("path", WORKFLOW_FILES, ids=lambda path: path.name)
def test_workflows_ask_for_no_permission_without_a_reason(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    text = path.read_text(encoding="utf-8")
    for job in workflow["jobs"].values():
        for name, level in job["permissions"].items():
            assert re.search(rf"^ +{name}: {level} # \w+", text, re.MULTILINE), name
        assert "timeout-minutes" in job


@pytest.mark.parametrize("path", WORKFLOW_FILES, ids=lambda path: path.name)
def test_the_key_is_in_the_environment_of_main_alone(path: Path) -> None:
    for job in read(path)["jobs"].values():
        if "secrets." in str(job):
            assert job["environment"] == "publer"
    assert "pull_request_target" not in path.read_text(encoding="utf-8")


def workflow(name: str) -> dict[str, Any]:
    return read(ROOT / f"examples/workflows/{name}.yml")


def test_who_may_write_what() -> None:
    asked = {
        (path.stem, name): job["permissions"]
        for path in WORKFLOW_FILES
        for name, job in read(path)["jobs"].items()
    }
    assert asked == {
        ("review", "plan"): {"contents": "read", "pull-requests": "write"},
        ("review-forks", "comment"): {"actions": "read", "pull-requests": "write"},
        ("apply", "plan"): {"contents": "read"},
        ("apply", "approve"): {},
        ("apply", "apply"): {"contents": "write", "pull-requests": "write"},
        ("drift", "drift"): {"contents": "read", "issues": "write"},
    }


def test_who_waits_for_an_approval_holds_nobody_up() -> None:
    apply = workflow("apply")
    assert "concurrency" not in apply
    assert "concurrency" not in apply["jobs"]["approve"]
    assert apply["jobs"]["approve"]["environment"] == "publer-approval"
    assert apply["jobs"]["apply"]["concurrency"]["cancel-in-progress"] is False
    assert apply["jobs"]["apply"]["needs"] == ["plan", "approve"]


def test_only_the_commit_whose_plan_was_approved_is_applied() -> None:
    jobs = workflow("apply")["jobs"]
    given = jobs["apply"]["steps"][1]["with"]["expected-commit"]
    assert given == "${{ needs.plan.outputs.commit }}"
    assert jobs["plan"]["outputs"]["commit"] == "${{ steps.plan.outputs.commit }}"
    assert jobs["plan"]["steps"][1]["id"] == "plan"


def test_a_guard_is_lifted_by_hand_with_the_same_approval() -> None:
    apply = workflow("apply")
    assert list(apply["on"]["workflow_dispatch"]["inputs"]) == ["allow"]
    for name in ("plan", "apply"):
        assert apply["jobs"][name]["steps"][1]["with"]["allow"] == "${{ inputs.allow }}"
    scripts = [step["run"] for path in WORKFLOW_FILES for step in steps_of(path) if "run" in step]
    assert not any("${{" in script for script in scripts)


def test_what_plans_knows_the_commit_that_was_applied() -> None:
    for name, job in (("review", "plan"), ("apply", "plan"), ("apply", "apply")):
        assert workflow(name)["jobs"][job]["steps"][0]["with"]["fetch-depth"] == 0


def test_the_workflow_for_forks_checks_nothing_out() -> None:
    forks = workflow("review-forks")
    used = [step.get("uses", step.get("run")) for step in forks["jobs"]["comment"]["steps"]]
    assert [each.partition("@")[0] for each in used] == [
        "actions/download-artifact", "publer-sync/publer-sync",
    ]  # fmt: skip
    assert forks["on"]["workflow_run"]["workflows"] == [workflow("review")["name"]]


def test_checkouts_leave_no_token_behind() -> None:
    for path in WORKFLOW_FILES:
        for step in steps_of(path):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_the_examples_name_this_version() -> None:
    for path in WORKFLOW_FILES:
        calls = re.findall(
            r"publer-sync/publer-sync@0{40} # (\S+)", path.read_text(encoding="utf-8")
        )
        assert calls
        assert set(calls) == {f"v{__version__}"}


def test_the_inputs_are_documented() -> None:
    documented = table("Inputs")
    assert documented == [
        (name, f"`{given['default']}`" if given["default"] else "", given["description"])
        for name, given in ACTION["inputs"].items()
    ]


def test_the_outputs_are_documented() -> None:
    expected = [(name, given["description"]) for name, given in ACTION["outputs"].items()]
    assert table("Outputs") == expected
