"""A sample of the mutation pass, the same number of each kind; `make mutations` runs all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutations.trial import Trial
from tests.mutations.variants import KINDS, Variant, named

SEED = 7
OF_EACH = 64


@pytest.mark.parametrize("kind", KINDS)
def test_every_variant_ends_in_findings_or_posts(tmp_path: Path, kind: str) -> None:
    trial = Trial(tmp_path / "shop", publish_every=8)
    for number in range(OF_EACH):
        variant = Variant(SEED, kind, number)
        try:
            trial.of(variant)
        except Exception as failure:
            failure.add_note(f"again: python -m tests.mutations --only {variant.name}")
            raise


def test_a_name_makes_the_same_variant_again() -> None:
    first, second = (named("7/change-value/3").files() for _ in range(2))
    assert first == second
    assert first != named("7/change-value/4").files()


def test_every_kind_changes_something() -> None:
    for kind in KINDS:
        assert len({str(Variant(SEED, kind, number).files()) for number in range(20)}) > 5, kind
