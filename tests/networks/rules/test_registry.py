"""The list of rules is complete and in order."""

from __future__ import annotations

import re
from pathlib import Path

from publer_sync.networks import rules
from publer_sync.networks.rules import EVERY_RULE

NOT_RULES = {"__init__", "measuring", "reading", "rule", "too_long", "too_many", "wording"}


def test_every_module_is_listed_and_named_after_its_rule() -> None:
    modules = {path.stem for path in Path(rules.__path__[0]).glob("*.py")} - NOT_RULES
    listed = [rule.ID for rule in EVERY_RULE]

    assert sorted(listed) == sorted(name.replace("_", "-") for name in modules)


def test_ids_are_kebab_case_and_purposes_are_one_sentence() -> None:
    for rule in EVERY_RULE:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.ID)
        assert re.fullmatch(r"[A-Z][^\n]+\.", rule.PURPOSE)
