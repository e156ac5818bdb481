"""SARIF that its schema accepts, with places that lead to the files of a repository.

`sarif-2.1.0.schema.json` is the schema of SARIF 2.1.0 (rtm.5) as Microsoft's jest-sarif 1.0.0-beta.0 has it,
under the MIT licence, Copyright (c) Microsoft Corporation.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from publer_sync.diagnostics import Diagnostic, Location, Severity, error, finding, warning
from publer_sync.render.diagnostics.sarif import diagnostics_sarif

SCHEMA = Draft4Validator(
    json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
)


def run_of(*found: Diagnostic, **given: Any) -> dict[str, Any]:
    """The only run, valid by the schema."""
    log = json.loads(diagnostics_sarif(found, **{"lines": {}, **given}))
    SCHEMA.validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_results_refer_to_rules_that_explain_themselves() -> None:
    long = error(
        "text-length", "Too long.", Location("a.md", 3, 5, 3, 9), hint="Cut.", address="a@x"
    )
    run = run_of(long, warning("alt-text", "None.", Location("a.md", 2)))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["alt-text", "text-length"]
    assert rules[1]["shortDescription"]["text"] == "A text is not longer than the network takes."
    second = run["results"][1]
    assert (second["ruleId"], second["ruleIndex"], second["level"]) == ("text-length", 1, "error")
    assert second["message"]["text"] == "Too long. (a@x)\nhint: Cut."
    region = second["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}


def test_severities_are_levels() -> None:
    each = [finding(severity, "a-b", "Hm.", None) for severity in Severity]
    assert {result["level"] for result in run_of(*each)["results"]} == {"error", "warning", "note"}


def test_paths_are_encoded_and_lead_from_the_root_of_the_repository() -> None:
    run = run_of(error("a-b", "No.", Location("content/50 % für 角.md")), prefix="social/")
    artifact = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {
        "uri": "social/content/50%20%25%20f%C3%BCr%20%E8%A7%92.md",
        "uriBaseId": "%SRCROOT%",
    }


def test_skipped_files_are_notes_of_the_run() -> None:
    (invocation,) = run_of(skipped=["content/notes.txt"])["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert note["level"] == "note"


def marks(*found: Diagnostic, lines: list[str]) -> list[str]:
    results = run_of(*found, lines={"a.md": lines})["results"]
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]


def test_a_finding_stays_the_same_when_its_line_moves() -> None:
    before = marks(error("a-b", "No.", Location("a.md", 1)), lines=["wrong", "x"])
    after = marks(error("a-b", "No.", Location("a.md", 2)), lines=["x", "wrong"])
    other = marks(error("a-b", "No.", Location("a.md", 1)), lines=["also wrong"])
    assert before == after != other


def test_findings_on_equal_lines_are_told_apart() -> None:
    found = [error("a-b", "No.", Location("a.md", line)) for line in (1, 2)]
    assert len(set(marks(*found, lines=["wrong", "wrong"]))) == 2


def test_a_text_makes_no_link() -> None:
    (result,) = run_of(error("a-b", "see [here](https://evil.example)", None))["results"]
    assert "](" not in result["message"]["text"]


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_any_text_is_valid(text: str) -> None:
    run_of(error("a-b", text or "x", Location(text, 1, 2), hint=text, address=text), skipped=[text])
