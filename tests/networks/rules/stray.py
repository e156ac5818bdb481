"""What the rules about stray text find, in a form that tests can write down."""

from __future__ import annotations

from typing import Any

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Severity
from publer_sync.model.network import Network
from publer_sync.networks.checks.rule import Rule
from tests.support.builders import a_post


def pieces(rule: Rule, text: str, *, network: Network = Network.LINKEDIN, **more: Any) -> list[str]:
    """The part of a text that each finding points at."""
    findings = list(rule.check(a_post(network=network, text=text, **more), Policy()))
    assert all(f.rule == rule.ID and f.severity is Severity.WARNING for f in findings)
    assert all(f.address is None for f in findings), "accounts that share a text share findings"
    excerpts = [found.excerpt for found in findings]
    return [each.text[each.start : each.end] for each in excerpts if each]
