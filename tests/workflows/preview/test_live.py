"""A live page: made anew when a file has changed, and only then."""

from __future__ import annotations

from pathlib import Path

from publer_sync.workflows.preview.live import Live, Made


def a_live_page(folder: Path) -> tuple[Live, list[str]]:
    made: list[str] = []

    def make(version: str) -> Made:
        made.append(version)
        words = "".join(path.read_text() for path in sorted(folder.rglob("*.md")))
        return Made(f"{version} {words}", (folder,))

    return Live(make), made


def test_it_is_made_once_until_a_file_changes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    live, made = a_live_page(tmp_path)
    assert live.page() == f"{live.version()} one"
    assert live.page().endswith("one")
    assert len(made) == 1
    before = live.version()
    (tmp_path / "a.md").write_text("other")
    assert live.version() != before
    assert live.page() == f"{live.version()} other"


def test_new_and_removed_files_count(tmp_path: Path) -> None:
    live, _ = a_live_page(tmp_path)
    versions = [live.page().strip()]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/b.md").write_text("b")
    versions.append(live.page())
    (tmp_path / "deep/b.md").unlink()
    versions.append(live.page())
    assert len({version.split()[0] for version in versions}) == 3


def test_hidden_folders_do_not_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    live, made = a_live_page(tmp_path)
    live.page()
    (tmp_path / ".git/index").write_text("x")
    live.page()
    assert len(made) == 1
