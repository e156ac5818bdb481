"""Findings of a run for a fork, as a comment of ours: its words in our sentences, none of it trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from enum import Enum

from publer_sync.forge.github.fork_artifact import HandedFinding, HandedPost, Handover
from publer_sync.model.network import Network
from publer_sync.planning.change import Action
from publer_sync.render.markdown.budget import Budget, fullest
from publer_sync.render.markdown.escape import (
    code,
    code_in_cell,
    code_in_html,
    fence,
    prose,
)
from publer_sync.render.markdown.tables import table
from publer_sync.render.plan.actions import LOOKS, held_verb
from publer_sync.render.text.units import count
from publer_sync.render.text.word_diff import brief, text_lines

_EXCERPT = 280
_WORDS = 300


class _Level(Enum):
    """Level of detail; the value says what is missing."""

    EVERYTHING = ""
    EXCERPTS = "Long texts are shown by their beginnings"
    POSTS = "Posts are shown without their texts"
    TOTALS = "Everything is only counted"


def handover_markdown(handover: Handover, *, budget: Budget | None = None) -> str:
    """The comment. Raises ValueError for a budget in which not even the totals are sure to fit."""
    budget = budget or Budget()
    budget.insist()

    def at(level: _Level) -> Iterator[str]:
        yield "### publer-sync preview"
        yield _status(handover)
        if level is not _Level.TOTALS:
            yield from _posts(handover.posts, level)
            yield from _findings(handover.findings)
        if handover.more:
            yield f"{count(handover.more, 'more was', 'more were')} not handed over."
        if level.value:
            yield f"{level.value}, as there is no room for more."
        yield (
            "<sub>Made by a run that had neither the key nor the right to write. It approves nothing: a "
            "maintainer plans again before anything is applied.</sub>"
        )

    return fullest(tuple(_Level), at, budget)


def _status(handover: Handover) -> str:
    errors = sum(each.severity == "error" for each in handover.findings)
    messages = (
        [f"**{count(len(handover.posts), 'post')} would change**"] if handover.planned else []
    )
    messages += [f"**{count(errors, 'error')}**"] if errors else []
    return " · ".join(messages) or "**No plan**"


def _posts(posts: Sequence[HandedPost], level: _Level) -> Iterator[str]:
    if posts:
        head = ("File", "Account", "When (UTC)", "Action", "Media")
        yield table(head, [_row(post) for post in posts])
    if level is _Level.POSTS:
        return
    for post in posts:
        if post.text:
            text = post.text if level is _Level.EVERYTHING else brief(post.text, _EXCERPT)
            name = f"{code_in_html(post.file)} on {code_in_html(post.alias)}"
            summary = f"<details><summary>{name}</summary>"
            yield "\n\n".join([summary, fence(text_lines(text)), "</details>"])


def _row(post: HandedPost) -> tuple[str, ...]:
    time = datetime.fromisoformat(post.time).astimezone(UTC) if post.time else None
    return (
        code_in_cell(brief(post.file, _WORDS)),
        f"{Network(post.network).label} {code_in_cell(brief(post.alias, _WORDS))}",
        f"{time:%Y-%m-%d %H:%M}" if time else "",
        held_verb(Action(post.action)) if post.held else LOOKS[post.action].verb,
        str(post.media or ""),
    )


def _findings(findings: Sequence[HandedFinding]) -> Iterator[str]:
    if findings:
        yield "#### Findings"
        yield "\n".join(_finding(each) for each in findings)


def _finding(finding: HandedFinding) -> str:
    location = f" {code(f'{brief(finding.file, _WORDS)}:{finding.line}')}" if finding.file else ""
    rule = code(brief(finding.rule, _WORDS))
    message = prose(brief(finding.message, _WORDS))
    return f"- {prose(brief(finding.severity, 20))} {rule}{location}<br>{message}"
