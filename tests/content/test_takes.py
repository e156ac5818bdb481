"""`take`: which posts in Publer an entry names, and for which accounts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.projects import content_of, shown

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
