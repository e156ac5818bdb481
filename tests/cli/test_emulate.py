"""`publer-sync emulate`."""

from __future__ import annotations

import signal
import socket

import httpx
import pytest

from publer_sync.config.load import load_project
from publer_sync.emulator.options.settings import OPTIONS
from tests.support.shop import Shop, ended


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_it_tells_its_address_and_serves_until_a_signal(shop: Shop, by: signal.Signals) -> None:
    process = shop.start("emulate", "--port", "0", now=None)
    assert process.stdout
    first, second = process.stdout.readline(), process.stdout.readline()
    url = next(word for word in first.split() if word.startswith("http://"))
    assert second == f"  export PUBLER_API_URL={url}/api/v1 PUBLER_API_KEY=emulator-key\n"
    assert httpx.get(f"{url}/_emulator/posts").json() == []
    process.send_signal(by)
    done = ended(process)
    assert (done.code, done.err) == (0, "Stop it with Ctrl-C.\n")


def test_it_keeps_its_posts_in_a_file(shop: Shop) -> None:
    for run in (1, 2):
        process = shop.start("emulate", "--port", "0", "--db", "posts.db", now=None)
        assert process.stdout
        url = next(w for w in process.stdout.readline().split() if w.startswith("http://"))
        body = {"account_id": "63c675b54e299e9cf2b667ea", "text": "Hi", "state": "draft_public"}
        httpx.post(f"{url}/_emulator/posts", json=body).raise_for_status()
        assert len(httpx.get(f"{url}/_emulator/posts").json()) == run
        process.terminate()
        ended(process)


def test_a_port_that_is_taken(shop: Shop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = shop.run("emulate", "--port", port, now=None)
    assert done.code == 64
    assert done.said[:2] == [f"error: Port {port} cannot be used.", "  where: --port"]
    assert done.said[-1] == "  hint: choose another one, or 0 for any free one"


@pytest.mark.parametrize("option", ["nope=1", "page_size=many", "page_size"])
def test_an_option_that_there_is_not(shop: Shop, option: str) -> None:
    done = shop.run("emulate", "--option", option, now=None)
    assert done.code == 64
    assert done.said[0].startswith("error: The emulator")
    assert done.said[-1] == "  hint: `publer-sync emulate --list-options` lists them"


def test_a_file_that_holds_no_posts(shop: Shop) -> None:
    done = shop.run("emulate", "--db", "publer-sync.yaml", now=None)
    assert done.code == 64
    assert done.said[:2] == [
        "error: The file for the posts cannot be used.",
        "  where: --db publer-sync.yaml",
    ]


def test_the_options_are_listed(shop: Shop) -> None:
    out = shop.run("emulate", "--list-options", now=None).out
    assert all(f"{option.name}={option.default}\n" in out for option in OPTIONS)


def test_the_accounts_are_a_block_for_a_project_file(shop: Shop) -> None:
    block = shop.run("emulate", "--list-accounts", now=None).out
    head = "version: 1\nworkspace: 61a7c2e4f9e8c3b2d1e0f9a8\ntimezone: Europe/Rome\n"
    shop.write({"publer-sync.yaml": head + block})
    project, problems = load_project(shop.root)
    assert project, problems
    assert len(project.accounts) == 15
