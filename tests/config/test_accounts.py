"""`--env`: other accounts for the same posts, and never those of the project by accident."""

from __future__ import annotations

from pathlib import Path

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
