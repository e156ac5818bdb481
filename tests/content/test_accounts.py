"""The accounts of an entry: groups, names and their own values."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.content.load import Content
from tests.support.projects import content_of, shown


def load(folder: Path, accounts: str) -> Content:
    text = f"accounts: {accounts}\nschedule: 2036-12-01 09:00\ntext: Hi\n"
    return content_of(folder, {"content/p.yaml": text})


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ("[shop-x]", {"shop-x": "Hi"}),
        ("[everywhere]", {"shop-x": "Hi", "shop-linkedin": "Hi"}),
        ("[shop-linkedin, everywhere]", {"shop-linkedin": "Hi", "shop-x": "Hi"}),
        ("[everywhere, {account: shop-x, text: Own}]", {"shop-x": "Own", "shop-linkedin": "Hi"}),
        ("[{account: shop-x, text: Own}, everywhere]", {"shop-x": "Own", "shop-linkedin": "Hi"}),
        (
            "[{account: everywhere, text: All}, {account: shop-x, text: Own}]",
            {"shop-x": "Own", "shop-linkedin": "All"},
        ),
        ("[{account: everywhere, text: All}, shop-x]", {"shop-x": "All", "shop-linkedin": "All"}),
    ],
)
def test_targets(tmp_path: Path, accounts: str, expected: dict[str, str]) -> None:
    content = load(tmp_path, accounts)
    assert not shown(content.diagnostics)
    assert {post.address.alias: post.text for post in content.posts} == expected
    assert [post.address.alias for post in content.posts] == list(expected)


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        (
            "[shop-x, shop-x]",
            "content/p.yaml:1:20 duplicate-account: `shop-x` is named twice",
        ),
        (
            "[shop-x, {account: shop-x, text: Own}]",
            "content/p.yaml:1:30 duplicate-account: `shop-x` is named twice",
        ),
        (
            "[everywhere, everywhere]",
            "content/p.yaml:1:24 duplicate-account: `everywhere` is named twice",
        ),
        (
            "[shop-linkdin]",
            "content/p.yaml:1:12 unknown-account: there is no account or group `shop-linkdin`",
        ),
    ],
)
def test_problems(tmp_path: Path, accounts: str, expected: str) -> None:
    content = load(tmp_path, accounts)
    assert shown(content.diagnostics) == [expected]
    assert content.diagnostics[0].hint


def test_a_name_that_is_meant_is_guessed(tmp_path: Path) -> None:
    hints = [one.hint for one in load(tmp_path, "[evrywhere, zzz]").diagnostics]
    assert hints == [
        "did you mean `everywhere`?",
        "accounts and groups: `everywhere`, `shop-instagram`, `shop-linkedin`, `shop-x`",
    ]


def test_each_post_knows_what_named_its_account(tmp_path: Path) -> None:
    posts = load(tmp_path, "[everywhere, {account: shop-x, text: Own}]").posts
    assert [post.source.at("accounts").column for post in posts] == [34, 12]
    assert posts[0].source.at("text").column == 48
