"""Options and fixtures of the whole suite."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what the renderers give to tests/golden"
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        help="let it go wrong at every request, where otherwise some requests that read stand for all",
    )


def pytest_configure(config: pytest.Config) -> None:
    """No test reads or writes the caches of whoever runs it; commands that tests start inherit this."""
    caches = tempfile.TemporaryDirectory(prefix="publer-sync-caches-")
    config.add_cleanup(caches.cleanup)
    os.environ["XDG_CACHE_HOME"] = caches.name
    # A shell that starts the tests in the background has them ignore it, and all that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Nothing here loses its power, and what was written is read through the same cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare an output with the file of that name under tests/golden, or write it."""

    def check(name: str, output: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(output + "\n", encoding="utf-8")
        assert output + "\n" == file.read_text(encoding="utf-8")

    return check
