"""Rules that a project or an entry has switched off, and names among them that switch nothing off."""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.config.project import PROJECT_FILE, Policy, Project
from publer_sync.diagnostics import Diagnostic, Findings, Location, warning
from publer_sync.model.post import Post
from publer_sync.networks.rules import EVERY_RULE
from publer_sync.source.rule_docs import FILE_RULES
from publer_sync.source.suggest import did_you_mean

ALWAYS_ON = frozenset({"slot-taken", "duplicate-drafts"})
"""Without them two posts could not be told apart in Publer, and one would be taken for the other."""

ERRORS_ONLY_BY_ENTRY = frozenset({"duplicate-text"})
"""Rules whose errors only the entry itself switches off: a plan holds such posts unless it does."""

_OF_POSTS = frozenset(rule.ID for rule in EVERY_RULE)


def disabled_rules(post: Post) -> frozenset[str]:
    """The rules that should say nothing about a post: those of the project and its own."""
    return post.off - ALWAYS_ON


def is_silenced(diagnostic: Diagnostic, post: Post | None, policy: Policy) -> bool:
    """Decide whether a finding is switched off for the post that it is about, or in the whole project."""
    if diagnostic.is_error and diagnostic.rule in ERRORS_ONLY_BY_ENTRY:
        return post is not None and diagnostic.rule in post.off_by_entry
    return diagnostic.rule in (disabled_rules(post) if post else policy.off)


def can_be_off(rule: str) -> bool:
    """Return whether a rule can be switched off: those about posts can, apart from a few."""
    return rule in _OF_POSTS - ALWAYS_ON


def check_switches(posts: Iterable[Post], project: Project) -> Findings:
    """A warning for each name under `rules` that switches nothing off.

    Accounts that share an entry share its findings.
    """
    for name in sorted(project.policy.off):
        yield from _check(name, _in_project(project, name))
    for post in posts:
        for name in sorted(post.off - project.policy.off):
            yield from _check(name, post.source.at(f"rules.{name}"))


def _check(name: str, place: Location) -> Findings:
    if name in ALWAYS_ON:
        message = f"rule `{name}` cannot be switched off: it keeps posts apart from each other"
        yield warning("rule-always-on", message, place, hint="leave it out")
    elif name not in _OF_POSTS and name in FILE_RULES:
        message = f"rule `{name}` cannot be switched off: only rules about finished posts can"
        yield warning("rule-always-on", message, place, hint="leave it out")
    elif name not in _OF_POSTS:
        hint = did_you_mean(name, _OF_POSTS - ALWAYS_ON, what="rules")
        yield warning("unknown-rule", f"there is no rule `{name}`", place, hint=hint)


def _in_project(project: Project, name: str) -> Location:
    """The place of a name below `rules` of the project file."""
    document = project.document
    return document.key_at(("rules", name)) if document else Location(PROJECT_FILE)
