"""The command in a process of its own: `python -m tests.faults.child TIMEFILE WORDS…`.

All of it is as users run it, but for the time, which passes only when someone sleeps, and for the line
that `MUTANT` names in the environment.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.faults.mutants import MUTANT, named


def main() -> int:
    if name := os.environ.get(MUTANT):
        named(name).install()
    # Only now may the product be imported.
    from publer_sync.cli.main import main as command  # noqa: PLC0415
    from tests.faults.shared_time import SharedTime  # noqa: PLC0415

    return command(sys.argv[2:], time=SharedTime(Path(sys.argv[1])).source())


if __name__ == "__main__":
    sys.exit(main())
