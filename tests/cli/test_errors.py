"""What goes wrong around a command: one clear message each, a fitting exit code, and nothing lost."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import httpx
import pytest

from tests.support.shop import Done, Shop

pytestmark = pytest.mark.usefixtures("no_waiting")


def message(done: Done, code: int) -> list[str]:
    """The parts of the error message, which stands at the end and is the only one."""
    assert done.code == code, done
    assert "Traceback" not in done.err
    starts = [number for number, line in enumerate(done.said) if line.startswith("error: ")]
    assert len(starts) == 1, done.err
    return unwrapped(done.said[starts[0] :])


def unwrapped(lines: list[str]) -> list[str]:
    """Lines without the breaks that a narrow terminal asks for."""
    return re.sub(r"\n {4,}", " ", "\n".join(lines)).splitlines()


def test_a_wrong_key(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLER_API_KEY", "not-the-key")
    for errors in ("live", "documented"):
        shop.set(key_error=errors)
        lines = message(shop.run("plan"), 1)
        assert lines[:2] == ["error: Publer refused the API key.", "  where: GET /accounts"]
        assert lines[3].startswith("  hint: check PUBLER_API_KEY: keys are made in Publer")


def test_no_key(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLER_API_KEY")
    for words in (["plan"], ["accounts"], ["apply", "--auto-approve"]):
        lines = message(shop.run(*words), 64)
        assert lines[:2] == ["error: There is no API key.", "  where: PUBLER_API_KEY"]


def test_a_key_that_was_copied_badly(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLER_API_KEY", "two\nlines")
    lines = message(shop.run("plan"), 64)
    assert lines[0] == "error: The API key is empty or has characters that no key has."


def test_a_key_in_a_file(shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "key"
    monkeypatch.delenv("PUBLER_API_KEY")
    monkeypatch.setenv("PUBLER_API_KEY_FILE", str(file))
    lines = message(shop.run("plan"), 64)
    assert lines[0] == "error: The file with the API key cannot be read."
    file.write_text("\n", encoding="utf-8")
    assert message(shop.run("plan"), 64)[0] == "error: The file with the API key is empty."
    file.write_text("emulator-key\n", encoding="utf-8")
    assert shop.run("plan").code == 0


def test_an_address_that_would_give_the_key_away(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_API_URL", "http://publer.example/api/v1")
    lines = message(shop.run("plan"), 64)
    assert lines[:2] == [
        "error: The API address must be https, or http on this machine.",
        "  where: PUBLER_API_URL",
    ]


def test_a_wrong_workspace(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLER_WORKSPACE_ID", "someone-elses")
    lines = message(shop.run("plan"), 1)
    assert lines[:2] == [
        "error: Publer refused the workspace.",
        "  where: workspace someone-elses",
    ]
    assert "61a7c2e4f9e8c3b2d1e0f9a8 (Corner Shop)" in lines[-1]


def test_a_plan_of_publer_without_api(shop: Shop) -> None:
    shop.set(rate_limit="1/120", upgrade_after="1")
    for _ in range(3):
        httpx.get(
            f"{shop.url}/api/v1/accounts", headers={"Authorization": "Bearer-API emulator-key"}
        )
    lines = message(shop.run("plan"), 1)
    assert lines[0] == "error: Publer says that this workspace's plan has no API access."
    assert "wait a few minutes before you change anything" in lines[-1]


def test_nobody_listens(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("PUBLER_API_URL", f"http://127.0.0.1:{port}/api/v1")
    done = shop.run("plan")
    lines = message(done, 1)
    assert lines[:2] == [
        "error: Publer cannot be reached.",
        f"  where: GET /accounts at http://127.0.0.1:{port}/api/v1, as PUBLER_API_URL says",
    ]
    assert lines[-1].startswith("  hint: check PUBLER_API_URL, whether anything answers there, ")
    assert done.said[0].startswith("Publer cannot be reached. Trying again in 1 s.")
    assert done.err.count("Trying again") == 4


def test_an_address_without_its_path(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLER_API_URL", f"{shop.url}/")
    lines = message(shop.run("plan"), 1)
    assert lines[1] == f"  where: GET /accounts at {shop.url}, as PUBLER_API_URL says"
    assert lines[-1] == "  hint: check PUBLER_API_URL: the address of the API ends in `/api/v1`"


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("edge_refusal", "error: The firewall in front of Publer refused the connection."),
        ("html", "error: Publer had a problem of its own."),
        ("html:200", "error: Publer answered with something that is not its API."),
        ("status:503", "error: Publer had a problem of its own."),
        ("drop_before", "error: The connection to Publer broke."),
    ],
)
def test_answers_that_are_not_publers(shop: Shop, kind: str, says: str) -> None:
    shop.fault(kind=kind, count=9)
    lines = message(shop.run("plan"), 1)
    assert lines[0] == says
    assert lines[1].startswith("  where: GET /accounts")
    assert lines[-1].startswith("  hint: ")


def test_trouble_that_passes_is_waited_for(shop: Shop) -> None:
    shop.fault(kind="status:503", count=2)
    done = shop.run("plan")
    assert done.code == 0
    assert done.err.count("Publer had a problem of its own. Trying again in ") == 2


def test_a_folder_that_is_no_project(shop: Shop, tmp_path: Path) -> None:
    for words in (["validate"], ["plan"], ["accounts"], ["apply", "--auto-approve"]):
        lines = message(shop.run("-C", str(tmp_path), *words), 1)
        assert lines[:2] == [
            "error: There is no publer-sync.yaml here.",
            f"  where: {tmp_path}",
        ]


def test_a_broken_project_file(shop: Shop) -> None:
    shop.write({"publer-sync.yaml": "version: 1\naccounts: {shop-x: [}\n"})
    for words in (["plan"], ["accounts"], ["apply", "--auto-approve"]):
        done = shop.run(*words)
        assert message(done, 1)
        assert done.said[0].startswith("error[yaml-syntax]: ")
        assert done.said[1] == " --> publer-sync.yaml:2:21"


def test_an_unknown_environment(shop: Shop) -> None:
    project = (shop.root / "publer-sync.yaml").read_text(encoding="utf-8")
    shop.write({"publer-sync.yaml": f"{project}environments: {{test: {{accounts: {{}}}}}}\n"})
    for command in ("validate", "plan", "status"):
        assert message(shop.run("--env", "tset", command), 64) == [
            "error: The project has no such environment.",
            "  where: --env tset",
            "  hint: did you mean `test`?",
        ]


def test_an_account_that_is_not_there(shop: Shop) -> None:
    project = (shop.root / "publer-sync.yaml").read_text(encoding="utf-8")
    shop.write({"publer-sync.yaml": project.replace("63c675b54e299e9cf2b667ea", "63c6")})
    lines = message(shop.run("plan"), 1)
    assert lines[0] == "error: The account `shop-x` is not in the workspace."
    assert lines[-1] == "  hint: `publer-sync accounts` lists those that are there"


def test_a_lock_that_cannot_be_taken(shop: Shop) -> None:
    shop.write({".publer-sync": "not a folder"})
    lines = message(shop.run("apply", "--auto-approve"), 1)
    assert lines[0] == "error: The lock cannot be taken."
    assert shop.texts() == []
