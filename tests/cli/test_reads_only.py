"""Commands that read write nothing: no request but GET, and no file of the project changes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from publer_sync.cli.main import COMMANDS
from publer_sync.cli.state import SUBCOMMANDS
from tests.support.shop import Shop

MENDING: Mapping[str, str] = {
    "state push": "state push rescue.json --yes --force",
    "state mv": "state mv 6@shop-x launch@shop-x --yes",
    "state rm": "state rm 6@shop-x --yes",
    "state migrate": "state migrate --to git --yes",
    "state sign": "state sign --yes",
}
"""What changes the state, and nothing in Publer."""

WRITING = {"apply", "state rebuild", "state take", "emulate", "demo", "init", "ci", *MENDING}
"""`emulate` and `demo` have a Publer of their own, `init` writes files, `ci` has modes (tests/cli/ci)."""

ARGUMENTS: Mapping[str, str] = {
    "schema": "schema post",
    "explain": "explain no-schedule",
    "state show": "state show launch@shop-x",
    "preview": "preview --plan -o ../page.html",
}
WITHOUT_FORMAT = {"schema", "state pull", "preview"}
READING = [
    command
    for command in (*(c for c in COMMANDS if c != "state"), *(f"state {c}" for c in SUBCOMMANDS))
    if command not in WRITING
]

LAUNCH = "---\naccounts: [shop-x, shop-linkedin]\nschedule: 2036-05-05 09:00\n---\n{}\n"
LATER = "---\naccounts: [shop-x]\nschedule: 2036-05-0{} 10:00\n---\nNumber {}.\n"


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """A shop with posts to create, update and delete, a colleague's edit, and a write that is open."""
    shop.write({f"content/{n}.md": LATER.format(n, n) for n in (6, 7)})
    shop.applied()
    shop.write({"rescue.json": shop.state.read_bytes()})
    (shop.root / "content/7.md").unlink()
    shop.write({"content/launch.md": LAUNCH.format("We have landed.")})
    shop.write({"content/8.md": LATER.format(8, 8)})
    shop.fault(method="POST", path="/posts/schedule", kind="drop_before")
    process = shop.start("apply", "--auto-approve")
    while '"kind": "create"' not in shop.state.read_text(encoding="utf-8"):
        assert process.poll() is None
    process.kill()
    process.communicate()
    assert '"kind": "create"' in shop.state.read_text(encoding="utf-8")
    shop.control("DELETE", "requests")
    shop.control("DELETE", "faults")
    return shop


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def everything(shop: Shop) -> object:
    return files(shop.root), shop.control("GET", "posts")


@pytest.mark.parametrize("command", READING)
def test_a_command_that_reads_writes_nothing(busy: Shop, command: str) -> None:
    if command == "state unlock":
        (busy.root / ".publer-sync/state.holder").unlink()  # a dead holder's note is cleared away
    before = everything(busy)
    words = ARGUMENTS.get(command, command).split()
    for more in [[]] if command in WITHOUT_FORMAT else [[], ["--format", "json"]]:
        done = busy.run(*words, *more)
        assert done.code == 0, done
        assert everything(busy) == before
    assert {request.split()[0] for request in busy.requests()} <= {"GET"}


def test_a_plan_writes_the_file_that_it_is_told_to(busy: Shop) -> None:
    before = files(busy.root)
    assert busy.run("plan", "--out", "plan.json").code == 0
    assert files(busy.root).keys() - before.keys() == {"plan.json"}
    assert {request.split()[0] for request in busy.requests()} == {"GET"}


@pytest.mark.parametrize("command", MENDING)
def test_to_mend_the_state_asks_publer_nothing(
    busy: Shop, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUBLER_API_KEY")
    if command == "state sign":
        monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", "a-key-of-thirty-two-characters-or-more")
    before = busy.control("GET", "posts")
    assert busy.run(*MENDING[command].split()).code in {0, 1, 4}
    assert (busy.requests(), busy.control("GET", "posts")) == ([], before)


@pytest.mark.parametrize("command", ["state push rescue.json --force", "state rm 6@shop-x"])
def test_nothing_is_mended_while_nobody_can_be_asked(busy: Shop, command: str) -> None:
    before = busy.state.read_bytes()
    assert busy.run(*command.split()).code == 64
    assert busy.state.read_bytes() == before


@pytest.mark.parametrize("command", [c for c in READING if c.startswith("state ")])
def test_the_state_needs_no_key(busy: Shop, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLER_API_KEY")
    assert busy.run(*ARGUMENTS.get(command, command).split()).code == 0
    assert busy.requests() == []


def test_state_rebuild_only_reads_publer(busy: Shop, no_waiting: None) -> None:
    before, posts = files(busy.root), busy.control("GET", "posts")
    done = busy.run("state", "rebuild", "--yes", "--force")
    assert done.code == 0, done
    assert busy.control("GET", "posts") == posts
    assert {request.split()[0] for request in busy.requests()} == {"GET"}
    after = files(busy.root)
    changed = {Path(name).name for name in after if before.get(name) != after[name]}
    assert changed - {"state.holder", "last-seen.json"} == {"state.json", "state.json.backup-1"}


def test_state_take_only_reads_publer(busy: Shop) -> None:
    given = {
        "account_id": "63c675b54e299e9cf2b667ea",
        "text": "Hi",
        "scheduled_at": "2036-05-09T10:00Z",
    }
    it = str(busy.control("POST", "posts", given)["id"])
    before, posts = files(busy.root), busy.control("GET", "posts")
    done = busy.run("state", "take", "hand@shop-x", it, "--to-delete", "--yes")
    assert done.code == 0, done
    assert busy.control("GET", "posts") == posts
    assert {request.split()[0] for request in busy.requests()} == {"GET"}
    after = files(busy.root)
    changed = {Path(name).name for name in after if before.get(name) != after[name]}
    assert changed - {"state.holder", "last-seen.json"} == {"state.json"}
