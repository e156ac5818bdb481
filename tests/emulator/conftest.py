"""The emulator under test."""

import pytest

from tests.emulator.lab import Lab


@pytest.fixture
def lab() -> Lab:
    """An emulator with the options of production and no rate limit."""
    return Lab()
