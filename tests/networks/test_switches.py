"""Rules that are switched off say nothing, and those that cannot be say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.post import Post
from publer_sync.model.schedule import At
from publer_sync.networks.check import check_posts, check_texts
from publer_sync.networks.switches import check_switches
from publer_sync.workflows.validate import validate
from tests.support.builders import MORNING, a_post, a_source
from tests.support.projects import ENTRY, PROJECT, project_in, shown, write_project

LONG = "{{ x }} " + "x" * 300


def rules_found(*posts: Post) -> list[str]:
    return sorted({found.rule for found in check_posts(posts, Policy())})


def test_a_rule_is_off_for_a_post() -> None:
    assert rules_found(a_post(text=LONG)) == ["template-marker", "text-length"]
    assert rules_found(a_post(text=LONG, off=frozenset({"text-length"}))) == ["template-marker"]


def test_it_is_off_for_a_post_that_is_broken_elsewhere() -> None:
    off = frozenset({"text-length", "template-marker"})
    assert check_texts([a_post(text=LONG, off=off)], Policy()) == ()


def test_among_posts_it_is_off_for_the_one_that_would_be_blamed() -> None:
    def second(*off: str) -> Post:
        source = a_source("content/b.md")
        at = At(MORNING.replace(minute=1))
        return a_post(entry="second", text="b", source=source, schedule=at, off=frozenset(off))

    first = a_post(entry="first", text="a", source=a_source("content/a.md"))
    assert rules_found(first, second()) == ["too-close"]
    assert rules_found(first, second("too-close")) == []


@pytest.mark.parametrize("rule", ["slot-taken", "drafts-alike"])
def test_what_keeps_posts_apart_stays_on(rule: str) -> None:
    posts = [a_post(entry=name, text=name, off=frozenset({rule})) for name in ("a", "b")]
    assert "slot-taken" in rules_found(*posts)


def test_an_entry_switches_on_again_what_the_project_switched_off(tmp_path: Path) -> None:
    entry = "accounts: [shop-x]\nschedule: 2036-12-01 09:00\ntext: 'TODO: more'\n"
    files = {
        "publer-sync.yaml": f"{PROJECT}rules: {{template-marker: off}}\n",
        "content/quiet.yaml": entry,
        "content/strict.yaml": f"{entry.replace('shop-x', 'shop-linkedin')}rules: {{template-marker: on}}\n",
    }
    found = validate(write_project(tmp_path, files), environment=None, environ={})
    assert [each.location and each.location.file for each in found.diagnostics] == [
        "content/strict.yaml"
    ]


def test_a_misspelt_rule_in_the_project_file_is_pointed_at(tmp_path: Path) -> None:
    files = {"publer-sync.yaml": f"{PROJECT}rules: {{text-lenth: off}}\n", "content/a.yaml": ENTRY}
    found = validate(write_project(tmp_path, files), environment=None, environ={})
    line = PROJECT.count("\n") + 1
    assert shown(found.diagnostics) == [
        f"publer-sync.yaml:{line}:9 unknown-rule: there is no rule `text-lenth`"
    ]
    assert found.diagnostics[0].hint == "did you mean `text-length`?"


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
