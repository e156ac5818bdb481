"""Every finding about a limit of a network says who states that limit."""

from __future__ import annotations

import re

import pytest

from publer_sync.networks.rule_coverage import SUBJECTS
from tests.support.cases import Case, every_case

# For example `publer.com, 2026-08`.
_SOURCE = re.compile(r"[a-z.-]+\.[a-z]+, 20\d\d")

# Things that no one states, or that the files themselves are about.
_WITHOUT = re.compile(
    r"the project does not say what|Nothing says that|that Publer takes$"
    r"|are the same: |An option of the poll is empty"
)


@pytest.mark.parametrize("case", every_case(), ids=lambda case: case.name)
def test_a_finding_names_its_source(case: Case) -> None:
    for line in case.expected.read_text(encoding="utf-8").splitlines():
        rule = line.split(" ", 3)[2]
        if rule in SUBJECTS and not _WITHOUT.search(line):
            assert _SOURCE.search(line), line
