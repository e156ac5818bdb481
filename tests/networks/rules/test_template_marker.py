"""Placeholders that were not filled in."""

from __future__ import annotations

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import PostType
from publer_sync.model.post import Poll
from publer_sync.networks.rules import template_marker as rule
from tests.networks.rules.stray import pieces
from tests.support.builders import a_medium, a_post


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Hello {{ first_name }}!", "{{ first_name }}"),
        ("{% if sale %}Sale", "{% if sale %}"),
        ("Only ${price} today", "${price}"),
        ("Hello <%= name %>", "<%= name %>"),
        ("We open at TODO: ask Ana", "TODO:"),
        ("Venue [TBD]", "[TBD]"),
        ("See [TODO link]", "[TODO link]"),
        ("First line\n  TODO  \nLast line", "TODO"),
        ("FIXME the price", "FIXME"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("XXX", "XXX"),
    ],
)
def test_a_marker_is_found(text: str, piece: str) -> None:
    assert pieces(rule, text) == [piece]


@pytest.mark.parametrize(
    "text",
    [
        "TODO AL 50 % este fin de semana",
        "¡Hoy TODO es gratis!",
        "todo: nothing in small letters",
        "#TODO and #FIXME are hashtags",
        "Super Bowl XXX was in 1996, with love XXX",
        "Speakers TBD, venue fixed",
        "Prices in ${} and $5 {or more}",
        "{one brace} and }} the other",
        "autodoTODO:",
    ],
)
def test_ordinary_text_is_none(text: str) -> None:
    assert pieces(rule, text) == []


def test_one_finding_for_a_text_counts_the_others() -> None:
    (found,) = rule.check(a_post(text="{{ a }} and {{ b }} and {{ c }}"), Policy())
    assert found.message == (
        "`{{ a }}` looks like a placeholder that was not filled in (2 more in this text)"
    )


def test_every_text_of_a_post_is_looked_at() -> None:
    post = a_post(
        type=PostType.POLL,
        text="{{ text }}",
        title="{{ title }}",
        media=(a_medium(alt="{{ alt }}"),),
        poll=Poll(options=("Yes", "{{ option }}")),
        thread=(Comment(text="{{ thread }}"),),
        comments=(Comment(text="{{ comment }}"),),
    )
    found = [f.excerpt.text for f in rule.check(post, Policy()) if f.excerpt]
    assert [text.strip("{} ") for text in found] == [
        "text", "title", "thread", "comment", "option", "alt",
    ]  # fmt: skip
