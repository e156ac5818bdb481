"""What a rule finds, in a form that tests can write down."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.model.post import Post
from publer_sync.networks.rules.rule import Rule


def found(rule: Rule, post: Post, policy: Policy | None = None) -> list[str]:
    """`severity: message` and, behind an arrow, the hint of each finding about a post."""
    findings = list(rule.check(post, policy or Policy()))
    assert all(each.rule == rule.ID and each.address == str(post.address) for each in findings)
    return [f"{each.severity}: {each.message} -> {each.hint}" for each in findings]
