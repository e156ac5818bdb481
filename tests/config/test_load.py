"""The project file: what it means, and everything that can be wrong with it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from publer_sync.config.load import load_project
from publer_sync.config.project import AltText, MissedPolicy, Policy
from publer_sync.model.account import Account
from publer_sync.model.network import Network
from tests.support.projects import PROJECT, project_in, shown, write_files, write_project


def problems(folder: Path, text: str) -> list[str]:
    """What is wrong with a project file, without the name of the file."""
    write_files(folder, {"publer-sync.yaml": text})
    _, found = load_project(folder)
    assert all(one.hint for one in found)
    return [one.removeprefix("publer-sync.yaml:") for one in shown(found)]


def test_a_whole_project(tmp_path: Path) -> None:
    more = "policy: {alt_text: require, missed: error, lead_time: 1h, max_deletes: 3}\ncontent: posts\n"
    project = project_in(write_files(tmp_path, {"publer-sync.yaml": PROJECT + more}))
    assert project.workspace == "61a7c2e4f9e8c3b2d1e0f9a8"
    assert project.timezone.key == "Europe/Rome"
    assert project.accounts["shop-linkedin"] == Account(
        "shop-linkedin", "650170394e299e33b427c2ff", Network.LINKEDIN, "in_page"
    )
    assert list(project.accounts) == ["shop-x", "shop-linkedin", "shop-instagram"]
    assert project.groups == {"everywhere": ("shop-x", "shop-linkedin")}
    assert project.content_root == tmp_path.resolve() / "posts"
    assert project.policy == Policy(
        alt_text=AltText.REQUIRE,
        missed=MissedPolicy.ERROR,
        lead_time=timedelta(hours=1),
        max_deletes=3,
    )


@pytest.mark.parametrize(
    ("more", "allowed"),
    [("", False), ("{publish_now: never}", False), ("{publish_now: allowed}", True)],
)
def test_posting_at_once_needs_a_word(tmp_path: Path, more: str, allowed: bool) -> None:
    text = PROJECT + (f"policy: {more}\n" if more else "")
    project = project_in(write_files(tmp_path, {"publer-sync.yaml": text}))
    assert project.policy.publish_now is allowed


def test_rules_of_the_project(tmp_path: Path) -> None:
    more = "rules: {alt-text: off, text-length: on}\n"
    project = project_in(write_files(tmp_path, {"publer-sync.yaml": PROJECT + more}))
    assert project.policy.off == {"alt-text"}
    assert project.document and project.document.key_at(("rules", "alt-text")).column == 9


def test_what_is_not_given_has_a_default(tmp_path: Path) -> None:
    project = project_in(write_project(tmp_path))
    assert (project.content, project.state.store, project.policy) == (
        "content",
        "local",
        Policy(),
    )


def test_the_environment_variable_names_the_workspace(tmp_path: Path) -> None:
    write_project(tmp_path)
    project, _ = load_project(tmp_path, environ={"PUBLER_WORKSPACE_ID": "other"})
    assert project and project.workspace == "other"


def test_a_project_without_a_file_is_a_finding(tmp_path: Path) -> None:
    project, found = load_project(tmp_path)
    assert project is None
    assert [one.rule for one in found] == ["file-unreadable"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("version: 1", "version: 2", ["1:10 schema: `version` must be 1"]),
        ("version: 1\n", "", ["1:1 required-key: `version` is missing"]),
        ("workspace: 61a7c2e4f9e8c3b2d1e0f9a8\n", "", ["1:1 required-key: `workspace` is missing"]),
        ("workspace:", "worksapce:", ["2:1 unknown-key: unknown key `worksapce`"]),
        ("Europe/Rome", "Europe/Roma", ["3:11 unknown-timezone: there is no time zone `Europe/Roma`"]),
        ("Europe/Rome", "../etc", ["3:11 unknown-timezone: there is no time zone `../etc`"]),
        ("Europe/Rome", "Europe", ["3:11 unknown-timezone: there is no time zone `Europe`"]),
        ("network: twitter", "network: x", ["5:51 unknown-network: there is no network `x`"]),
        (", network: twitter", "", ["5:11 required-key: `network` is missing"]),
        ("shop-instagram:", "ideas:", ["7:3 bad-name: `ideas` is the name of where ideas stand"]),
        ("everywhere:", "ideas:", ["9:3 bad-name: `ideas` is the name of where ideas stand"]),
        ("shop-x:", "shop x:", ["5:3 bad-name: `shop x` cannot be a name here"]),
        (
            "[shop-x, shop-linkedin]",
            "[shop-x, shop-y]",
            ["9:24 unknown-account: there is no account `shop-y`"],
        ),
        ("everywhere: [shop-x, shop-linkedin]", "a: [shop-x]\n  b: [a]",
         ["10:7 unknown-account: `a` is a group"]),
        ("  everywhere:", "  shop-x:", ["9:3 bad-name: `shop-x` is the name of an account already"]),
        (
            "650170394e299e33b427c2ff",
            "63c675b54e299e9cf2b667ea",
            ["6:23 duplicate-account: `shop-linkedin` and `shop-x` are the same account"],
        ),
        ("version: 1", "version: 1\nversion: 1", ["2:1 duplicate-key: key `version` is given twice"]),
        ("version: 1", "version: [1", ["2:10 yaml-syntax: not valid YAML: did not find expected ',' or ']'"]),
    ],
)  # fmt: skip
def test_problems(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert old in PROJECT
    assert problems(tmp_path, PROJECT.replace(old, new, 1)) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("api_key: abc", "10:1 secret-in-file: `api_key` must not be in a file"),
        ("policy: {token: abc}", "10:10 secret-in-file: `token` must not be in a file"),
        ("state: gti", "10:8 state-store: no store `gti`"),
        ("state: ftp://b/k.json", "10:8 state-store: no store `ftp://b/k.json`"),
        ("state: s3://b/k", "10:8 state-store: `s3://b/k` names no object"),
        ("state: s3://anna:pw@b/k.json",
         "10:8 state-store: `s3://anna:pw@b/k.json` names no object"),
        ("state: s3://b/../k.json", "10:8 state-store: `s3://b/../k.json` names no object"),
        ("state: {store: gti}", "10:16 state-store: no store `gti`"),
        ("state: {store: git, branch: a..b}", "10:29 schema: `state.branch` cannot be `a..b`"),
        ("state: {store: git, remote: -x}", "10:29 schema: `state.remote` cannot be `-x`"),
        ("state: {store: local, lease: 5m}",
         "10:23 state-store: `lease` means nothing for the store `local`"),
        ("state: {store: s3://b/k.json, branch: a}",
         "10:31 state-store: `branch` means nothing for the store `s3://b/k.json`"),
        ("state: {store: git, lease: 1m}",
         "10:28 state-store: a lock of less than 3 minutes could end while a write waits for its turn"),
        ("content: ../posts",
         "10:10 content-folder: content folder `../posts` is not below the project folder"),
        ("content: .", "10:10 content-folder: content folder `.` is not below the project folder"),
        ("content: /posts",
         "10:10 content-folder: content folder `/posts` is not below the project folder"),
        ("content: publer-sync.yaml", "10:10 content-folder: `publer-sync.yaml` is not a folder"),
        ("policy: {freeze: 5}", "10:18 schema: `policy.freeze` cannot be `5`"),
        ("policy: {alt_text: maybe}", "10:20 schema: `policy.alt_text` cannot be `maybe`"),
        ("policy: {max_deletes: -1}", "10:23 schema: `policy.max_deletes` must be at least 0"),
        ("policy: {max_delete_share: 30}", "10:28 schema: `policy.max_delete_share` must be at most 1"),
        ("policy: {publish_now: yes}", "10:23 schema: `policy.publish_now` cannot be `yes`"),
        ("rules: {alt-text: maybe}", "10:19 schema: `rules.alt-text` cannot be `maybe`"),
        ("rules: {Alt Text: off}", "10:9 bad-name: `Alt Text` cannot be a name here"),
        ("defaults: {lables: [a]}", "10:12 unknown-key: unknown key `lables`"),
    ],
)  # fmt: skip
def test_problems_of_optional_keys(tmp_path: Path, more: str, expected: str) -> None:
    assert problems(tmp_path, PROJECT + more) == [expected]


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    write_files(tmp_path, {"publer-sync.yaml": PROJECT + "api_key: s3cr3t\n"})
    _, found = load_project(tmp_path)
    assert "s3cr3t" not in str(found)
    assert found[0].hint and "PUBLER_API_KEY" in found[0].hint


def test_a_zone_is_guessed(tmp_path: Path) -> None:
    write_files(tmp_path, {"publer-sync.yaml": PROJECT.replace("Europe/Rome", "Rome")})
    _, found = load_project(tmp_path)
    assert found[0].hint == "did you mean `Europe/Rome`?"


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    text = PROJECT.replace("Europe/Rome", "Mars").replace("workspace", "# ") + "state: gti\n"
    assert [one.split()[1] for one in problems(tmp_path, text)] == [
        "required-key:",
        "unknown-timezone:",
        "state-store:",
    ]


def test_a_content_folder_that_links_outside_is_refused(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project")
    (root / "content").symlink_to(tmp_path)
    _, found = load_project(root)
    assert [one.rule for one in found] == ["content-folder"]
