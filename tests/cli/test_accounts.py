"""`publer-sync accounts`."""

from __future__ import annotations

import json

import pytest

from publer_sync.config.load import load_project
from tests.support.shop import Shop

NEW = "version: 1\nworkspace: {}\ntimezone: Europe/Rome\naccounts: {{}}\n"


def test_accounts_are_listed_and_those_that_are_missing_proposed(shop: Shop) -> None:
    done = shop.run("accounts")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0].split() == ["ID", "NETWORK", "TYPE", "ALIAS", "NAME"]
    assert "shop-instagram" in done.out
    assert "To use 12 more accounts, add to publer-sync.yaml:" in done.out


def test_in_a_pipe_nothing_is_cut_or_broken(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = shop.run("accounts").out
    monkeypatch.setenv("COLUMNS", "40")
    assert shop.run("accounts").out == wide
    assert "..." not in wide
    assert wide.count("\n") == len(["head", *range(15), "", "To use", "", "accounts:", *range(12)])


def test_json_has_every_account(shop: Shop) -> None:
    document = json.loads(shop.run("accounts", "--format", "json").out)
    assert document["format_version"] == 1
    assert len(document["accounts"]) == 15


def test_what_it_proposes_to_a_new_project_can_be_used(shop: Shop) -> None:
    shop.write({"publer-sync.yaml": NEW.format("61a7c2e4f9e8c3b2d1e0f9a8")})
    proposed = shop.run("accounts").out.partition("accounts:\n")[2]
    written = NEW.format("61a7c2e4f9e8c3b2d1e0f9a8").replace(" {}\n", f"\n{proposed}")
    shop.write({"publer-sync.yaml": written})
    project, problems = load_project(shop.root)
    assert project, problems
    assert len(project.accounts) == 15


def test_a_wrong_workspace_is_answered_with_the_right_one(shop: Shop) -> None:
    shop.write({"publer-sync.yaml": NEW.format("unknown")})
    done = shop.run("accounts")
    assert done.code == 1
    assert done.said[:2] == ["error: Publer refused the workspace.", "  where: workspace unknown"]
    hint = " ".join(line.strip() for line in done.said[3:])
    assert hint == (
        "hint: put one that the key sees into publer-sync.yaml: 61a7c2e4f9e8c3b2d1e0f9a8 (Corner Shop)"
    )
