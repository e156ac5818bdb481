"""`publer-sync validate`: offline, and pointing at what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.pictures import a_picture
from tests.support.shop import Shop


def test_files_in_order_are_counted(shop: Shop) -> None:
    done = shop.run("validate")
    assert (done.code, done.out, done.err) == (0, "1 file, 2 posts: no problems.\n", "")


def test_a_warning_is_shown_and_stops_nothing(shop: Shop) -> None:
    shop.write({"content/launch.md": _WITH_PICTURE, "content/shop.png": a_picture()})
    done = shop.run("validate")
    assert done.code == 0
    assert done.out.splitlines()[:5] == [
        "warning[alt-text]: The photo has no alt text, and X would show it (docs.x.com, 2026-08-22)",
        "  (launch@shop-x)",
        " --> content/launch.md:4:9",
        "  |",
        "4 | media: [shop.png]",
    ]
    assert done.out.splitlines()[-1] == "1 warning in 1 file"


@pytest.mark.parametrize("format_", ["text", "json", "github", "sarif"])
def test_an_error_exits_with_1_in_every_format(shop: Shop, format_: str) -> None:
    shop.write({"content/launch.md": "---\naccounts: [shop-z]\nschedule: 9:30\n---\nHello\n"})
    assert shop.run("validate", "--format", format_).code == 1
    shop.write(
        {"content/launch.md": "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\nTODO:\n"}
    )
    assert shop.run("validate", "--format", format_).code == 0


def test_a_finding_about_a_part_of_a_text_points_at_that_part(shop: Shop) -> None:
    shop.write({"content/launch.md": f"{_FRONT}Hello\n\nSee {{{{ link }}}} now\n"})
    document = json.loads(shop.run("validate", "--format", "json").out)
    (found,) = document["diagnostics"]
    place = (found["line"], found["column"], found["end_line"], found["end_column"])
    assert (found["rule"], place) == ("template-marker", (7, 5, 7, 15))


def test_files_that_no_pattern_takes_are_listed(shop: Shop) -> None:
    shop.write({"content/notes.txt": b"x"})
    shown = shop.run("validate").out
    assert shown.splitlines() == [
        "1 file in the content folder is no post file:",
        "  content/notes.txt",
        "",
        "1 file, 2 posts: no problems.",
    ]
    assert json.loads(shop.run("validate", "--format", "json").out)["skipped"] == [
        "content/notes.txt"
    ]
    github = shop.run("validate", "--format", "github").out
    assert github.splitlines()[0] == "- content/notes.txt: no post file, left aside"


def test_annotations_start_from_the_root_of_the_repository(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.write({"content/launch.md": f"{_FRONT}TODO:\n"})
    monkeypatch.setenv("GITHUB_WORKSPACE", str(shop.root.parent))
    done = shop.run("validate", "--format", "github").out
    assert f"file={shop.root.name}/content/launch.md,line=5," in done
    assert done.splitlines()[-1] == "1 warning in 1 file"


def test_a_file_that_leads_out_of_the_project_is_not_shown(shop: Shop, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("the secret", encoding="utf-8")
    (shop.root / "content/launch.md").unlink()
    (shop.root / "content/launch.md").symlink_to(secret)
    done = shop.run("validate")
    assert done.code == 1
    assert "the secret" not in done.out + done.err


def test_json_has_every_finding_with_its_place(shop: Shop) -> None:
    shop.write({"content/launch.md": "---\naccounts: [shop-x]\nshedule: 9:30\n---\nHello\n"})
    document = json.loads(shop.run("validate", "--format", "json").out)
    assert (document["format_version"], document["errors"]) == (1, 2)
    assert {d["rule"] for d in document["diagnostics"]} == {"unknown-key", "no-schedule"}
    misspelt = next(d for d in document["diagnostics"] if d["rule"] == "unknown-key")
    assert (misspelt["file"], misspelt["line"], misspelt["column"]) == ("content/launch.md", 3, 1)
    assert misspelt["hint"] == "did you mean `schedule`?"


def test_it_needs_no_key_and_asks_nobody(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLER_API_KEY")
    assert shop.run("validate").code == 0
    assert shop.requests() == []


def test_a_broken_project_file_is_pointed_at(shop: Shop) -> None:
    shop.write({"publer-sync.yaml": "version: 1\ntimezone: Rome\naccounts: {}\n"})
    done = shop.run("validate")
    assert done.code == 1
    assert "error[unknown-timezone]" in done.out
    assert " --> publer-sync.yaml:2:11\n  |\n2 | timezone: Rome\n  |           ^^^^\n" in done.out
    assert "did you mean `Europe/Rome`?" in done.out


_FRONT = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\n"
_WITH_PICTURE = """\
---
accounts: [shop-x]
schedule: 2036-05-05 09:00
media: [shop.png]
---
We have launched.
"""
