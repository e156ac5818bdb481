"""The key goes to one address, over https or within this machine, whatever the environment says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publer_sync.http import goes_through_proxies, is_loopback, is_safe
from tests.cli.test_errors import message
from tests.support.shop import Shop

GOOD = (
    "https://app.publer.com/api/v1", "https://app.publer.com:8443/api/v1/", "HTTPS://APP.PUBLER.COM",
    "http://127.0.0.1:8787/api/v1/", "http://LocalHost", "http://[::1]:8787", "http://127.9.9.9",
)  # fmt: skip

BAD = (
    # another host, by the reading of one parser or another
    "http://127.0.0.1.evil.com", "http://localhost.evil", "http://evil.localhost", "http://localhost.",
    "http://127.0.0.1@evil.com", "http://127.0.0.1:80@evil.com", "http://127.0.0.1\\@evil.com",
    "http://evil.com\\@127.0.0.1", "http://127.0.0.1%2eevil.com", "http://127.0.0.1;evil.com",
    "http://127.0.0.1\t.evil.com", "http://127.0.0.1\n.evil.com", "http://localhost%00.evil.com",
    "http://ⓛocalhost", "http://127.1", "http://2130706433", "http://0x7f000001", "http://0.0.0.0",
    "http://[::]", "http://[::ffff:8.8.8.8]", "http://[::1%25eth0]/",
    # a name and a password in the place of the key; what swallows the paths
    "https://user:password@app.publer.com", "https://user@app.publer.com", "https://@app.publer.com?x",
    "https://app.publer.com/api/v1?x=", "https://app.publer.com/#", "https://app.publer.com?",
    # no address at all
    "", "/", "//app.publer.com", "app.publer.com", "https://", "https:app.publer.com", "http:///x",
    "ftp://localhost", "file:///etc/passwd", "javascript:alert(1)", "http://[::1", "https://[v1.a]/",
    "https://h:abc", "https://h:99999", "https://h:0", "https://xn--a", "https://\udcff/", "https://h/\0",
    "https://" + "a" * 70_000,
)  # fmt: skip


@pytest.mark.parametrize("url", GOOD)
def test_https_anywhere_and_http_on_this_machine(url: str) -> None:
    assert is_safe(url)
    assert is_loopback(url) == (not url.lower().startswith("https"))


@pytest.mark.parametrize("url", BAD, ids=lambda url: repr(url)[:40])
def test_every_other_address_is_refused(url: str) -> None:
    assert not is_safe(url)


@pytest.mark.parametrize("words", [["plan"], ["accounts"], ["apply", "--auto-approve"]])
def test_a_wrong_address_is_one_clear_error(
    shop: Shop, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for url in (url for url in BAD if url and "\0" not in url and "\udcff" not in url):
        monkeypatch.setenv("PUBLER_API_URL", url)
        lines = message(shop.run(*words), 64)
        assert lines[0] == "error: The API address must be https, or http on this machine."
        assert "password" not in "\n".join(lines)
    assert shop.requests() == []


@contextmanager
def somebody_listening() -> Iterator[tuple[str, list[bytes]]]:
    """A port that takes what it is sent and hangs up; its address, and what it heard."""
    heard: list[bytes] = []

    def listen(server: socket.socket) -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                heard.append(connection.recv(65536))

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=listen, args=(server,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def test_no_proxy_hears_what_is_said_on_this_machine(
    canary: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    with somebody_listening() as (proxy, heard):
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        assert canary.run("accounts").code == 0
    assert heard == []


def test_a_proxy_of_https_hears_the_host_and_not_the_key(
    canary: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_API_URL", "https://publer.invalid/api/v1")
    with somebody_listening() as (proxy, heard):
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        message(canary.run("accounts"), 1)
    assert heard[0].startswith(b"CONNECT publer.invalid:443 ")
    assert all(b"canary" not in each and b"Bearer" not in each for each in heard)


@pytest.mark.parametrize(
    "proxy", ["socks5://10.0.0.1:1080", "ftp://x", "foo:bar", "http://u:password@h:port"]
)
def test_a_proxy_that_cannot_be_used_is_a_wrong_setting(
    shop: Shop, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_API_URL", "https://publer.invalid/api/v1")
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    for words in (["plan"], ["accounts"], ["apply", "--auto-approve"]):
        lines = message(shop.run(*words, now=None), 64)
        assert lines[0] == "error: The settings of the network cannot be used."
        assert "password" not in "\n".join(lines)


def test_no_netrc_takes_the_place_of_the_key(
    canary: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert canary.run("accounts").code == 0


def test_only_https_goes_through_proxies() -> None:
    assert goes_through_proxies("https://app.publer.com")
    assert not goes_through_proxies("http://localhost:8787")


@pytest.mark.parametrize(
    "workspace", ["schön", "a\nX-Evil: 1", "a\r\n\r\nGET /", "\x1b[2J", "../x", "a" * 9999]
)
def test_a_workspace_that_is_none_reaches_no_header(
    shop: Shop, workspace: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLER_WORKSPACE_ID", workspace)
    for words in (["plan"], ["accounts"], ["apply", "--auto-approve"]):
        lines = message(shop.run(*words), 64)
        assert lines[0] == "error: The workspace has characters that no id has."
    assert shop.requests() == []
