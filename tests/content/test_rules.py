"""Every rule of post files with one case: the file, and the finding with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from publer_sync.diagnostics import Severity
from tests.support.projects import ENTRY, content_of, shown

HEAD = "---\naccounts: [shop-x]\nschedule: 2036-12-01 09:00\n"

CASES: Mapping[str, tuple[Mapping[str, str | bytes], str]] = {
    "yaml-syntax": (
        {"p.yaml": "text: a: b"},
        "p.yaml:1:8 yaml-syntax: not valid YAML: mapping values are not allowed in this context",
    ),
    "yaml in front matter": (
        {"p.md": "\n---\nid: x\ntitle: y: z\n---\n"},
        "p.md:4:9 yaml-syntax: not valid YAML: mapping values are not allowed in this context",
    ),
    "duplicate-key": (
        {"p.md": HEAD + "schedule: 2036-12-02 09:00\n---\nHi"},
        "p.md:4:1 duplicate-key: key `schedule` is given twice",
    ),
    "mixed entries": (
        {
            "p.yaml": "posts:\n  - {id: a, accounts: [shop-x], schedule: 2036-12-01 09:00}\n  - text\n"
        },
        "p.yaml:3:5 schema: `posts[1]` must be a mapping, not text",
    ),
    "front-matter": ({"p.md": "Hi"}, "p.md:1:1 front-matter: the file has no front matter"),
    "front matter that is a list": (
        {"p.md": "---\n- a\n---\nHi"},
        "p.md:2:1 front-matter: the front matter must be a mapping",
    ),
    "text in front matter": (
        {"p.md": HEAD + "text: Yo\n---\nHi"},
        "p.md:4:1 unknown-key: unknown key `text` in front matter",
    ),
    "posts in front matter": (
        {"p.md": HEAD + "posts: []\n---\nHi"},
        "p.md:4:1 unknown-key: unknown key `posts` in front matter",
    ),
    "unknown-key": (
        {"p.yaml": ENTRY + "lables: [a]\n"},
        "p.yaml:4:1 unknown-key: unknown key `lables`",
    ),
    "schema": ({"p.yaml": ENTRY + "type: pole\n"}, "p.yaml:4:7 schema: `type` cannot be `pole`"),
    "foreign-option": (
        {"p.yaml": ENTRY + "networks: {twitter: {privacy: public}}\n"},
        "p.yaml:4:22 foreign-option: `privacy` is an option of TikTok and YouTube, not of X",
    ),
    "an option without its network": (
        {"p.yaml": ENTRY + "reply_settings: mentioned\n"},
        "p.yaml:4:1 foreign-option: `reply_settings` is an option of X",
    ),
    "required-key": (
        {
            "p.yaml": "posts:\n  - accounts: [shop-x]\n    schedule: 2036-12-01 09:00\n    text: Hi\n"
        },
        "p.yaml:2:5 required-key: `id` is missing",
    ),
    "unknown-network": (
        {"p.yaml": ENTRY + "networks: {linkdin: {text: Hi}}\n"},
        "p.yaml:4:12 unknown-network: there is no network `linkdin`",
    ),
    "unknown-account": (
        {"p.yaml": ENTRY.replace("shop-x", "shop-y")},
        "p.yaml:1:12 unknown-account: there is no account or group `shop-y`",
    ),
    "no-accounts": (
        {"p.yaml": ENTRY.replace("accounts: [shop-x]\n", "")},
        "p.yaml:1:1 no-accounts: the entry names no accounts",
    ),
    "no-schedule": (
        {"p.yaml": "accounts: [shop-x]\ntext: Hi\n"},
        "p.yaml:1:1 no-schedule: the entry has no schedule",
    ),
    "bad-time": (
        {"p.yaml": ENTRY.replace("2036-12-01 09:00", "9:30")},
        "p.yaml:2:11 bad-time: `9:30` is not a time",
    ),
    "impossible date": (
        {"p.md": HEAD.replace("12-01 09:00", "13-45") + "---\nHi"},
        "p.md:3:11 bad-time: `2036-13-45` has no time of day",
    ),
    "bad-time of an account": (
        {
            "p.yaml": ENTRY.replace(
                "[shop-x]", "[everywhere, {account: shop-x, schedule: tomorrow}]"
            )
        },
        "p.yaml:1:52 bad-time: `tomorrow` is not a time",
    ),
    "ambiguous-time": (
        {"p.yaml": ENTRY.replace("12-01 09:00", "10-26 02:30")},
        "p.yaml:2:11 ambiguous-time: 2036-10-26 02:30 comes twice in Europe/Rome",
    ),
    "time-gap": (
        {"p.yaml": ENTRY.replace("12-01 09:00", "03-30 02:30")},
        "p.yaml:2:11 time-gap: 2036-03-30 02:30 does not exist in Europe/Rome",
    ),
    "unknown-timezone": (
        {"p.yaml": ENTRY.replace("2036-12-01 09:00", "{at: 2036-12-01 09:00, timezone: Rome}")},
        "p.yaml:2:44 unknown-timezone: there is no time zone `Rome`",
    ),
    "bad-id": ({"p.yaml": ENTRY + "id: a b\n"}, "p.yaml:4:5 bad-id: `id` cannot be `a b`"),
    "bad-id of a file": (
        {"a b.yaml": ENTRY},
        "a b.yaml:1:1 bad-id: `a b` cannot be the id of an entry",
    ),
    "duplicate-id": (
        {"a.yaml": ENTRY + "id: p\n", "p.md": HEAD + "---\nHi"},
        "p.md:1:1 duplicate-id: the id `p` is taken by content/a.yaml, line 4",
    ),
    "ids that differ in case": (
        {"a.yaml": ENTRY, "b.yaml": ENTRY + "id: A\n"},
        "b.yaml:4:5 duplicate-id: the id `A` is taken by content/a.yaml, line 1",
    ),
    "file-encoding": (
        {"p.md": HEAD.encode() + b"---\nca\xe8"},
        "p.md:5:3 file-encoding: byte 0xe8 is not UTF-8",
    ),
    "file-too-large": (
        {"p.md": b"x" * 2_000_000},
        "p.md:1:1 file-too-large: the file is larger than 1 MiB",
    ),
    "empty-file": ({"p.yaml": "# later\n"}, "p.yaml:1:1 empty-file: the file is empty"),
    "body-section": (
        {"p.md": HEAD + "---\nHi <!-- note"},
        "p.md:5:4 body-section: a comment is never closed",
    ),
    "a text given twice": (
        {"p.md": HEAD + "networks: {twitter: {text: A}}\n---\nHi\n<!-- publer: twitter -->\nB"},
        "p.md:4:28 body-section: the text for twitter is given here and in the body",
    ),
    "broken defaults": (
        {"p.yaml": "text: Hi\n", "_defaults.yaml": "accounts: [shop-x\n"},
        "_defaults.yaml:1:11 yaml-syntax: not valid YAML: did not find expected ',' or ']'",
    ),
    "an id in defaults": (
        {"p.yaml": ENTRY, "_defaults.yaml": "id: x\n"},
        "_defaults.yaml:1:1 unknown-key: unknown key `id`",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rules(tmp_path: Path, name: str) -> None:
    files, expected = CASES[name]
    content = content_of(tmp_path, {f"content/{file}": text for file, text in files.items()})
    assert shown(content.diagnostics) == [f"content/{expected}"]
    assert all(one.hint and one.severity is Severity.ERROR for one in content.diagnostics)
