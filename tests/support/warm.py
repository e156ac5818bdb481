"""Imported by the process that others are forked from: whatever a first run works out is worked out once."""

from __future__ import annotations

import tempfile
from pathlib import Path

from publer_sync.workflows.validate import validate
from tests.support.projects import ENTRY, write_project

MARKDOWN = """\
---
accounts: [shop-linkedin]
schedule: 2036-12-02 09:00
---
We have launched, and this is what it does.
"""

with tempfile.TemporaryDirectory(prefix="publer-sync-warm-") as folder:
    files = {"content/one.yaml": ENTRY, "content/two.md": MARKDOWN}
    warmed = validate(write_project(Path(folder), files), environment=None, environ={})
    assert warmed.ok and len(warmed.posts) == len(files), warmed.diagnostics
