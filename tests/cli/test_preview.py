"""`publer-sync preview`: a page in a file or on this machine, and one clear message where there is none."""

from __future__ import annotations

import os
import re
from pathlib import Path

import httpx
import pytest

from tests.support.pictures import a_picture
from tests.support.shop import Shop, ended

NO_FILE = "There is nothing to preview: the files want no posts."


def page_of(shop: Shop, *words: str) -> str:
    done = shop.run("preview", *words)
    assert done.code == 0, done
    return Path(done.out.strip()).read_text(encoding="utf-8")


def test_it_writes_a_page_and_says_where(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLER_API_KEY")
    done = shop.run("preview")
    page = shop.root / ".publer-sync/preview.html"
    assert (done.code, done.out, done.err) == (0, f"{page}\n", "")
    assert "We have launched." in page.read_text(encoding="utf-8")
    assert shop.requests() == []


def test_it_goes_where_it_is_told(shop: Shop, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    out.write_text("<title>An older one – preview</title>", encoding="utf-8")
    assert shop.run("preview", "-o", str(out)).out == f"{out}\n"
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_its_path_does_not_steer_the_terminal(shop: Shop, tmp_path: Path) -> None:
    done = shop.run("preview", "-o", str(tmp_path / "\x1b[31m.html"))
    assert done.out == f"{tmp_path}/\\x1b[31m.html\n"


def test_with_a_plan_it_says_what_apply_would_do(shop: Shop) -> None:
    assert "create" in page_of(shop, "--plan")
    shop.applied()
    (shop.root / "content/launch.md").unlink()
    shop.write(
        {"content/other.md": "---\naccounts: [shop-x]\nschedule: 2036-05-06 09:00\n---\nHi.\n"}
    )
    page = page_of(shop, "--plan")
    assert "2 delete" in page
    assert "We have launched." in page
    assert not [request for request in shop.requests()[-6:] if request.startswith("DELETE")]


def test_what_is_wrong_stands_on_the_page_and_stops_nothing(shop: Shop) -> None:
    shop.write(
        {
            "content/launch.md": "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\n"
            + "a" * 300
        }
    )
    done = shop.run("preview")
    assert (done.code, done.err) == (0, "1 error in 1 file; the page shows them at their posts.\n")
    page = Path(done.out.strip()).read_text(encoding="utf-8")
    assert "content/launch.md:5:1" in page
    refused = shop.run("preview", "--plan")
    assert refused.code == 1
    assert "Fix these errors first; no plan was made" in refused.err


def test_a_broken_picture_is_a_tile_with_words(shop: Shop) -> None:
    post = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\nmedia: [box.png]\n---\nHi.\n"
    shop.write({"content/launch.md": post, "content/box.png": a_picture()[:150]})
    assert "the PNG file is damaged" in page_of(shop)


def test_without_posts_there_is_nothing_to_show(shop: Shop) -> None:
    (shop.root / "content/launch.md").unlink()
    done = shop.run("preview")
    assert (done.code, done.out) == (1, "")
    assert done.said[0] == f"error: {NO_FILE}"
    assert "`accounts: [shop-x]`" in done.err
    assert not (shop.root / ".publer-sync/preview.html").exists()


def test_a_broken_project_file_is_pointed_at(shop: Shop) -> None:
    shop.write({"publer-sync.yaml": "version: 1\ntimezone: Rome\naccounts: {}\n"})
    done = shop.run("preview")
    assert (done.code, done.out) == (1, "")
    assert "error[unknown-timezone]" in done.err
    assert "The project file has errors." in done.err


@pytest.mark.parametrize("out", ["none/page.html", "content/launch.md/page.html"])
def test_a_page_that_cannot_be_written_is_said(shop: Shop, out: str) -> None:
    done = shop.run("preview", "-o", out)
    assert (done.code, done.out) == (64, "")
    assert done.said[0] == "error: The preview cannot be written."


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes with names")
@pytest.mark.parametrize("command", [("preview", "-o"), ("plan", "--out")])
def test_a_pipe_or_a_device_is_not_replaced(
    shop: Shop, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """`-o /dev/null` would leave a file in the place of the device of everybody."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for out in (pipe, link):
        done = shop.run(*command, str(out))
        assert done.code == 64
        assert "it is a device or a pipe" in done.err
    assert pipe.is_fifo()
    assert link.is_symlink()


@pytest.mark.parametrize("other", [("--plan",), ("-o", "page.html")])
def test_a_served_page_is_of_the_files_alone(shop: Shop, other: tuple[str, ...]) -> None:
    done = shop.run("preview", "--serve", *other)
    assert (done.code, done.out) == (64, "")


def test_a_port_in_use_is_said(shop: Shop) -> None:
    port = shop.url.rpartition(":")[2]
    done = shop.run("preview", "--serve", "--port", port)
    assert done.code == 64
    assert done.said[0] == f"error: Port {port} cannot be used."


def test_served_it_follows_what_is_written(shop: Shop) -> None:
    process = shop.start("preview", "--serve", "--port", "0")
    try:
        assert process.stdout
        url = re.findall(r"http://\S+/", process.stdout.readline())[0]
        with httpx.Client(base_url=url, trust_env=False) as client:
            first, version = client.get("/").text, client.get("/version").text
            assert "We have launched." in first
            assert f'content="{version}"' in first
            shop.write({"content/launch.md": "---\naccounts: [shop-x\n"})
            assert client.get("/version").text != version
            assert "content/launch.md" in client.get("/").text
            shop.write({"publer-sync.yaml": "version: 1\n"})
            assert "No preview yet" in client.get("/").text
            assert client.get("/", headers={"Host": "evil.example"}).status_code == 403
            assert client.get("/../publer-sync.yaml").status_code == 404
    finally:
        process.terminate()
    assert ended(process).code == 0


def test_served_it_follows_a_picture_that_was_missing(shop: Shop) -> None:
    post = (
        "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\nmedia: [../art/box.png]\n---\nHi.\n"
    )
    shop.write({"content/launch.md": post})
    process = shop.start("preview", "--serve", "--port", "0")
    try:
        assert process.stdout
        url = re.findall(r"http://\S+/", process.stdout.readline())[0]
        with httpx.Client(base_url=url, trust_env=False) as client:
            assert "media-not-found" in client.get("/").text
            version = client.get("/version").text
            shop.write({"art/box.png": a_picture()})
            assert client.get("/version").text != version
            assert "media-not-found" not in client.get("/").text
    finally:
        process.terminate()
    assert ended(process).code == 0
