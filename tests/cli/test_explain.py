"""`publer-sync explain`: what a rule checks, and why."""

from __future__ import annotations

import json

import pytest

from publer_sync.cli.main import main
from publer_sync.model.network import NETWORKS

Captured = pytest.CaptureFixture[str]


def test_text_length_has_a_row_for_each_network_and_the_sources(capsys: Captured) -> None:
    assert main(["explain", "text-length"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n{network.label.ljust(16)} " in shown for network in NETWORKS)
    assert "280 characters" in shown
    assert (
        "x-count          2026-08-22  https://docs.x.com/fundamentals/counting-characters" in shown
    )


def test_json_says_the_same(capsys: Captured) -> None:
    assert main(["explain", "text-length", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["format_version"], document["id"]) == (1, "text-length")
    assert set(document["networks"]) == set(NETWORKS)
    (bluesky,) = document["networks"]["bluesky"]
    assert bluesky["values"]["max"] == 300
    assert bluesky["sources"][0]["url"].startswith("https://")


def test_without_a_rule_all_are_listed(capsys: Captured) -> None:
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "slot-taken               An account has one post in a minute." in lines
    assert main(["explain", "--format", "json"]) == 0
    rules = json.loads(capsys.readouterr().out)["rules"]
    assert {
        "id": "no-schedule",
        "purpose": "An entry has a schedule.",
        "can_be_off": False,
    } in rules


def test_a_rule_that_keeps_posts_apart_cannot_be_off(capsys: Captured) -> None:
    assert main(["explain", "slot-taken"]) == 0
    assert "off   it cannot be switched off" in capsys.readouterr().out


def test_an_unknown_rule_is_wrong_usage(capsys: Captured) -> None:
    assert main(["explain", "text-lenth"]) == 64
    assert "did you mean `text-length`?" in capsys.readouterr().err


@pytest.mark.parametrize("width", ["40", "200"])
def test_every_rule_can_be_shown(
    width: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    main(["explain", "--format", "json"])
    for rule in json.loads(capsys.readouterr().out)["rules"]:
        assert main(["explain", rule["id"]]) == 0
        assert main(["explain", rule["id"], "--format", "json"]) == 0
        assert "why   " in capsys.readouterr().out
