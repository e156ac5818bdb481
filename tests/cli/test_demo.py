"""`publer-sync demo`: the whole loop, with nothing left behind but a page."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.support.shop import Shop, ended

pytestmark = pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="looks for processes in /proc"
)


def processes_with(mark: str) -> list[str]:
    """The processes whose environment holds a mark, which children inherit."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and mark.encode() in (process / "environ").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return found


def test_it_walks_through_and_leaves_a_preview(shop: Shop, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    mark = f"DEMO_TEST={scratch}"
    env = os.environ | {"TMPDIR": str(scratch), "DEMO_TEST": str(scratch)}
    done = ended(shop.start("demo", now=None, env=env))
    assert (done.code, done.err) == (0, "")
    assert "Applied: 130 created." in done.out
    assert "Applied: 3 updated." in done.out
    assert done.out.count("No changes. 130 posts in Publer match their files.") == 2
    assert processes_with(mark) == []
    (page,) = (path for path in scratch.rglob("*") if path.is_file())
    assert done.out.rstrip().endswith(f"\n{page}")
    assert "<title>shop – preview</title>" in page.read_text(encoding="utf-8")
    assert shop.requests() == [], "whatever the environment points at is left alone"


def test_interrupted_it_leaves_nothing_either(shop: Shop, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    mark = f"DEMO_TEST={scratch}"
    env = os.environ | {"TMPDIR": str(scratch), "DEMO_TEST": str(scratch)}
    process = shop.start("demo", now=None, env=env)
    assert process.stdout
    assert any("A local Publer listens at" in line for line in process.stdout)
    process.send_signal(signal.SIGTERM)
    done = ended(process)
    assert (done.code, done.err.strip()) == (130, "Stopped.")
    assert processes_with(mark) == []
    assert list(scratch.iterdir()) == []
