"""The server of a live page: for one machine, and not troubled by who leaves early."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from publer_sync.workflows.preview.server import HOST, BuiltPage, LivePreview, Server

LARGE = "<p>" + "word " * 4_000_000


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(LivePreview(lambda version: BuiltPage(LARGE, (tmp_path,))), 0) as server:
        server.daemon_threads = False  # so that closing waits for all answers
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_who_leaves_before_the_end_is_no_error(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection((HOST, server.server_port)) as reader:
        reader.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}:{server.server_port}\r\n\r\n".encode())
        reader.recv(9)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert httpx.get(server.url, trust_env=False).text == LARGE
    server.shutdown()
    server.server_close()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ["evil.example", "evil.example:{}", "127.0.0.1", "127.0.0.1:1"])
def test_another_name_is_refused(server: Server, name: str) -> None:
    headers = {"Host": name.format(server.server_port)}
    answer = httpx.get(server.url, headers=headers, trust_env=False)
    assert (answer.status_code, answer.text) == (403, "This name does not belong here.")


def a_live_page(folder: Path) -> tuple[LivePreview, list[str]]:
    made: list[str] = []

    def make(version: str) -> BuiltPage:
        made.append(version)
        words = "".join(path.read_text() for path in sorted(folder.rglob("*.md")))
        return BuiltPage(f"{version} {words}", (folder,))

    return LivePreview(make), made


def test_it_is_made_once_until_a_file_changes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    live, made = a_live_page(tmp_path)
    assert live.page() == f"{live.version()} one"
    assert live.page().endswith("one")
    assert len(made) == 1
    before = live.version()
    (tmp_path / "a.md").write_text("other")
    assert live.version() != before
    assert live.page() == f"{live.version()} other"


def test_new_and_removed_files_count(tmp_path: Path) -> None:
    live, _ = a_live_page(tmp_path)
    versions = [live.page().strip()]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/b.md").write_text("b")
    versions.append(live.page())
    (tmp_path / "deep/b.md").unlink()
    versions.append(live.page())
    assert len({version.split()[0] for version in versions}) == 3


def test_hidden_folders_do_not_count(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    live, made = a_live_page(tmp_path)
    live.page()
    (tmp_path / ".git/index").write_text("x")
    live.page()
    assert len(made) == 1
