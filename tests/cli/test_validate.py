"""`publer-sync validate`: offline, and pointing at what is wrong."""

from __future__ import annotations

import json

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
    assert done.out.splitlines()[0].startswith("content/launch.md:4:9  warning  alt-text  ")
    assert done.out.splitlines()[-1] == "1 warning in 1 file"


@pytest.mark.parametrize("format_", ["text", "json"])
def test_an_error_exits_with_1_in_every_format(shop: Shop, format_: str) -> None:
    shop.write({"content/launch.md": "---\naccounts: [shop-z]\nschedule: 9:30\n---\nHello\n"})
    assert shop.run("validate", "--format", format_).code == 1


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
    assert "publer-sync.yaml:2:11  error  unknown-timezone" in done.out
    assert "did you mean `Europe/Rome`?" in done.out


_WITH_PICTURE = """\
---
accounts: [shop-x]
schedule: 2036-05-05 09:00
media: [shop.png]
---
We have launched.
"""
