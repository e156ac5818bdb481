"""The key, in whatever form, is in nothing that a command says or writes, also where Publer repeats it."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from publer_sync.cli.global_options import Settings
from tests.security.liar import Asked, Said, a_liar
from tests.security.secret import CANARY, everything_below, given_away
from tests.support.shop import Shop

COMMANDS = (
    *(("validate", "--format", each) for each in ("text", "json", "github", "sarif")),
    ("explain", "slot-taken"), ("-v", "plan", "--out", "plan.json"), ("plan", "--format", "json"),
    ("-v", "apply", "--auto-approve"), ("apply", "--auto-approve", "--format", "json"),
    ("accounts",), ("accounts", "--format", "json"), ("schema", "plan"), ("emulate", "--list-options"),
    ("emulate", "--list-accounts"),
)  # fmt: skip


def kept(shop: Shop, *words: str, codes: tuple[int, ...] = (0, 1, 4)) -> None:
    done = shop.run(*words)
    assert done.code in codes, done
    left = everything_below(shop.root, Path(os.environ["XDG_CACHE_HOME"]))
    assert given_away(done.out, done.err, left) == [], words


ECHOES: Mapping[str, Callable[[str], bytes | dict[str, str]]] = {
    "as JSON": lambda header: {"error": f"bad header {header}"},
    "as HTML": lambda header: f"<html><pre>Authorization: {header}</pre></html>".encode(),
    "in base64": lambda header: {"message": base64.b64encode(header.encode()).decode()},
    "as bytes": lambda header: {"errors": header.encode().hex()},
    "in escapes": lambda header: (
        '{"errors": ["' + "".join(f"\\u{ord(each):04x}" for each in header) + '"]}'
    ).encode(),
    "late": lambda header: {"message": "x" * 290 + header},
}


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("status", [200, 401, 500])
def test_what_publer_repeats_is_not_repeated(
    canary: Shop, echo: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(asked: Asked) -> Said:
        header = asked.headers["Authorization"]
        assert CANARY in header
        return Said(
            ECHOES[echo](header), status, {"X-Echo": header, "Location": f"https://x/?{CANARY}"}
        )

    with a_liar(answer) as url:
        monkeypatch.setenv("PUBLER_API_URL", url)
        for words in (
            ("-v", "plan"),
            ("apply", "--auto-approve"),
            ("accounts", "--format", "json"),
        ):
            kept(canary, *words)


def echoed_in_good_answers(asked: Asked) -> Said:
    header = asked.headers["Authorization"]
    account = {"provider": "twitter", "type": "profile", "name": header}
    post = {
        "id": "9a", "account_id": "63c675b54e299e9cf2b667ea", "state": "scheduled", "text": header,
        "scheduled_at": "2036-05-05T07:00:00Z", "failure": header, "post_link": f"https://x/{CANARY}",
    }  # fmt: skip
    ids = ("63c675b54e299e9cf2b667ea", "650170394e299e33b427c2ff", CANARY)
    job = {"job_id": CANARY, "status": "failed", "payload": {"failures": {header: header}}}
    answers = {
        "/accounts": [account | {"id": each} for each in ids],
        "/posts": {"posts": [post], "total": 1},
    }
    return Said(answers.get(asked.path, job))


def test_what_good_answers_repeat_is_not_kept(
    canary: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_liar(echoed_in_good_answers) as url:
        monkeypatch.setenv("PUBLER_API_URL", url)
        for words in (
            ("plan",),
            ("plan", "--format", "json"),
            ("plan", "--out", "p.json"),
            ("accounts",),
        ):
            kept(canary, *words)


def test_every_command_keeps_it_when_all_is_well(canary: Shop) -> None:
    for words in COMMANDS:
        kept(canary, *words)
    asked = canary.control("GET", "requests")
    assert given_away(str(asked)) == []


@pytest.mark.parametrize("words", COMMANDS[::2], ids=" ".join)
def test_a_bug_report_keeps_it(
    canary: Shop, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        encoded = base64.b64encode(f"Bearer-API {CANARY}".encode()).decode()
        try:
            raise LookupError(f"{CANARY} {CANARY[::-1]}")
        except LookupError as cause:
            raise RuntimeError(
                {"Authorization": CANARY, "also": encoded}, f"\x1b[2J\n::error::{CANARY}"
            ) from cause

    monkeypatch.setattr(Settings, "data", broken)
    kept(canary, *words, codes=(70,))
    assert "\x1b" not in canary.run(*words).err


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_a_key_from_a_file_is_kept_as_well(
    canary: Shop, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text(CANARY + ending, encoding="utf-8", newline="")
    monkeypatch.delenv("PUBLER_API_KEY")
    monkeypatch.setenv("PUBLER_API_KEY_FILE", str(tmp_path / "key"))
    kept(canary, "plan", codes=(0,))
    monkeypatch.setattr(Settings, "data", lambda *_: int(CANARY))
    kept(canary, "plan", codes=(70,))


SIGNED = (
    ("state", "sign", "--yes"), ("state", "sign", "--yes", "--format", "json"), ("-v", "plan"),
    ("apply", "--auto-approve"), ("state", "pull"), ("state", "list"), ("status",), ("drift",),
)  # fmt: skip


@pytest.mark.parametrize("variable", ["PUBLER_SYNC_STATE_KEY", "PUBLER_SYNC_STATE_KEY_OLD"])
def test_the_key_that_signs_the_state_is_kept_as_well(
    shop: Shop, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.applied()
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", "the-other-key-of-this-shop-for-its-state")
    monkeypatch.setenv(variable, CANARY * 2)
    for words in SIGNED:
        kept(shop, *words, codes=(0,))
    shop.state.write_text(shop.state.read_text().replace('"serial"', '"other": 1, "serial"'))
    kept(shop, "apply", "--auto-approve", codes=(1,))
    monkeypatch.setattr(Settings, "data", lambda *_: int(CANARY * 2))
    kept(shop, "validate", codes=(70,))


@pytest.mark.parametrize("key", [CANARY, f"{CANARY} {CANARY}", f"{CANARY * 2}\x1b[31m"])
def test_a_key_that_cannot_sign_is_refused_without_being_shown(
    shop: Shop, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_SYNC_STATE_KEY", key)
    kept(shop, "plan", codes=(64,))
    kept(shop, "apply", "--auto-approve", codes=(64,))
