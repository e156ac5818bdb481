"""Whatever happens to a file, it ends in findings or in posts, never in a traceback."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from publer_sync.config.load import load_project
from publer_sync.content.load import load_posts
from publer_sync.diagnostics import Diagnostic

EXAMPLES = Path(__file__).parents[2] / "examples"
NOISE = [
    b"---", b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"', b"&a ", b"*a", b"!!", b"\n", b"\n\n",
    b"\r\n", b"\t", b"  ", b"#", b"|", b">", b"\x00", b"\xff", b"\xef\xbb\xbf", b"<!--", b"-->", b"```",
    b"<!-- publer: ", b"null", b"true", b"570", b"1e9", b"..", b"/", b"@", "é😀".encode(), b"<<: *a",
    b"posts:", b"networks:", b"accounts: ", b"media: ", b"2036-03-30 02:30", b"? ", b"%YAML 1.2\n",
]  # fmt: skip


def mutate(raw: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randint(0, len(raw)), dice.randint(0, 30)
        piece = dice.choice([dice.choice(NOISE), raw[at : at + length], b""])
        raw = raw[:at] + piece + raw[at + dice.choice([0, 0, 1, length]) :]
    return raw


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLES, tmp_path / "shop")


@pytest.mark.parametrize("seed", range(12))
def test_mutated_files_never_crash(shop: Path, seed: int) -> None:
    dice = random.Random(seed)
    files = sorted(path for path in shop.rglob("*") if path.suffix in {".md", ".yaml"})
    for path in files:
        path.write_bytes(mutate(path.read_bytes(), dice))
    project, found = load_project(shop)
    assert project or found
    shutil.copy(EXAMPLES / "publer-sync.yaml", shop)
    project, _ = load_project(shop)
    assert project
    content = load_posts(project)
    for one in content.diagnostics:
        assert_useful(one, shop)


def assert_useful(found: Diagnostic, root: Path) -> None:
    """A finding names a place that is there, and what to do."""
    assert found.hint and found.location
    lines = (root / found.location.file).read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    assert 1 <= found.location.line <= lines.count(b"\n") + 2
    assert found.location.column >= 1
