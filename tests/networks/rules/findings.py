"""What a rule finds, in a form that tests can write down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic
from publer_sync.model.media import MediaFacts
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Post
from publer_sync.networks.checks.rule import Rule, RuleAcrossPosts, subjects_of
from publer_sync.networks.rules import RULES
from tests.support.builders import a_medium, a_post

SUBJECT_OF = {rule.ID: subject for subject, rules in RULES.items() for rule in rules}

_KIND_OF_TYPE = {
    PostType.PHOTO: MediaKind.PHOTO,
    PostType.GIF: MediaKind.GIF,
    PostType.DOCUMENT: MediaKind.DOCUMENT,
}


def found(rule: Rule, post: Post, policy: Policy | None = None) -> list[str]:
    """`severity: message` and, behind an arrow, the hint of each finding about a post."""
    findings = _findings(rule, post, policy or Policy())
    assert all(each.rule == rule.ID and each.address == str(post.address) for each in findings)
    return [_line(each) for each in findings]


def found_among(rule: RuleAcrossPosts, posts: Sequence[Post]) -> list[tuple[str | None, str]]:
    """The address of each finding about several posts, with the same line."""
    findings = list(rule.check(posts, Policy()))
    assert all(each.rule == rule.ID for each in findings)
    return [(each.address, _line(each)) for each in findings]


def severities(rule: Rule, post: Post) -> str:
    """The severities of all findings, in order: `error`, `warning info`, or nothing."""
    return " ".join(each.severity for each in _findings(rule, post, Policy()))


def a_post_of(network: Network, post_type: PostType, **facts: Any) -> Post:
    """A post with one medium that was looked into; a video unless the type says otherwise.

    Its file is named after its format.
    """
    kind = _KIND_OF_TYPE.get(post_type, MediaKind.VIDEO)
    name = f"media/box.{facts.get('format', 'mp4')}"
    medium = a_medium(kind, file=name, facts=MediaFacts(**facts))
    return a_post(network=network, type=post_type, media=(medium,))


def _findings(rule: Rule, post: Post, policy: Policy) -> list[Diagnostic]:
    """What a rule finds, which is only found in a project if the post has the subject of the rule."""
    findings = list(rule.check(post, policy))
    assert not findings or SUBJECT_OF[rule.ID] in subjects_of(post)
    return findings


def _line(finding: Diagnostic) -> str:
    return f"{finding.severity}: {finding.message} -> {finding.hint}"
