"""Whatever words come from files or from Publer, no output steers a terminal or the runner that shows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.security.harmless import HOSTILE, PRINTABLE, harmful
from tests.security.liar import Asked, Said, a_liar
from tests.support.shop import POST, Done, Shop

OFFLINE = [("validate", "--format", each) for each in ("text", "json", "github", "sarif")]
ONLINE = [
    ("plan",), ("plan", "--format", "json"), ("-v", "plan", "--out", "plan.json"),
    ("apply", "--auto-approve"), ("apply", "--auto-approve", "--format", "json"),
    ("accounts",), ("accounts", "--format", "json"),
]  # fmt: skip


def checked(shop: Shop, *words: str) -> Done:
    """Run a command, with colour where it has any; it must end in words, and in harmless ones."""
    colored = "json" not in words
    done = shop.run("--color", "always" if colored else "never", *words)
    assert done.code in {0, 1, 4, 64}, done
    for said in (done.out, done.err):
        assert harmful(said, colored=colored, annotations="github" in words) == [], (words, said)
    return done


YAML = """\
text: %s
title: %s
labels: [%s]
accounts: [%s]
schedule: %s
media: [{file: %s, alt: %s}]
"""
quoted = json.dumps(PRINTABLE, ensure_ascii=False).replace("\\n", " ")
escaped = '"' + HOSTILE.encode("unicode_escape").decode().replace('"', '\\"') + '"'

FILES: dict[str, dict[str, str | bytes]] = {
    "text that may stand": {"content/launch.md": POST + PRINTABLE},
    "text that may not": {"content/launch.md": POST + HOSTILE},
    "values": {"content/a.yaml": YAML % ((quoted,) * 7)},
    "values in escapes": {"content/a.yaml": YAML % ((escaped,) * 7)},
    "keys": {"content/a.yaml": f"{quoted}: {quoted}\n{escaped}: 1\n"},
    "labels": {"content/launch.md": POST.replace("---\nWe", f"labels: [{quoted}]\n---\nWe")},
    "title": {"content/launch.md": POST.replace("---\nWe", f"title: {quoted}\n---\nWe")},
    "broken YAML": {"content/a.yaml": f"text: [{PRINTABLE}"},
    "an anchor": {"content/a.yaml": "text: *::error::\n? ##[error]\n: !!##[x] y\n"},
    "a file name": {"content/\x1b[2J::error::\u202ex.md": POST, "content/::error::x.md": POST},
    "a file name with a line end": {"content/a\n::error::owned\r##[error]x.md": POST},
    "a file left aside": {"content/a\n::error::owned\x1b[2J##[error].txt": "x"},
    "a folder": {"content/\n::error::x/_defaults.yaml": "labels: 3", "content/\n::error::x/b.md": POST},
    "the project": {"publer-sync.yaml": f"version: 1\n{quoted}: 1\naccounts: {{{quoted}: {escaped}}}\n"},
    "binary": {"content/a.md": bytes(range(256)) * 9, "content/b.yaml": bytes(range(128, 256)) * 9},
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_words_of_files(shop: Shop, kind: str, no_waiting: None) -> None:
    shop.write(FILES[kind])
    for words in (*OFFLINE, *ONLINE):
        checked(shop, *words)


def post(**more: Any) -> dict[str, Any]:
    return {
        "id": "9a", "account_id": "63c675b54e299e9cf2b667ea", "state": "scheduled", "type": "status",
        "text": HOSTILE, "title": HOSTILE, "scheduled_at": "2036-05-05T07:00:00Z", "post_link": HOSTILE,
        "failure": HOSTILE,
    } | more  # fmt: skip


ACCOUNTS = [
    {"id": "63c675b54e299e9cf2b667ea", "provider": "twitter", "name": HOSTILE, "type": HOSTILE},
    {"id": "650170394e299e33b427c2ff", "provider": "linkedin", "name": HOSTILE, "type": "in_page"},
    {"id": "77", "provider": HOSTILE, "name": HOSTILE, "type": HOSTILE},
]


def lies(asked: Asked) -> Said:
    """Good answers, all of whose words are hostile, and a refusal of all that is to be made."""
    answers: dict[str, Any] = {
        "/accounts": ACCOUNTS,
        "/posts": {"posts": [post()], "total": 1, "total_pages": 1},
    }
    return Said(answers[asked.path]) if asked.method == "GET" else Said({"errors": [HOSTILE]}, 422)


def test_words_of_publer(shop: Shop, no_waiting: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_liar(lies) as url:
        monkeypatch.setenv("PUBLER_API_URL", url)
        for words in ONLINE:
            checked(shop, *words)
        said = checked(shop, "accounts").out
    assert "owned" in said


ERRORS = [
    Said({"errors": [HOSTILE, {HOSTILE: HOSTILE}]}, 422), Said({"error": HOSTILE}, 401),
    Said({"message": HOSTILE}, 403),
    Said(HOSTILE.encode(), 500), Said(HOSTILE.encode(), 200), Said({"errors": {HOSTILE: [HOSTILE]}}, 400),
    Said({"error": HOSTILE}, 404), Said({"message": HOSTILE}, 418),
]  # fmt: skip


@pytest.mark.parametrize("said", ERRORS, ids=lambda said: str(said.status))
def test_words_of_publers_errors(
    shop: Shop, said: Said, no_waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_liar(lambda asked: said) as url:
        monkeypatch.setenv("PUBLER_API_URL", url)
        for words in ONLINE:
            assert checked(shop, *words).code == 1


@pytest.mark.parametrize(
    "words",
    [("explain", HOSTILE), (HOSTILE,), ("plan", "--target", HOSTILE), ("plan", "--out", HOSTILE + "/x"),
     ("plan", HOSTILE), ("apply", HOSTILE), ("schema", HOSTILE), ("emulate", "--option", HOSTILE),
     ("emulate", "--db", HOSTILE + "/x"), ("demo", HOSTILE), ("--env", HOSTILE, "validate"),
     ("--now", HOSTILE, "plan"), ("-C", HOSTILE, "plan"), ("validate", "--format", HOSTILE),
     ("--" + HOSTILE,)],
    ids=lambda words: words[0][:10].encode("unicode_escape").decode(),
)  # fmt: skip
def test_words_of_the_command_line(shop: Shop, words: tuple[str, ...]) -> None:
    checked(shop, *words)


def test_a_plan_can_be_saved_under_a_strange_name(shop: Shop) -> None:
    checked(shop, "plan", "--out", "\x1b[2J##[error].json")


def test_json_keeps_the_words_as_they_are(shop: Shop, tmp_path: Path) -> None:
    shop.write({"content/launch.md": POST + PRINTABLE})
    found = json.loads(shop.run("plan", "--format", "json").out)
    after = found["changes"][0]["fields"]["text"]["after"]
    assert after.endswith(PRINTABLE.strip()[-20:])
    assert "##[error]owned" in after
    assert "\n::error file=x::owned" in after
