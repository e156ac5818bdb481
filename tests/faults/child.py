"""The command in a process of its own: `python -m tests.faults.child TIMEFILE WORDS…`.

All of it is as users run it, but for the time, which passes only when somebody sleeps.
"""

from __future__ import annotations

import sys
from pathlib import Path

from publer_sync.cli.main import main
from tests.faults.shared_time import SharedTime

if __name__ == "__main__":
    sys.exit(main(sys.argv[2:], time=SharedTime(Path(sys.argv[1])).source()))
