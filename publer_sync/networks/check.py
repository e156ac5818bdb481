"""Checking posts against what their networks allow, by the rules that are not switched off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, in_reading_order
from publer_sync.model.post import Post
from publer_sync.networks.checks.rule import Rule, subjects_of
from publer_sync.networks.disabled_rules import disabled_rules, is_silenced
from publer_sync.networks.rules import RULES, RULES_BETWEEN_POSTS, RULES_BY_PLACE, TEXT_RULES


def check_posts(posts: Iterable[Post], policy: Policy) -> tuple[Diagnostic, ...]:
    """All findings about the posts, alone and together, in reading order."""
    every = tuple(posts)
    diagnostics = (diagnostic for post in every for diagnostic in check_post(post, policy))
    return in_reading_order(chain(diagnostics, _together(every, policy)))


def check_texts(posts: Iterable[Post], policy: Policy) -> tuple[Diagnostic, ...]:
    """The findings about the texts of posts that are broken elsewhere."""
    return in_reading_order(
        diagnostic for post in posts for diagnostic in _by(TEXT_RULES, post, policy)
    )


def check_post(post: Post, policy: Policy) -> Findings:
    """The findings about one post by itself, rule by rule; an idea has no network that could object."""
    if post.standing.is_idea:
        return _by(TEXT_RULES, post, policy)
    rules = (rule for subject in subjects_of(post) for rule in RULES[subject])
    return _by(rules, post, policy)


def _by(rules: Iterable[Rule], post: Post, policy: Policy) -> Findings:
    off = disabled_rules(post)
    for rule in rules:
        if rule.ID not in off:
            yield from rule.check(post, policy)


def _together(posts: Sequence[Post], policy: Policy) -> Findings:
    """Return the findings about posts together, without what is switched off for the post concerned.

    Other posts are still compared with that one.
    """
    by_address = {str(post.address): post for post in posts}
    between = RULES_BETWEEN_POSTS if len(posts) > 1 else ()
    for rule in (*between, *RULES_BY_PLACE):
        for diagnostic in rule.check(posts, policy):
            if not is_silenced(diagnostic, by_address.get(diagnostic.address or ""), policy):
                yield diagnostic
