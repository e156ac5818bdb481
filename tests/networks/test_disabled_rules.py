"""Rules that are switched off say nothing, and those that cannot be say so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.post import Post
from publer_sync.model.schedule import At
from publer_sync.networks.check import check_posts, check_texts
from publer_sync.networks.disabled_rules import check_switches
from publer_sync.workflows.validate import validate
from tests.support.builders import MORNING, a_post, a_source
from tests.support.projects import PROJECT, project_in, shown, write_project

LONG = "{{ x }} " + "x" * 300


def rules_found(*posts: Post) -> list[str]:
    return sorted({found.rule for found in check_posts(posts, Policy())})


def rules_in(folder: Path, project: str, entry: str) -> list[str]:
    """The rules that a project with one entry breaks."""
    post = f"---\naccounts: [shop-x]\nschedule: 2036-12-01 09:00\n{entry}\n---\n{LONG}\n"
    root = write_project(folder, {"content/p.md": post})
    (root / "publer-sync.yaml").write_text(PROJECT + project)
    return sorted(
        {found.rule for found in validate(root, environment=None, environ={}).diagnostics}
    )


@pytest.mark.parametrize(
    ("project", "entry", "found"),
    [
        ("", "", ["template-marker", "text-length"]),
        ("rules: {text-length: off}\n", "", ["template-marker"]),
        ("", "rules: {text-length: off}", ["template-marker"]),
        (
            "rules: {text-length: off}\n",
            "rules: {text-length: on}",
            ["template-marker", "text-length"],
        ),
    ],
)
def test_the_entry_has_the_last_word(
    tmp_path: Path, project: str, entry: str, found: list[str]
) -> None:
    assert rules_in(tmp_path, project, entry) == found


def test_a_rule_is_off_for_an_entry() -> None:
    quiet = a_post(entry="quiet", text=LONG, off=frozenset({"text-length", "template-marker"}))
    assert rules_found(quiet) == []


def test_it_is_off_for_a_post_that_is_broken_elsewhere() -> None:
    assert (
        check_texts(
            [a_post(text=LONG, off=frozenset({"text-length", "template-marker"}))], Policy()
        )
        == ()
    )


def test_among_posts_it_is_off_for_the_one_that_would_be_blamed() -> None:
    first = a_post(entry="first", text="a", source=a_source("content/a.md"))
    second = a_post(
        entry="second",
        text="b",
        source=a_source("content/b.md"),
        schedule=At(MORNING.replace(minute=1)),
    )
    assert rules_found(first, second) == ["posts-too-close"]
    assert rules_found(first, replace(second, off=frozenset({"posts-too-close"}))) == []


@pytest.mark.parametrize("rule", ["slot-taken", "duplicate-drafts"])
def test_what_keeps_posts_apart_stays_on(rule: str) -> None:
    off = frozenset({rule})
    posts = [a_post(entry=name, text=name, off=off) for name in ("a", "b")]
    assert "slot-taken" in rules_found(*posts)


def test_names_that_switch_nothing_off_are_warned_about(tmp_path: Path) -> None:
    project = project_in(write_project(tmp_path))
    off = frozenset({"text-lenth", "slot-taken", "no-schedule", "alt-text"})
    findings = sorted(shown(check_switches([a_post(off=off)], project)))
    assert findings == [
        "content/launch.md:1:1 rule-always-on: rule `no-schedule` cannot be switched off: only rules about"
        " finished posts can",
        "content/launch.md:1:1 rule-always-on: rule `slot-taken` cannot be switched off: it keeps posts"
        " apart from each other",
        "content/launch.md:1:1 unknown-rule: there is no rule `text-lenth`",
    ]
