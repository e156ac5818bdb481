"""Of each kind of finding the first 200 are kept, and the others are counted in every output."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Iterator

import pytest

from publer_sync.diagnostics import LISTED, Diagnostic, Location, error, in_reading_order, totals
from publer_sync.diagnostics import warning as a_warning
from publer_sync.render.diagnostics.github import diagnostics_github
from publer_sync.render.diagnostics.json import diagnostics_document
from publer_sync.render.diagnostics.sarif import diagnostics_sarif
from publer_sync.render.diagnostics.text import diagnostics_text, summary
from publer_sync.render.markdown.findings import numbers


def some(number: int, rule: str = "text-length") -> list[Diagnostic]:
    return [error(rule, "too long", Location("a.md", line)) for line in range(1, number + 1)]


def test_up_to_two_hundred_are_all_there() -> None:
    assert in_reading_order(reversed(some(LISTED))) == tuple(some(LISTED))


@pytest.mark.parametrize("number", [LISTED + 1, 2 * LISTED + 7, 5000])
def test_the_first_ones_are_kept_and_the_others_counted(number: int) -> None:
    found = some(number)
    random.Random(1).shuffle(found)
    *listed, rest = in_reading_order(found)
    assert listed == some(LISTED)
    assert (rest.more, rest.location) == (number - LISTED, Location("a.md", LISTED + 1))
    assert rest.message == f"{number - LISTED} more of this rule, not listed"
    assert in_reading_order([rest, *listed]) == (*listed, rest)


def test_each_rule_and_severity_has_its_own_two_hundred() -> None:
    other = a_warning("text-length", "odd", Location("a.md", 9000))
    found = in_reading_order([*some(300), *some(3, "title-length"), other])
    assert len(found) == LISTED + 1 + 3 + 1
    assert totals(found) == {"error": 303, "warning": 1}


def test_a_finding_that_is_reported_twice_counts_once() -> None:
    assert in_reading_order(some(150) * 3) == tuple(some(150))


def test_every_output_says_how_many_there_are() -> None:
    found = in_reading_order(some(1000))
    assert summary(1, 1, found) == "1000 errors in 1 file"
    assert numbers(found) == "1000 errors"
    assert "800 more of this rule, not listed" in diagnostics_text(
        found, lines={}, color=False, width=100
    )
    assert "991 more errors" in diagnostics_github(found)
    document = diagnostics_document(found)
    assert (document["errors"], len(document["diagnostics"])) == (1000, LISTED + 1)
    results = json.loads(diagnostics_sarif(found, lines={}))["runs"][0]["results"]
    assert len(results) == LISTED + 1


def test_many_findings_need_little_memory() -> None:
    def many() -> Iterator[Diagnostic]:
        for line in range(100_000):
            yield error("text-length", f"too long: {line}", Location("a.md", line))

    tracemalloc.start()
    *_, rest = in_reading_order(many())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (rest.more, most < 2_000_000) == (100_000 - LISTED, True)
