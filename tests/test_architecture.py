"""What the code may not do, whoever writes it: imports, printing, clocks, names."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "publer_sync"
MODULES = sorted(PACKAGE.rglob("*.py"))
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}
TIME_AND_CHANCE = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "time.time", "time.monotonic", "time.sleep",
    "random.random", "random.choice", "random.randint", "uuid.uuid4",
}  # fmt: skip
MAY_READ_THEM = {"cli", "emulator"}
"""`cli` hands them to everything else; in the emulator they are defaults that its tests replace."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def used(path: Path) -> Iterator[str]:
    """Dotted names as they are written: `datetime.now`, `print`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Name):
            yield node.id


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_imports_go_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(tree_of(path))
    assert docstring
    assert docstring.splitlines()[0][-1] in ".;:?" or "\n" in docstring


def test_no_module_is_named_after_nothing() -> None:
    assert [name_of(path) for path in MODULES if path.stem in NO_NAMES] == []


def test_only_the_command_line_prints() -> None:
    words = {"print", "click.echo", "click.secho", "sys.stdout", "sys.stderr"}
    outside = [path for path in MODULES if not path.is_relative_to(PACKAGE / "cli")]
    assert {name_of(path): found for path in outside if (found := words & set(used(path)))} == {}


def test_only_the_command_line_reads_clock_and_chance() -> None:
    inner = [path for path in MODULES if name_of(path).split("/")[0] not in MAY_READ_THEM]
    found = {name_of(path): TIME_AND_CHANCE & set(used(path)) for path in inner}
    assert {name: words for name, words in found.items() if words} == {}


def test_the_emulator_reads_the_clock_as_a_default_only() -> None:
    found = {
        name_of(path)
        for path in (PACKAGE / "emulator").rglob("*.py")
        if TIME_AND_CHANCE & set(used(path))
    }
    assert found == {"emulator/app.py"}


def test_only_the_command_line_knows_click() -> None:
    outside = [path for path in MODULES if not path.is_relative_to(PACKAGE / "cli")]
    assert [name_of(path) for path in outside if "click" in set(imported(path))] == []


@pytest.mark.parametrize("package", ["planning", "model", "networks", "render"])
def test_what_is_pure_reaches_for_nothing(package: str) -> None:
    forbidden = (
        "publer_sync.api",
        "publer_sync.state",
        "publer_sync.http",
        "httpx",
        "subprocess",
        "os",
        "socket",
    )
    for path in (PACKAGE / package).rglob("*.py"):
        names = set(imported(path))
        assert not [n for n in names for bad in forbidden if n == bad or n.startswith(f"{bad}.")], (
            path
        )
