"""A shop on a socket, as for the command line, and one whose key is known to no one but the emulator."""

from __future__ import annotations

import pytest

from publer_sync.emulator.http import request_checks
from tests.cli.conftest import no_waiting, shop
from tests.security.secret import CANARY
from tests.support.shop import Shop

__all__ = ["no_waiting", "shop"]


@pytest.fixture
def canary(shop: Shop, monkeypatch: pytest.MonkeyPatch, no_waiting: None) -> Shop:
    """A shop whose key is known to no one but the emulator, and that waits for nothing."""
    monkeypatch.setenv("PUBLER_API_KEY", CANARY)
    monkeypatch.setattr(request_checks, "API_KEY", CANARY)
    return shop
