"""Proposed aliases are free, and the block to copy is YAML."""

from __future__ import annotations

import yaml

from publer_sync.model.account import RemoteAccount
from publer_sync.render.accounts_text import accounts_text
from publer_sync.render.accounts_view import proposed
from tests.support.builders import an_account


def accounts(*names: str) -> list[RemoteAccount]:
    return [RemoteAccount(f"1{n}", "twitter", name, "twitter") for n, name in enumerate(names)]


def test_two_accounts_of_one_name_get_two_aliases() -> None:
    known = {"shop-x": an_account()}
    assert list(proposed(accounts("Shop", "shop!", "角"), known)) == [
        "shop-x-2",
        "shop-x-3",
        "x",
    ]


def test_the_block_can_be_read_even_where_a_line_is_broken() -> None:
    text = accounts_text(accounts("A very long name of a shop"), {}, color=False, width=50)
    block = yaml.safe_load(text[text.index("accounts:\n") :])
    assert block == {
        "accounts": {
            "a-very-long-name-of-a-sh-x": {"id": "10", "network": "twitter", "type": "twitter"}
        }
    }
