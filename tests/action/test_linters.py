"""What others check of actions and workflows: their schemas, zizmor's audits, and ShellCheck."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.action.metadata import ACTION_FILE, WORKFLOW_FILES, steps_of
from tests.support.projects import write_files

BIN = Path(sys.executable).parent
INJECTION = """\
name: x
runs:
  using: composite
  steps:
    - shell: bash
      run: echo ${{ inputs.title }}
    - uses: actions/checkout@v7
"""


def tool(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [BIN / name, *words], capture_output=True, text=True, encoding="utf-8", check=False
    )


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    words = ("--offline", "--no-config", "--persona=pedantic", "--format=plain")
    return tool("zizmor", *words, *paths)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(ACTION_FILE, *WORKFLOW_FILES)
    assert done.returncode == 0, done.stdout + done.stderr
    for path in (ACTION_FILE, *WORKFLOW_FILES):
        assert f"completed {path}" in done.stderr, "it has not looked at all of them"


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    write_files(tmp_path, {"action.yml": INJECTION})
    found = zizmor(tmp_path / "action.yml").stdout
    assert "template-injection" in found
    assert "unpinned-uses" in found


@pytest.mark.parametrize(
    ("schema", "paths"),
    [("vendor.github-actions", [ACTION_FILE]), ("vendor.github-workflows", WORKFLOW_FILES)],
)
def test_files_fit_the_schemas(schema: str, paths: list[Path]) -> None:
    done = tool("check-jsonschema", "--builtin-schema", schema, *paths)
    assert done.returncode == 0, done.stdout + done.stderr


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    scripts = [s["run"] for p in (ACTION_FILE, *WORKFLOW_FILES) for s in steps_of(p) if "run" in s]
    assert scripts
    for number, script in enumerate(scripts):
        path = tmp_path / f"{number}.sh"
        path.write_text(f"#!/usr/bin/env bash\n{script}\n", encoding="utf-8")
        done = tool("shellcheck", "--severity=style", path)
        assert done.returncode == 0, done.stdout
