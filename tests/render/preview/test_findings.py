"""Findings stand at the post that they are about, with their line."""

from __future__ import annotations

from publer_sync.diagnostics import Location, error, warning
from publer_sync.render.preview.model import PreviewPage
from tests.support.builders import a_post, a_source
from tests.support.preview_pages import a_page

FILE = "content/weekend.yaml"
MARKET = a_post(entry="market", source=a_source(FILE, 3))
CLOSED = a_post(entry="closed", source=a_source(FILE, 9))


def places(page: PreviewPage) -> dict[str, list[str]]:
    entries = [entry for day in page.days for entry in day.entries]
    return {entry.name: [finding.place for finding in entry.findings] for entry in entries}


def test_a_finding_with_an_address_stands_at_its_post() -> None:
    found = error("a-rule", "Too long.", Location("elsewhere", 1), address="closed@shop-x")
    page = a_page(MARKET, CLOSED, findings=[found])
    assert places(page) == {"market": [], "closed": ["elsewhere:1:1"]}
    assert {e.name: e.level for e in page.days[0].entries} == {"market": "", "closed": "error"}
    assert page.counts == [("error", "1 error")]


def test_one_without_stands_at_the_entry_that_it_lies_in() -> None:
    found = [warning("a-rule", "Odd.", Location(FILE, line)) for line in (1, 8, 9, 30)]
    page = a_page(MARKET, CLOSED, findings=found)
    assert places(page) == {"market": [f"{FILE}:8:1"], "closed": [f"{FILE}:9:1", f"{FILE}:30:1"]}
    assert [finding.place for finding in page.findings] == [f"{FILE}:1:1"]


def test_what_no_post_came_of_stands_at_the_top() -> None:
    page = a_page(MARKET, findings=[error("a-rule", "Broken.", Location("content/a.md", 2))])
    assert [finding.message for finding in page.findings] == ["Broken."]


def test_the_line_is_shown_with_the_part_in_question() -> None:
    found = warning("a-rule", "Odd.", Location(FILE, 4, 7, 4, 11))
    page = a_page(MARKET, findings=[found], lines={FILE: ["", "", "", "text: Here\x1b it is"]})
    (shown,) = page.days[0].entries[0].findings
    assert (shown.before, shown.marked, shown.after) == ("text: ", "Here", r"\x1b it is")


def test_what_accounts_have_in_common_is_said_once() -> None:
    other = a_post(entry="market", source=MARKET.source)
    found = [error("a-rule", "Odd.", Location(FILE, 4), address=f"market@{a}") for a in ("a", "b")]
    (shown,) = a_page(other, findings=found).days[0].entries[0].findings[:1]
    assert shown.accounts == "a, b"
