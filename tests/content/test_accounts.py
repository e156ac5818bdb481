"""The accounts of an entry: groups, names and their own values, and the posts that it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.content.load import LoadedContent
from tests.support.projects import content_of, shown


def load(folder: Path, accounts: str) -> LoadedContent:
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


# `take`: which posts in Publer an entry names, and for which accounts.

ENTRY = "accounts: [everywhere]\nschedule: 2036-12-01 09:00\ntext: Hi\n"


def test_each_post_has_the_id_of_its_account(tmp_path: Path) -> None:
    content = content_of(tmp_path, {"content/p.yaml": ENTRY + "take: {shop-x: 6627a8b7db0ed5e0}\n"})
    assert not shown(content.diagnostics)
    assert {post.address.alias: post.take for post in content.posts} == {
        "shop-x": "6627a8b7db0ed5e0",
        "shop-linkedin": None,
    }


@pytest.mark.parametrize("post_id", ["123456", "012", "66e7", "12345678901234567890"])
def test_an_id_that_looks_like_a_number_is_kept_as_it_is_written(
    tmp_path: Path, post_id: str
) -> None:
    content = content_of(tmp_path, {"content/p.yaml": f"{ENTRY}take: {{shop-x: {post_id}}}\n"})
    assert [post.take for post in content.posts] == [post_id, None]


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("{shop-y: a1}", "4:8 unknown-account: there is no account `shop-y`"),
        ("{everywhere: a1}", "4:8 unknown-account: there is no account `everywhere`"),
        ("{shop-instagram: a1}", "4:8 take-account: the entry is not posted to `shop-instagram`"),
    ],
)
def test_an_account_that_is_not_there(tmp_path: Path, take: str, expected: str) -> None:
    content = content_of(tmp_path, {"content/p.yaml": f"{ENTRY}take: {take}\n"})
    assert shown(content.diagnostics) == [f"content/p.yaml:{expected}"]


def test_an_idea_is_named_by_the_alias_of_ideas(tmp_path: Path) -> None:
    text = "idea: public\ntext: Hi\ntake: {ideas: a1}\n"
    content = content_of(tmp_path, {"content/p.yaml": text})
    assert not shown(content.diagnostics)
    assert [post.take for post in content.posts] == ["a1"]


def test_defaults_take_nothing(tmp_path: Path) -> None:
    files = {"content/p.yaml": ENTRY, "content/_defaults.yaml": "take: {shop-x: a1}\n"}
    (found,) = shown(content_of(tmp_path, files).diagnostics)
    assert "unknown key `take`" in found
