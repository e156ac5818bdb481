"""The preview in a real browser: quiet, closed, readable at each width, and open to everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
LOOKS = [(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")]
Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a page; at the end nothing may have been complained about or asked of anyone."""
    troubles: list[str] = []

    def open_page(file: Path, width: int = 1280, scheme: Scheme = "light", **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **more
        )
        page = context.new_page()
        own = file.as_uri()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.split("#")[0] == own or asked.url.startswith("data:")
                else troubles.append(asked.url[:200])
            ),
        )
        page.goto(own)
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert troubles == []


def width_of(page: Page) -> list[int]:
    found: list[int] = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return found


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_fits_its_window_and_asks_nobody(
    opened: Open, shop_page: Path, width: int, scheme: Scheme
) -> None:
    page = opened(shop_page, width, scheme)
    assert width_of(page) == [width, width]
    wide = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter(e => {
          const box = e.getBoundingClientRect();
          return box.width && box.right > innerWidth + 1 && !e.closest(".row, .unseen");
        }).map(e => e.className)"""
    )
    assert wide == []
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(19, 21, 24)"
    assert dark == (scheme == "dark")


@pytest.mark.parametrize(("width", "scheme"), [LOOKS[1], LOOKS[2]])
def test_axe_finds_nothing(opened: Open, mixed_page: Path, width: int, scheme: Scheme) -> None:
    """Contrast among it, also of what is folded in."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core checks")
    page = opened(mixed_page, width, scheme, bypass_csp=True)
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def test_pictures_are_painted(opened: Open, shop_page: Path) -> None:
    page = opened(shop_page)
    painted = page.evaluate(
        """async () => {
          const urls = new Set([...document.querySelectorAll(".picture")]
            .map(e => getComputedStyle(e).backgroundImage.slice(5, -2)));
          const sizes = await Promise.all([...urls].map(async u => {
            const image = new Image(); image.src = u; await image.decode(); return image.width;
          }));
          return [sizes.length, Math.min(...sizes)];
        }"""
    )
    assert painted[0] >= 10
    assert painted[1] >= 300


def test_the_calendar_of_a_month_with_another_hour(opened: Open, march_page: Path) -> None:
    page = opened(march_page)
    cells = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("td:not(.outside)")]
          .map(td => [td.dataset.date.slice(5), [...td.querySelectorAll(".at")].map(e => e.innerText.trim())])
          .filter(([, clocks]) => clocks.length))"""
    )
    assert cells == {
        "03-29": ["21:30", "22:30", "23:30"],
        "03-30": ["00:30", "01:30", "03:30", "04:30"],
    }
    days = page.evaluate("document.querySelectorAll('td:not(.outside)').length")
    rows = page.evaluate("[...document.querySelectorAll('tr')].map(r => r.cells.length)")
    assert (days, set(rows)) == (31, {7})


def test_a_day_of_the_calendar_leads_to_its_posts(opened: Open, shop_page: Path) -> None:
    page = opened(shop_page, width=390)
    page.click("td[data-date='2036-05-17'] a.number")
    assert page.url.endswith("#" + (page.get_attribute("h2:has-text('17 May 2036')", "id") or "?"))
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 900


def test_the_keyboard_reaches_things_in_the_order_of_reading(
    opened: Open, march_page: Path
) -> None:
    page = opened(march_page)
    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """(() => { const e = document.activeElement, style = getComputedStyle(e);
                return [e.className, style.outlineStyle, e.textContent.trim().slice(0, 5)] })()"""
            )
        )
    assert [each[0].split(" ")[0] for each in seen] == [
        "skip",
        "number",
        "item",
        "item",
        "item",
        "number",
    ]
    assert [each[2] for each in seen[2:5]] == ["21:30", "22:30", "23:30"]
    assert {each[1] for each in seen} == {"solid"}


def test_folded_words_open_by_the_keyboard(opened: Open, shop_page: Path) -> None:
    page = opened(shop_page)
    fold = page.locator(".fold > summary").first
    fold.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.fold').open")
    page.locator(".alt > summary").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".alt > p").first.is_visible()


def test_it_works_without_script_and_runs_none(opened: Open, shop_page: Path) -> None:
    page = opened(shop_page, java_script_enabled=False)
    assert page.locator("article").count() > 80
    assert page.locator("script").count() == 0
