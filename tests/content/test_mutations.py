"""Whatever happens to a file, it ends in findings or in posts, never in a traceback."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from publer_sync.config.load import load_project
from publer_sync.content.load import load_posts
from publer_sync.diagnostics import Diagnostic
from publer_sync.source.schema.files import inlined
from tests.support.documents import ROOT, fences
from tests.support.projects import write_files

EXAMPLES = ROOT / "examples"
NOISE = [
    b"---", b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"', b"&a ", b"*a", b"!!", b"\n", b"\n\n",
    b"\r\n", b"\t", b"  ", b"#", b"|", b">", b"\x00", b"\xff", b"\xef\xbb\xbf", b"<!--", b"-->", b"```",
    b"<!-- publer: ", b"null", b"true", b"570", b"1e9", b"..", b"/", b"@", "é😀".encode(), b"<<: *a",
    b"posts:", b"networks:", b"accounts: ", b"media: ", b"2036-03-30 02:30", b"? ", b"%YAML 1.2\n",
    b"now", b"recycle: ", b"auto: {from: ", b"weekdays: [sunday]", b"draft: true\n", b"idea: public\n",
    b"poll: {options: ", b"thread: [", b"\"> 10\"", b"url: http://[", b"rules: {x: off}", b"![](../",
]  # fmt: skip
STRANGE: list[Any] = [
    None, True, False, 0, -1, 1e9, "", " ", "x", "now", "2036-03-30 02:30", "2036-02-30 09:00", "../../x.png",
    "http://[", [], [None], {}, {"x": 1}, "\u202e", "![a](b.png)", ["x", "x"], {"from": 1, "to": []},
]  # fmt: skip


def mutate(raw: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randint(0, len(raw)), dice.randint(0, 30)
        piece = dice.choice([dice.choice(NOISE), raw[at : at + length], b""])
        raw = raw[:at] + piece + raw[at + dice.choice([0, 0, 1, length]) :]
    return raw


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The examples, and those of the page on post files: together they use every kind of key."""
    root = shutil.copytree(EXAMPLES, tmp_path / "shop")
    for fence in fences(ROOT / "docs/post-files.md"):
        if fence.kind == "example":
            write_files(root, {str(fence.name).replace("content/", "content/page/"): fence.body})
    return root


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


def example_of(schema: Any, dice: random.Random, depth: int = 0) -> Any:
    """A value as the schema has it, here and there with something strange in it."""
    if dice.random() < 0.04:
        return dice.choice(STRANGE)
    properties = schema.get("properties")
    if properties and depth < 6 and dice.random() < 0.8:
        wanted = {
            *schema.get("required", ()),
            *dice.sample(sorted(properties), k=min(5, len(properties))),
        }
        if schema.get("type") != ["string", "object"] or dice.random() < 0.7:
            return {key: example_of(properties[key], dice, depth + 1) for key in wanted}
    if "items" in schema and dice.random() < 0.7:
        return [example_of(schema["items"], dice, depth + 1) for _ in range(dice.randint(0, 3))]
    return dice.choice(schema.get("examples") or STRANGE)


@pytest.mark.parametrize("seed", range(12))
def test_entries_of_any_keys_never_crash(shop: Path, seed: int) -> None:
    dice = random.Random(seed)
    entry = inlined("post")["else"]
    project, _ = load_project(shop)
    assert project
    aliases = [[alias] for alias in project.accounts] + [list(project.accounts)]
    for number in range(100):
        data = example_of(entry, dice)
        if isinstance(data, dict) and dice.random() < 0.9:
            data |= {"id": f"n{number}"} | (
                {} if "idea" in data else {"accounts": dice.choice(aliases)}
            )
        path = shop / f"content/any/{number}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(data), encoding="utf-8")
    content = load_posts(project)
    for one in content.diagnostics:
        assert_useful(one, shop)
    for post in (*content.posts, *content.unfinished):
        assert all((shop / place.file).is_file() for place in post.source.fields.values())


def assert_useful(found: Diagnostic, root: Path) -> None:
    """A finding names a place that is there, and what to do."""
    assert found.hint and found.location
    lines = (root / found.location.file).read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    assert 1 <= found.location.line <= lines.count(b"\n") + 2
    assert found.location.column >= 1
