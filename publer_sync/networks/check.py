"""Checking posts against what their networks allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, in_reading_order
from publer_sync.model.post import Post
from publer_sync.networks.rules import RULES, RULES_ACROSS_POSTS, TEXT_RULES


def check_posts(posts: Iterable[Post], policy: Policy) -> tuple[Diagnostic, ...]:
    """All findings about the posts, alone and together, in reading order."""
    every = tuple(posts)
    alone = [found for post in every for found in check_post(post, policy)]
    together = [found for rule in RULES_ACROSS_POSTS for found in rule.check(every, policy)]
    return in_reading_order([*alone, *together])


def check_texts(posts: Iterable[Post], policy: Policy) -> tuple[Diagnostic, ...]:
    """The findings about the texts of posts that are broken elsewhere."""
    found = [f for post in posts for rule in TEXT_RULES for f in rule.check(post, policy)]
    return in_reading_order(found)


def check_post(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """The findings about one post by itself, rule by rule; an idea has no network that could object."""
    for rule in TEXT_RULES if post.standing.is_idea else RULES:
        yield from rule.check(post, policy)
