"""Proposed aliases are free, and the block to copy is never broken."""

from __future__ import annotations

from publer_sync.model.account import RemoteAccount
from publer_sync.render.accounts import accounts_text, proposed
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


def test_the_block_to_copy_is_never_broken() -> None:
    text = accounts_text(accounts("A very long name of a shop"), {}, color=False, width=50)
    assert text.splitlines()[-2:] == [
        "accounts:",
        '  a-very-long-name-of-a-sh-x: {id: "10", network: twitter, type: "twitter"}',
    ]


def table(*, width: int | None) -> list[str]:
    """The table of one account with long names, whose alias is long too."""
    known = {"the-oldest-shop-of-the-town-x": an_account(id="10")}
    listed = accounts("The oldest shop of the town")
    return accounts_text(listed, known, color=False, width=width).splitlines()


def test_nothing_is_cut_where_there_is_no_terminal() -> None:
    assert table(width=None)[1] == (
        "10  twitter  twitter  the-oldest-shop-of-the-town-x  The oldest shop of the town"
    )


def test_names_are_cut_last() -> None:
    assert table(width=70)[1] == (
        "10  twitter  twitter  the-oldest-shop-...  The oldest shop of the town"
    )
    assert table(width=60)[1] == "10  twitter  twitter  the-oldes...  The oldest shop of th..."
