"""A project that came with someone's pull request: refused in findings, quickly, by every command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.shop import POST, Shop

pytestmark = pytest.mark.usefixtures("no_waiting")

LARGE = 50 << 20
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)
COMMANDS = (
    *(("validate", "--format", each) for each in ("text", "json", "github", "sarif")),
    ("plan",), ("plan", "--format", "json"), ("apply", "--auto-approve"),
)  # fmt: skip

FILES: Mapping[str, Mapping[str, str | bytes]] = {
    "an alias bomb in a post": {"content/a.yaml": BOMB},
    "an alias bomb in front matter": {"content/a.md": f"---\n{BOMB}---\nHi\n"},
    "an alias bomb in defaults": {"content/_defaults.yaml": BOMB},
    "an alias bomb in the project": {"publer-sync.yaml": BOMB},
    "a large post": {"content/a.md": b"x" * LARGE},
    "a large list": {"content/a.yaml": b"- x\n" * (LARGE // 4)},
    "a large project": {"publer-sync.yaml": b"#" * LARGE},
    "a deep post": {"content/a.yaml": "[" * 500_000},
    "a deep project": {"publer-sync.yaml": '{"a":' * 100_000},
    "a deep block": {"content/a.yaml": "".join(" " * n + "-\n" for n in range(1200))},
    "binary": {"content/a.md": bytes(range(256)) * 99, "content/b.yaml": b"\x7fELF" + bytes(999)},
    "a binary project": {"publer-sync.yaml": bytes(range(256))},
}


@pytest.mark.parametrize("kind", FILES)
def test_files_that_are_too_much(shop: Shop, kind: str) -> None:
    shop.write(FILES[kind])
    for words in COMMANDS:
        done = shop.run(*words)
        assert done.code == 1, (words, done.err[-500:])
    assert shop.texts() == []


PATHS = (
    "../../secret.png", "../../../../../../etc/passwd", "/etc/passwd", "~/secret.png", "C:\\\\secret.png",
    "C:/secret.png", "\\\\\\\\server\\\\share\\\\secret.png", "..\\\\..\\\\secret.png", "file:///etc/passwd",
    "file://localhost/etc/passwd", "FILE:///etc/passwd", "file:/etc/passwd", "a\\0/../../secret.png", ".",
    "..", "link.png", "folder/secret.png", "./folder/../folder/secret.png",
    "/proc/self/environ", "/dev/stdin",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_media_outside_of_the_project(shop: Shop, path: str, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    (shop.root / "content/link.png").symlink_to(tmp_path / "secret.png")
    (shop.root / "content/folder").symlink_to(tmp_path)
    shop.write({"content/launch.md": POST.replace("---\nWe", f'media: ["{path}"]\n---\nWe')})
    for words in COMMANDS[-3:]:
        done = shop.run(*words)
        assert done.code == 1, (words, done)
    assert [each for each in shop.requests() if not each.startswith("GET")] == []


@pytest.mark.parametrize("content", ["..", "../..", "/etc", "C:\\\\", "a/../..", "link"])
def test_a_content_folder_outside_of_the_project(shop: Shop, content: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.md").write_text(POST, encoding="utf-8")
    (shop.root / "link").symlink_to(tmp_path / "elsewhere")
    project = (shop.root / "publer-sync.yaml").read_text(encoding="utf-8")
    shop.write({"publer-sync.yaml": project + f'content: "{content}"\n'})
    for words in COMMANDS:
        assert shop.run(*words).code == 1, words
    assert shop.texts() == []


def test_posts_that_are_links_out_of_the_project(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(POST + "secret words", encoding="utf-8")
    (shop.root / "content/a.md").symlink_to(tmp_path / "secret.md")
    (shop.root / "content/zero.md").symlink_to("/dev/zero")
    for words in COMMANDS:
        done = shop.run(*words)
        assert done.code == 1, words
        assert "secret words" not in done.out + done.err
