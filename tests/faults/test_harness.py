"""The harness itself: with one safety line flipped, some promise is seen to be broken."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.faults.mutants import MUTANTS, Mutant
from tests.faults.promises import BrokenPromiseError, Ledger, Promise
from tests.faults.test_small import kept


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_flipped_line_is_noticed(mutant: Mutant) -> None:
    hunt = [sys.executable, "-m", "tests.faults.hunt", mutant.name]
    found = subprocess.run(hunt, capture_output=True, text=True, check=False)
    assert found.stdout.strip() in {promise.name for promise in mutant.breaks}, found.stderr


def test_each_promise_is_broken_by_some_mutant() -> None:
    assert {promise for mutant in MUTANTS for promise in mutant.breaks} == set(Promise)


def test_the_table_counts_looks_and_violations() -> None:
    ledger = Ledger()
    ledger.check(Promise.ONCE, True)
    with pytest.raises(BrokenPromiseError, match="promise 3"):
        ledger.check(Promise.ONCE, False, "two posts")
    ledger.violations.append(BrokenPromiseError(Promise.ONCE, "two posts"))
    row = next(line for line in ledger.table().splitlines() if "one post for each" in line)
    assert row.split()[-2:] == ["2", "1"]


def test_nothing_that_was_looked_at_is_no_success() -> None:
    assert not kept(Ledger())
