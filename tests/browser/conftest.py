"""A real Chromium and pages of the example shop in it; skipped, with a word, where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publer_sync.diagnostics import warning
from publer_sync.media.thumbnails import thumbnails
from publer_sync.workflows.validate import validate
from tests.support.builders import a_medium, a_post
from tests.support.preview_pages import html_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLES = Path(__file__).parents[2] / "examples"
PARTS = ("title", "media", "link", "sublinks", "poll", "blocks", "thread", "comments", "share")
DAY = datetime(2036, 5, 12, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("there is no Chromium here (Debian: apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives Chromium")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def shop_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example shop, on a day in its second week, with a finding."""
    found = validate(EXAMPLES, environment=None, environ={})
    assert found.project
    file = tmp_path_factory.mktemp("pages") / "shop.html"
    html = html_of(
        *found.posts,
        now=DAY,
        accounts=found.project.accounts,
        thumbnails=thumbnails(found.posts, found.project.root),
    )
    file.write_text(html, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def mixed_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example posts that show something no post before them shows, each with a finding."""
    found = validate(EXAMPLES, environment=None, environ={})
    posts, shown = [], set[str]()
    for post in found.posts:
        parts = {name for name in PARTS if getattr(post, name)}
        new = {str(post.network), str(post.type), *parts, *post.options} - shown
        if new:
            posts.append(post)
            shown |= new
    file = tmp_path_factory.mktemp("pages") / "mixed.html"
    findings = [
        warning("a-rule", "Something is odd.", post.source.location, address=str(post.address))
        for post in posts
    ]
    posts.append(a_post(entry="much-alt-text", media=(a_medium(alt="A chair. " * 200),)))
    pictures = thumbnails(posts, EXAMPLES)
    file.write_text(html_of(*posts, now=DAY, thumbnails=pictures, findings=findings), "utf-8")
    return file


@pytest.fixture(scope="session")
def march_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A post in each hour around the night in which the clocks of Rome go forward."""
    moments = [datetime(2036, 3, 29 + n // 24, n % 24, 30, tzinfo=UTC) for n in range(20, 27)]
    posts = [a_post(entry=f"hour-{n}", scheduled_at=at) for n, at in enumerate(moments)]
    file = tmp_path_factory.mktemp("pages") / "march.html"
    file.write_text(html_of(*posts, now=DAY), encoding="utf-8")
    return file
