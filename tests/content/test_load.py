"""Post files to posts: whole files, and every rule with one case."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from publer_sync.content.load import load_posts
from publer_sync.diagnostics import Location, Severity
from publer_sync.model.address import Address
from publer_sync.model.network import PostType
from publer_sync.model.post import Link
from tests.support.projects import ENTRY, content_of, project_in, shown, write_project

HEAD = "---\naccounts: [shop-x]\nschedule: 2036-12-01 09:00\n"


def test_a_markdown_file(tmp_path: Path) -> None:
    text = (
        "---\naccounts: [everywhere]\nschedule: 2036-12-01 09:00\nlabels: [launch]\nprotect: true\n---\n"
        "\nWe have launched.\n\n<!-- publer: linkedin -->\nA longer text.\n"
    )
    content = content_of(tmp_path, {"content/2036/launch.md": text})
    assert (content.files, content.skipped, content.diagnostics) == (
        ("content/2036/launch.md",),
        (),
        (),
    )
    first, second = content.posts
    assert first.address == Address("2036/launch", "shop-x")
    assert first.scheduled_at == datetime(2036, 12, 1, 8, 0, tzinfo=UTC)
    assert (first.type, first.labels, first.protect) == (PostType.STATUS, ("launch",), True)
    assert (first.text, second.text) == ("We have launched.", "A longer text.")
    assert first.source.location == Location("content/2036/launch.md")
    assert first.source.at("schedule") == Location("content/2036/launch.md", 3, 11, 3, 27)
    assert first.source.at("text").line == 8
    assert second.source.at("text").line == 11


def test_a_file_with_several_entries(tmp_path: Path) -> None:
    text = (
        "defaults: {accounts: [shop-x]}\nposts:\n"
        "  - {id: one, schedule: 2036-12-01 09:00, text: One}\n"
        "  - id: two\n    schedule: {at: 2036-12-02 09:00, timezone: Europe/London}\n    text: Two\n"
    )
    content = content_of(tmp_path, {"content/week.yaml": text})
    assert not shown(content.diagnostics)
    assert [str(post.address) for post in content.posts] == ["one@shop-x", "two@shop-x"]
    assert content.posts[1].scheduled_at == datetime(2036, 12, 2, 9, 0, tzinfo=UTC)
    assert content.posts[1].source.location == Location("content/week.yaml", 4, 5)
    assert content.posts[1].source.at("schedule") == Location("content/week.yaml", 5, 20, 5, 36)


def test_a_link_with_its_words(tmp_path: Path) -> None:
    text = ENTRY + "link: {url: https://example.com/a, title: Ours, description: ' '}\n"
    post = content_of(tmp_path, {"content/p.yaml": text}).posts[0]
    assert post.type is PostType.LINK
    assert post.link == Link(url="https://example.com/a", title="Ours")
    assert post.source.at("link.title").column == 43


@pytest.mark.parametrize(
    ("text", "hashtags", "expected"),
    [
        ("Hi", "[one, '#two']", "Hi\n\n#one #two"),
        ("Hi #One, bye", "[one, two, two]", "Hi #One, bye\n\n#two"),
        ("Hi #one", "[one]", "Hi #one"),
        ("Hi #oneness", "[one]", "Hi #oneness\n\n#one"),
        ("''", "[one]", "#one"),
        ("Hi", "[]", "Hi"),
    ],
)
def test_hashtags_are_added_once(tmp_path: Path, text: str, hashtags: str, expected: str) -> None:
    entry = (
        f"accounts: [shop-x]\nschedule: 2036-12-01 09:00\ntext: '{text}'\nhashtags: {hashtags}\n"
    )
    entry = entry.replace("''''", "''")
    assert content_of(tmp_path, {"content/p.yaml": entry}).posts[0].text == expected


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + f"{HEAD}---\n\nHi.\n\nYo.\n".replace("\n", "\r\n").encode()
    post = content_of(tmp_path, {"content/p.md": raw}).posts[0]
    assert post.text == "Hi.\n\nYo."
    assert (post.source.at("schedule").line, post.source.at("text").line) == (3, 6)


def test_an_empty_project_gets_a_warning(tmp_path: Path) -> None:
    content = content_of(tmp_path, {})
    assert content.posts == ()
    assert shown(content.diagnostics) == [
        "publer-sync.yaml:1:1 no-posts: there are no post files in `content`"
    ]
    assert content.diagnostics[0].severity is Severity.WARNING


def test_a_link_to_a_post_outside_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("password: s3cr3t")
    root = write_project(tmp_path / "project", {"content/p.yaml": ENTRY})
    (root / "content/leak.yaml").symlink_to(tmp_path / "secret.yaml")
    content = load_posts(project_in(root))
    assert shown(content.diagnostics) == [
        "content/leak.yaml:1:1 file-unreadable: `content/leak.yaml` is outside the project"
    ]


def test_problems_of_all_files_are_reported_in_one_run(tmp_path: Path) -> None:
    files = {
        "content/a.yaml": "text: a: b",
        "content/b.md": "Hi",
        "content/c.yaml": ENTRY.replace("shop-x", "shop-y").replace("09:00", "9:00") + "foo: 1\n",
    }
    rules = [
        (one.location and one.location.file, one.rule)
        for one in content_of(tmp_path, files).diagnostics
    ]
    assert rules == [
        ("content/a.yaml", "yaml-syntax"),
        ("content/b.md", "front-matter"),
        ("content/c.yaml", "unknown-account"),
        ("content/c.yaml", "bad-time"),
        ("content/c.yaml", "unknown-key"),
    ]


def test_a_problem_shared_by_accounts_is_reported_once(tmp_path: Path) -> None:
    text = ENTRY.replace("shop-x", "everywhere, shop-instagram").replace("09:00", "25:00")
    assert len(content_of(tmp_path, {"content/p.yaml": text}).diagnostics) == 1


def test_a_post_with_an_unusable_part_keeps_its_text_for_other_checks(tmp_path: Path) -> None:
    content = content_of(tmp_path, {"content/p.yaml": ENTRY.replace("09:00", "25:00")})
    assert content.posts == ()
    assert [post.text for post in content.unfinished] == ["We have launched."]
