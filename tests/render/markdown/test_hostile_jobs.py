"""What jobs write on GitHub of results, of drift and of forks does nothing to its readers either."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publer_sync.execution.events import ChangeResult, Outcome
from publer_sync.forge.github.fork_artifact import build_handover, read_handover
from publer_sync.model.note import quoted
from publer_sync.planning.drift import Silence, drift_in
from publer_sync.render.diagnostics.github import Level, annotation
from publer_sync.render.markdown.apply_comment import apply_markdown
from publer_sync.render.markdown.budget import SMALLEST, Budget
from publer_sync.render.markdown.drift_comment import drift_digest, drift_markdown
from publer_sync.render.markdown.handover_comment import handover_markdown
from tests.render.markdown.test_hostile_text import (
    ATTACKS,
    LINKS,
    findings_of,
    insist_on_harmless,
    plan_of,
    texts,
)
from tests.support.builders import MORNING
from tests.support.planning import ZONE

budgets = st.sampled_from([SMALLEST, 60_000])


@settings(max_examples=60, deadline=None)
@given(texts, texts, budgets)
def test_results(text: str, other: str, characters: int) -> None:
    insist_on_harmless_results(text, other, characters)


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_each_attack_in_each_place_of_results(text: str) -> None:
    for pair in ((text, "x"), ("x", text), (f"a{text}", f"b{text}")):
        insist_on_harmless_results(*pair, 60_000)


def insist_on_harmless_results(text: str, other: str, characters: int) -> None:
    """Every outcome, with these words as Publer's id of the post and as what it said."""
    plan = plan_of(text, other)
    results = [
        ChangeResult(change.address, change.action, outcome, text, (quoted(other),))
        for change, outcome in zip(plan.changes, [*Outcome] * len(plan.changes), strict=False)
    ]
    budget = Budget(characters=characters)
    comment = apply_markdown(plan, results, zone=ZONE, links=LINKS, budget=budget, partial=True)
    insist_on_harmless(comment, characters)


@settings(max_examples=60, deadline=None)
@given(texts, texts, budgets)
def test_drift(text: str, other: str, characters: int) -> None:
    found = drift_in(plan_of(text, other))
    assume(found)  # two words may come out as one
    silence = Silence((text, other), MORNING)
    budget = Budget(characters=characters)
    comment = drift_markdown(found, silence, zone=ZONE, links=LINKS, budget=budget)
    insist_on_harmless(comment, characters)
    assert drift_digest(found) == drift_digest(drift_in(plan_of(text, other)))


@settings(max_examples=60, deadline=None)
@given(texts, texts, budgets)
def test_what_was_handed_over(text: str, other: str, characters: int) -> None:
    """A stranger may have written the file: each text of it is any text."""
    document = json.loads(build_handover(plan_of("a", "b"), findings_of("a", "b"), "8f3c21d4" * 5))
    for post in document["posts"]:
        post |= {"file": text, "alias": other, "text": text + other}
    for finding in document["findings"]:
        finding |= {"rule": other, "message": text, "file": other}
    handover = read_handover(json.dumps(document).encode(), "comment.json")
    insist_on_harmless(
        handover_markdown(handover, budget=Budget(characters=characters)), characters
    )


@settings(max_examples=200, deadline=None)
@given(texts, texts)
def test_an_annotation_is_one_command(text: str, file: str) -> None:
    command = annotation(Level.ERROR, text, file=file, line=3)
    assert command.startswith("::error ")
    assert len(command.splitlines()) == 1
    assert "##[" not in command
    properties = command.removeprefix("::error ").partition("::")[0]
    assert set(dict(each.split("=", 1) for each in properties.split(","))) <= {
        "file",
        "line",
        "title",
    }
