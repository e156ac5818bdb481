"""`--env`: other accounts for the same posts, and never those of the project by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.config.load import load_project
from publer_sync.model.account import Account
from publer_sync.model.network import Network
from tests.support.projects import PROJECT, shown, write_files

TEST = """\
environments:
  test:
    workspace: test-workspace
    accounts:
      shop-x: {id: test-x}
      shop-linkedin: {id: test-linkedin, type: in_profile}
      shop-instagram: {id: test-instagram}
"""


def test_an_environment_takes_the_place_of_accounts_and_workspace(tmp_path: Path) -> None:
    write_files(tmp_path, {"publer-sync.yaml": PROJECT + TEST})
    project, found = load_project(tmp_path, environment="test")
    assert project and not found
    assert (project.environment, project.workspace) == ("test", "test-workspace")
    assert project.accounts["shop-linkedin"] == Account(
        "shop-linkedin", "test-linkedin", Network.LINKEDIN, "in_profile"
    )


def test_without_env_nothing_changes(tmp_path: Path) -> None:
    write_files(tmp_path, {"publer-sync.yaml": PROJECT + TEST})
    project, _ = load_project(tmp_path)
    assert project and project.accounts["shop-x"].id == "63c675b54e299e9cf2b667ea"


def test_an_account_that_is_left_out_is_an_error(tmp_path: Path) -> None:
    text = PROJECT + TEST.replace("      shop-x: {id: test-x}\n", "")
    write_files(tmp_path, {"publer-sync.yaml": text})
    project, found = load_project(tmp_path, environment="test")
    assert project is None
    assert shown(found) == [
        "publer-sync.yaml:13:5 missing-account: environment `test` has no account for `shop-x`"
    ]


def test_an_account_that_the_project_does_not_have(tmp_path: Path) -> None:
    text = PROJECT + TEST + "      shop-y: {id: y}\n"
    write_files(tmp_path, {"publer-sync.yaml": text})
    _, found = load_project(tmp_path, environment="test")
    assert shown(found) == [
        "publer-sync.yaml:17:7 unknown-account: the project has no account `shop-y`"
    ]
    assert found[0].hint == "did you mean `shop-x`?"


def test_an_environment_that_is_not_there(tmp_path: Path) -> None:
    write_files(tmp_path, {"publer-sync.yaml": PROJECT + TEST})
    _, found = load_project(tmp_path, environment="tset")
    assert shown(found) == ["publer-sync.yaml:11:3 unknown-environment: no environment `tset`"]
    assert found[0].hint == "did you mean `test`?"


BASE = "63c675b54e299e9cf2b667ea"
OTHER = """\
  other:
    accounts: {shop-x: {id: other-x}, shop-linkedin: {id: other-li}, shop-instagram: {id: other-ig}}
"""
CHOSEN = [None, "test", "other"]


def problems_of(folder: Path, text: str, chosen: str | None) -> list[str]:
    write_files(folder, {"publer-sync.yaml": text})
    project, found = load_project(folder, environment=chosen)
    assert (project is None) == bool(found)
    return shown(found)


@pytest.mark.parametrize("chosen", CHOSEN)
def test_the_account_of_the_project_is_not_used_by_an_environment(
    tmp_path: Path, chosen: str | None
) -> None:
    text = (PROJECT + TEST + OTHER).replace("test-x", BASE)
    assert problems_of(tmp_path, text, chosen) == [
        "publer-sync.yaml:14:20 shared-account: `shop-x` of environment `test` is the same account as "
        "`shop-x` of the project (line 5)"
    ]


@pytest.mark.parametrize("chosen", CHOSEN)
def test_two_environments_do_not_use_one_account(tmp_path: Path, chosen: str | None) -> None:
    text = (PROJECT + TEST + OTHER).replace("other-ig", "test-x")
    assert problems_of(tmp_path, text, chosen) == [
        "publer-sync.yaml:18:91 shared-account: `shop-instagram` of environment `other` is the same "
        "account as `shop-x` of environment `test` (line 14)"
    ]


def shares(base: str = "", test: str = "", other: str = "") -> str:
    """A project whose account of X is used by both of its environments, with these words at each."""
    text = (PROJECT + TEST + OTHER).replace("test-x", BASE + test).replace("other-x", BASE + other)
    return text.replace(f"{{id: {BASE}, network", f"{{id: {BASE}{base}, network", 1)


YES, NO = ", shared: true", ", shared: false"


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (shares(), ["test", "other"]),
        (shares(test=YES), ["other"]),
        (shares(test=YES, other=YES), []),
        (shares(base=YES), []),
        (shares(base=YES, other=NO), ["other"]),
        (shares(base=NO, test=YES, other=YES), []),
        (PROJECT + TEST + OTHER, []),
        (PROJECT + TEST.replace("test-x", f"test-x{YES}") + OTHER, []),
    ],
)
def test_sharing_an_account_is_said(
    tmp_path: Path, text: str, wrong: list[str], chosen: str | None
) -> None:
    found = problems_of(tmp_path, text, chosen)
    assert [line.split("environment `")[1].split("`")[0] for line in found] == wrong


def test_an_account_named_twice_in_one_environment_is_a_warning_alone(tmp_path: Path) -> None:
    text = PROJECT + TEST.replace("test-instagram", "test-x")
    write_files(tmp_path, {"publer-sync.yaml": text})
    project, found = load_project(tmp_path, environment="test")
    assert project and [each.rule for each in found] == ["duplicate-account"]
