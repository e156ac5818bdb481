"""Workflow commands that GitHub understands, and that no file can add to."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from publer_sync.diagnostics import Diagnostic, Location, Severity, error, finding, warning
from publer_sync.render.diagnostics.github import LONGEST, MOST, diagnostics_github

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
"""As the runner reads it: properties end at the first `::`, and their colons are escaped."""


def commands(*found: Diagnostic, prefix: str = "") -> list[str]:
    return diagnostics_github(found, prefix=prefix).split("\n")


def test_a_span_on_one_line() -> None:
    found = error("a-b", "No.", Location("content/a.md", 3, 5, 3, 9), hint="Do.", address="a@x")
    assert commands(found, prefix="social/") == [
        "::error file=social/content/a.md,line=3,endLine=3,col=5,endColumn=9,title=a-b"
        "::No. (a@x)%0Ahint: Do."
    ]


def test_a_span_over_several_lines_has_no_columns_because_github_ignores_them() -> None:
    found = warning("a-b", "No.", Location("a.md", 3, 5, 7, 2))
    assert commands(found) == ["::warning file=a.md,line=3,endLine=7,title=a-b::No."]


def test_a_finding_without_a_place() -> None:
    assert commands(finding(Severity.INFO, "a-b", "No.", None)) == ["::notice title=a-b::No."]


def test_what_separates_is_escaped() -> None:
    found = error("a-b", "50 % off: a,b", Location("a,b:c%.md", 1, 1))
    assert commands(found) == [
        "::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=a-b::50 %25 off: a,b"
    ]


def test_a_message_cannot_start_another_command() -> None:
    evil = "x\n::set-output name=a::b\r\n##[error]no %0A::warning::no"
    written = diagnostics_github([error("a-b", evil, Location(evil, 1, 1), hint=evil)], [evil])
    lines = written.split("\n")
    assert [line[:8] for line in lines] == ["::error ", "- x\\n::s"]
    assert "##[" not in written
    assert "%250A::warning" in lines[0]


@given(st.text(max_size=60), st.integers(1, 12))
def test_no_text_makes_a_line_or_a_command_of_its_own(text: str, number: int) -> None:
    found = [error("a-b", text + str(n), Location(text, 1, 1), hint=text) for n in range(number)]
    lines = diagnostics_github(found, [text]).split("\n")
    expected = number + 1 if number <= MOST else MOST + number + 1
    assert len(lines) == expected
    for line in lines:
        assert COMMAND.fullmatch(line) or line.startswith("- ")
        assert "##[" not in line
        assert line.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f]", line)


def test_ten_of_a_kind_are_shown_and_of_more_only_nine() -> None:
    ten = [error("a-b", f"No {n}.", Location("a.md", n + 1)) for n in range(10)]
    assert len(commands(*ten)) == 10
    lines = commands(
        *ten, error("a-b", "No 10.", Location("a.md", 11)), warning("c-d", "Hm.", None)
    )
    errors = [line for line in lines if line.startswith("::error")]
    assert len(errors) == 10
    assert errors[-1] == "::error title=publer-sync::2 more errors: the log of this step lists all"
    assert lines[10] == "::warning title=c-d::Hm."
    assert lines[-1] == "- a.md:11:1: error[a-b]: No 10."
    assert len(lines) == 10 + 1 + 12


def test_a_message_is_cut_where_github_would_cut_it() -> None:
    (line,) = commands(error("a-b", "x" * 9_000, None))
    assert len(line) < LONGEST + 100
    assert line.endswith("…")
