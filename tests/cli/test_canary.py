"""The API key is in nothing that a command prints or writes."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from publer_sync.emulator.http import request_checks
from tests.support.shop import Done, Shop

CANARY = "canary-7d1f0c5e93b84a62"
GIVEN_AWAY = (CANARY, base64.b64encode(CANARY.encode()).decode().rstrip("="), "Bearer-API")

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "validate": ("validate",),
    "plan": ("-v", "plan", "--out", "plan.json"),
    "plan as JSON": ("plan", "--format", "json"),
    "apply": ("-v", "apply", "--auto-approve"),
    "apply as JSON": ("apply", "--auto-approve", "--format", "json"),
    "apply a plan": ("apply", "saved.json"),
    "status": ("status",),
    "status as JSON": ("status", "--format", "json"),
    "drift": ("drift",),
    "state list": ("state", "list", "--format", "json"),
    "state pull": ("state", "pull", "--out", "copy.json"),
    "state push": ("state", "push", "copy.json", "--yes"),
    "state mv": ("state", "mv", "launch@shop-x", "lunch@shop-x", "--yes"),
    "state rm": ("state", "rm", "launch@shop-x", "--yes"),
    "state unlock": ("state", "unlock"),
    "state migrate": ("state", "migrate", "--to", "git", "--yes"),
    "accounts": ("accounts",),
    "accounts as JSON": ("accounts", "--format", "json"),
    "schema": ("schema", "plan"),
    "options": ("emulate", "--list-options"),
}


TROUBLES: Mapping[str, Callable[[Shop], None]] = {
    "none": lambda shop: None,
    "the key is refused": lambda shop: shop.set(key_error="documented"),
    "the firewall": lambda shop: shop.fault(kind="edge_refusal", count=99),
    "html": lambda shop: shop.fault(kind="html", count=99),
    "html as success": lambda shop: shop.fault(kind="html:200", count=99),
    "503": lambda shop: shop.fault(kind="status:503", count=99),
    "dropped": lambda shop: shop.fault(kind="drop_before", count=99),
    "a write without answer": lambda shop: shop.fault(kind="drop_after", method="POST"),
    "a write refused": lambda shop: shop.fault(kind="status:403", method="POST"),
    "a broken state": lambda shop: shop.write({".publer-sync/state.json": "{"}),
    "a broken project": lambda shop: shop.write({"publer-sync.yaml": "version: [1"}),
    "no posts": lambda shop: (shop.root / "content/launch.md").unlink(),
}


@pytest.fixture
def canary(shop: Shop, monkeypatch: pytest.MonkeyPatch, no_waiting: None) -> Shop:
    """A shop whose key is known to no one but the emulator."""
    monkeypatch.setenv("PUBLER_API_KEY", CANARY)
    monkeypatch.setattr(request_checks, "API_KEY", CANARY)
    project = (shop.root / "publer-sync.yaml").read_text(encoding="utf-8")
    shop.write({"publer-sync.yaml": project + "policy: {settle: 1s}\n"})
    assert shop.run("plan", "--out", "saved.json").code == 0
    return shop


def everything_written(root: Path) -> str:
    files = (path for path in root.rglob("*") if path.is_file())
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def kept_secret(shop: Shop, done: Done) -> None:
    said = "\n".join([done.out, done.err, everything_written(shop.root)])
    assert not [words for words in GIVEN_AWAY if words in said]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_key_is_kept_whatever_happens(
    canary: Shop, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trouble == "the key is refused":
        monkeypatch.setattr(request_checks, "API_KEY", "another")
    TROUBLES[trouble](canary)
    for words in COMMANDS.values():
        done = canary.run(*words)
        assert done.code in {0, 1, 4, 64}, done
        kept_secret(canary, done)


def test_the_key_is_kept_when_it_is_refused_or_misplaced(
    canary: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in (
        ("PUBLER_API_KEY", f"{CANARY}\n\n{CANARY}"),
        ("PUBLER_API_KEY", f"{CANARY}\x1b[31m"),
        ("PUBLER_API_URL", "http://127.0.0.1:1/api/v1"),
        ("PUBLER_API_URL", f"http://{CANARY}@publer.example/api/v1"),
    ):
        with monkeypatch.context() as patch:
            patch.setenv(name, value)
            for command in ("plan", "accounts"):
                kept_secret(canary, canary.run(command))
