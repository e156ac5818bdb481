"""What an apply says while it is at work, and what of that also when it shall be quiet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from publer_sync.cli.global_options import Settings
from publer_sync.cli.progress import telling
from publer_sync.execution.events import Advanced, Looking, Stage, Started

EVENTS = (
    Started(Stage.RECOVER, 1),
    Started(Stage.CREATE, 2),
    Advanced(Stage.CREATE, 1),
    Looking(datetime(2036, 5, 5, 16, 59, 30, tzinfo=UTC)),
)
WAITS = [
    "Waiting for what an earlier apply left open to show up in Publer: 1 write",
    "Publer does not show it yet; looking until 18:59:30 at the latest.",
]


@pytest.mark.parametrize(
    ("verbosity", "said"), [(0, [WAITS[0], "Creating: 2 posts", WAITS[1]]), (-1, WAITS)]
)
def test_waiting_is_said_also_when_quiet(
    verbosity: int, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    tell = telling(Settings(directory=Path(), verbosity=verbosity), ZoneInfo("Europe/Rome"))
    for event in EVENTS:
        tell(event)
    assert capsys.readouterr() == ("", "".join(f"{line}\n" for line in said))
