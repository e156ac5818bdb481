"""What is printed when the fault is ours: enough to report it, and no secret."""

from __future__ import annotations

import os
import platform
import traceback
from pathlib import Path

from publer_sync import __version__
from publer_sync.redaction import redactor
from publer_sync.render.text.sanitize import no_command, safe

ISSUES = "https://github.com/publer-sync/publer-sync/issues"


def report(error: BaseException) -> str:
    """A report to paste; the API key is blacked out wherever it might stand."""
    lines = traceback.format_exception(error)
    text = "\n".join(
        [
            "This is a bug of publer-sync, not your mistake. What was written to Publer is recorded.",
            f"Please report what follows at {ISSUES}",
            "",
            f"publer-sync {__version__}, Python {platform.python_version()}, {platform.platform()}",
            "".join(lines).rstrip(),
        ]
    )
    hidden = redactor(os.environ.get("PUBLER_API_KEY", "").strip(), _key_in_file())
    return "\n".join(no_command(safe(line)) for line in hidden(text).split("\n"))


def _key_in_file() -> str:
    file = os.environ.get("PUBLER_API_KEY_FILE", "").strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip() if file else ""
    except (OSError, UnicodeDecodeError):
        return ""
