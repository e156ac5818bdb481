"""A served preview in a real browser: its one script runs, and brings the newer page."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from publer_sync.render.preview.html import preview_html
from publer_sync.workflows.preview.server import BuiltPage, LivePreview, Server
from tests.support.builders import a_post
from tests.support.preview_pages import a_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_page_follows_its_files(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_text("First words.")

    def make(version: str) -> BuiltPage:
        html = preview_html(a_page(a_post(text=file.read_text())), version=version)
        return BuiltPage(html, (tmp_path,))

    with Server(LivePreview(make), 0) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        page, said = browser.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        page.goto(server.url)
        assert page.locator(".card .text").inner_text() == "First words."
        file.write_text("Other words, a moment later.")
        page.get_by_text("Other words, a moment later.").last.wait_for(timeout=20_000)
        page.close()
        server.shutdown()
    assert said == []
