"""Each case has exactly the findings that stand beside it, and each rule has its cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.networks.rules import EVERY_RULE
from tests.support.cases import CASES, Case, every_case, findings_of, rules_in

IDS = sorted(rule.ID for rule in EVERY_RULE)


@pytest.mark.parametrize("case", every_case(), ids=lambda case: case.name)
def test_a_case(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = findings_of(case, tmp_path)

    if request.config.getoption("--update-golden"):
        case.expected.write_text(found, encoding="utf-8")
    assert found == case.expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", IDS)
def test_each_rule_has_a_case_that_breaks_it_and_one_that_fits(rule: str) -> None:
    expected = [case.expected.read_text("utf-8") for case in every_case() if case.rule == rule]

    assert any(rules_in(text.splitlines()) == [rule] for text in expected)
    assert "" in expected


def test_each_case_is_about_the_rule_of_its_folder() -> None:
    for case in every_case():
        text = case.expected.read_text(encoding="utf-8")
        assert set(rules_in(text.splitlines())) <= {case.rule}, case.name


def test_each_folder_is_named_after_a_rule() -> None:
    assert {folder.name for folder in CASES.iterdir() if folder.is_dir()} <= set(IDS)


@pytest.mark.parametrize("rule", IDS)
def test_each_rule_has_a_test_of_its_name(rule: str) -> None:
    assert (Path(__file__).parent / "rules" / f"test_{rule.replace('-', '_')}.py").exists()
