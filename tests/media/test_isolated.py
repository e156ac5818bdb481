"""Whatever happens to the process that looks into files, its user gets an answer in time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publer_sync.media import messages
from publer_sync.media.hashing import identity
from publer_sync.media.isolated import IsolatedWorker
from publer_sync.media.probe_video import LibraryMissingError
from tests.support.films import a_film
from tests.support.papers import a_pdf


@pytest.fixture
def film(tmp_path: Path) -> Path:
    file = tmp_path / "film.mp4"
    file.write_bytes(a_film())
    return file


@pytest.fixture
def apart() -> Iterator[IsolatedWorker]:
    with IsolatedWorker() as started:
        yield started


def doing(script: str, patience: float = 20) -> IsolatedWorker:
    return IsolatedWorker((sys.executable, "-c", f"print('ready', flush=True)\n{script}"), patience)


def test_one_process_looks_into_many_files(apart: IsolatedWorker, film: Path) -> None:
    paper = film.with_name("paper.pdf")
    paper.write_bytes(a_pdf(2))
    for _ in range(3):
        facts, lasting = apart.facts(film, "mp4", identity(film.stat()))
        assert (facts.seconds, lasting) == (2, True)
        assert apart.facts(paper, "pdf", identity(paper.stat()))[0].pages == 2


def test_a_file_that_was_exchanged_meanwhile_is_not_looked_into(
    apart: IsolatedWorker, film: Path
) -> None:
    before = identity(film.stat())
    film.write_bytes(a_film(seconds=3))
    assert apart.facts(film, "mp4", before)[0].problem == messages.CHANGED


def test_a_process_that_runs_on_is_given_up(film: Path) -> None:
    with doing("import time; time.sleep(60)", patience=0.5) as apart:
        facts, lasting = apart.facts(film, "mp4", identity(film.stat()))
    assert (facts.problem, lasting) == (messages.TOO_SLOW, False)


def test_a_process_that_dies_is_replaced(film: Path) -> None:
    with doing("import os; input(); os.abort()") as apart:
        for _ in range(2):
            facts, lasting = apart.facts(film, "mp4", identity(film.stat()))
            assert (facts.problem, lasting) == (messages.damaged_message("mp4"), False)


def test_a_process_that_cannot_begin_is_no_fault_of_the_file(film: Path) -> None:
    with IsolatedWorker((sys.executable, "-c", "")) as apart, pytest.raises(LibraryMissingError):
        apart.facts(film, "mp4", identity(film.stat()))


def test_the_process_has_no_key(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLER_API_KEY", "a-key")
    script = (
        "import json, os; input()\n"
        "print(json.dumps({'problem': ','.join(k for k in os.environ if 'PUBLER' in k)}), flush=True)"
    )
    with doing(script) as apart:
        assert apart.facts(film, "mp4", identity(film.stat()))[0].problem == ""


def test_a_module_in_the_folder_of_the_user_is_not_run(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (film.parent / "json.py").write_text("raise SystemExit('owned')")
    (film.parent / "publer_sync").mkdir()
    monkeypatch.chdir(film.parent)
    with IsolatedWorker() as apart:
        assert apart.facts(film, "mp4", identity(film.stat()))[0].seconds == 2


@pytest.mark.skipif(os.name != "posix", reason="there is no such limit")
def test_no_other_file_can_be_opened_while_one_is_looked_into(tmp_path: Path) -> None:
    script = (
        "from publer_sync.media.worker import _nothing_else_opened as closed\n"
        "import json, socket\n"
        "input()\n"
        "said = []\n"
        "with closed():\n"
        "    for act in (lambda: open('/etc/hosts'), socket.socket):\n"
        "        try: act(); said.append('open')\n"
        "        except OSError: said.append('shut')\n"
        "open('/etc/hosts').close()\n"
        "print(json.dumps({'problem': ' '.join(said)}), flush=True)\n"
    )
    with doing(script) as apart:
        assert apart.facts(tmp_path, "mp4", [])[0].problem == "shut shut"
