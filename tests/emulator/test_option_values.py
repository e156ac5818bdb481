"""Every option, with each of its values, does what its meaning says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from publer_sync.emulator.options.settings import OPTIONS
from tests.emulator.lab import Lab
from tests.emulator.option_cases import (
    changing,
    content,
    jobs,
    media,
    publishing,
    reading,
    transport,
    writing,
)
from tests.emulator.option_cases.case import Case

CASES: dict[str, Case] = {
    **transport.CASES,
    **jobs.CASES,
    **writing.CASES,
    **content.CASES,
    **reading.CASES,
    **changing.CASES,
    **publishing.CASES,
    **media.CASES,
}


def each_value() -> Iterator[Any]:
    for name, case in CASES.items():
        for value, expected in case.expected.items():
            yield pytest.param(name, value, expected, id=f"{name}={value}")


@pytest.mark.parametrize(("name", "value", "expected"), list(each_value()))
def test_an_option_does_what_it_says(name: str, value: str, expected: object) -> None:
    case = CASES[name]
    lab = Lab({**case.beside, name: value})
    assert case.observe(lab) == expected


def test_every_option_is_tried_with_every_word_it_takes() -> None:
    tried = {name: set(case.expected) for name, case in CASES.items()}
    assert {option.name for option in OPTIONS} == set(tried)
    for option in OPTIONS:
        assert tried[option.name] >= set(option.choices)
        assert len(tried[option.name]) >= 2
