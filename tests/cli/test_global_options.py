"""What stands before the command, and what is no command at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync import __version__
from publer_sync.cli.main import COMMANDS
from tests.support.projects import PROJECT
from tests.support.shop import Shop

ESCAPE = "\x1b["


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("word", ["-h", "--help"])
def test_every_command_explains_itself(shop: Shop, command: str, word: str) -> None:
    done = shop.run(command, word)
    assert done.code == 0
    assert done.out.startswith(f"Usage: publer-sync {command} ")


def test_help_lists_every_command(shop: Shop) -> None:
    out = shop.run("--help").out
    assert all(f"\n  {command} " in out for command in COMMANDS)


def test_the_version(shop: Shop) -> None:
    assert shop.run("--version").out == f"publer-sync, version {__version__}\n"


def test_a_misspelt_command(shop: Shop) -> None:
    done = shop.run("plna")
    assert done.code == 64
    assert done.said[-1].endswith("Error: No such command 'plna'. Did you mean 'plan'?")
    assert shop.run("make-coffee").said[-1] == "Error: No such command 'make-coffee'."


@pytest.mark.parametrize(
    "words", [["plan", "--nope"], ["--nope"], ["schema", "none"], ["plan", "extra"]]
)
def test_a_wrong_call(shop: Shop, words: list[str]) -> None:
    done = shop.run(*words)
    assert (done.code, done.out) == (64, "")


@pytest.mark.parametrize("command", ["validate", "plan", "accounts"])
@pytest.mark.parametrize("time", ["soon", "2036-13-01 10:00", "2036-03-30 02:30", "2036-05-01"])
def test_a_time_that_is_none(shop: Shop, command: str, time: str) -> None:
    done = shop.run(command, now=time)
    assert done.code == 64
    assert done.said[:2] == [f"error: The time {time!r} cannot be used.", "  where: --now"]
    assert done.said[-1].startswith("  hint: ")


def test_another_folder(shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    expected = shop.run("plan").out
    monkeypatch.chdir(tmp_path)
    assert shop.run("-C", "shop", "plan").out == expected
    assert shop.run("-C", "shop/content", "plan").out == expected
    assert shop.run("-C", "nowhere", "plan").code == 64


def test_another_environment_has_accounts_and_memory_of_its_own(shop: Shop) -> None:
    shop.write({"publer-sync.yaml": PROJECT + TEST})
    assert shop.run("--env", "test", "apply", "--auto-approve").code == 0
    assert {post["account_id"] for post in shop.control("GET", "posts")} == {
        "64b0f1e2d3c4b5a69788010e",
        "64b0f1e2d3c4b5a697880102",
    }
    assert (shop.root / ".publer-sync/state.test.json").exists()
    assert not shop.state.exists()


@pytest.mark.parametrize(("when", "colored"), [("always", True), ("never", False), ("auto", False)])
def test_colour(shop: Shop, when: str, colored: bool) -> None:
    assert (ESCAPE in shop.run("--color", when, "plan").out) is colored
    assert (ESCAPE in shop.run("--color", when, "plan", "--target", "none").err) is colored


@pytest.mark.parametrize(
    "words", [["plan", "--color", "always"], ["--color", "never", "plan", "--color", "always"]]
)
def test_an_option_after_the_command_works_and_wins(shop: Shop, words: list[str]) -> None:
    assert ESCAPE in shop.run(*words).out
    assert ESCAPE in shop.run(*words, "--target", "none").err


def test_options_work_after_a_command_of_a_group(shop: Shop, tmp_path: Path) -> None:
    assert shop.run("state", "list", "-C", str(shop.root)).code == 0
    assert shop.run("state", "list", "-C", str(tmp_path / "nowhere")).code == 64
    done = shop.run("state", "--env", "none", "list")
    assert (done.code, done.said[0]) == (64, "error: The project has no such environment.")


def test_a_hint_repeats_the_options_that_stand_after_the_command(shop: Shop) -> None:
    shop.write(
        {
            "publer-sync.yaml": PROJECT + TEST,
            "content/launch.md": "---\naccounts: [none]\n---\nHi\n",
        }
    )
    before, after = shop.run("--env", "test", "plan"), shop.run("plan", "--env", "test")
    assert (before.code, before.err) == (after.code, after.err)


def test_the_help_of_a_command_does_not_repeat_the_options_of_all(shop: Shop) -> None:
    assert "--color" not in shop.run("plan", "--help").out


@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({}, False),
    ],
)
def test_the_environment_colours_a_pipe(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], colored: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (ESCAPE in shop.run("plan").out) is colored
    assert ESCAPE not in shop.run("--color", "never", "plan").out


@pytest.mark.parametrize(("name", "value"), [("TERM", "dumb"), ("CLICOLOR", "0")])
def test_a_plain_terminal_gets_no_colour(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv(name, value)
    assert ESCAPE not in shop.run("plan").out


def test_no_color_is_respected_on_a_terminal(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert ESCAPE in shop.run("plan").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in shop.run("plan").out
    assert ESCAPE not in shop.run("plan", "--target", "none").err


TEST = """\
environments:
  test:
    accounts:
      shop-x: {id: 64b0f1e2d3c4b5a69788010e, network: bluesky}
      shop-linkedin: {id: 64b0f1e2d3c4b5a697880102, type: in_profile}
      shop-instagram: {id: 64b0f1e2d3c4b5a697880104, shared: true}
"""
