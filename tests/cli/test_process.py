"""What only a process of its own shows: pipes that close, bugs that are reported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from publer_sync import __version__
from publer_sync.cli.global_options import Settings
from tests.support.shop import COMMAND, NOW, Shop, ended


@pytest.mark.parametrize("words", [["plan", "--out", "plan.json"], ["--help"]])
def test_a_reader_who_has_seen_enough(shop: Shop, words: list[str]) -> None:
    process = shop.start(*words)
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    done = ended(process)
    assert "Traceback" not in done.err
    assert "Broken" not in done.err


def test_the_plan_is_saved_although_nobody_reads_it(shop: Shop) -> None:
    posts = "".join(POST_OF_LIST.format(n=n, day=n // 10 + 1, hour=n % 10 + 10) for n in range(300))
    shop.write({"content/many.yaml": f"posts:\n{posts}"})
    line = " ".join([*COMMAND, "--now", NOW, "plan --out plan.json"])
    piped = f"set -o pipefail; {line} | head -1"
    done = subprocess.run(
        ["bash", "-c", piped], cwd=shop.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done
    assert done.stderr == "Saved. Apply exactly this plan with: publer-sync apply plan.json\n"
    assert shop.run("apply", "plan.json").code in {0, 4}


def test_a_bug_is_reported_without_the_key(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the key is emulator-key")

    monkeypatch.setattr(Settings, "data", broken)
    for format_ in ("text", "json"):
        done = shop.run("accounts", "--format", format_)
        assert done.code == 70
        assert done.said[0].startswith("This is a bug of publer-sync, not your mistake.")
        assert "RuntimeError: the key is [key]" in done.err
        assert "emulator-key" not in done.err


def test_it_runs_as_a_module_and_as_a_script(shop: Shop) -> None:
    script = str(Path(sys.executable).with_name("publer-sync"))
    said = {
        subprocess.check_output([*words, "--version"], text=True) for words in ([script], COMMAND)
    }
    assert said == {f"publer-sync, version {__version__}\n"}


POST_OF_LIST = """\
- id: post-{n}
  accounts: [shop-linkedin]
  schedule: 2036-06-{day:02} {hour}:00
  text: Number {n}
"""
