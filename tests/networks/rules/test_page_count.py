"""Pages of documents."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import page_count as rule
from tests.networks.rules.findings import a_post_of, severities


@pytest.mark.parametrize(
    ("pages", "severity"), [(100, ""), (101, "warning"), (300, "warning"), (301, "error")]
)
def test_how_many(pages: int, severity: str) -> None:
    document = a_post_of(Network.LINKEDIN, PostType.DOCUMENT, pages=pages)

    assert severities(rule, document) == severity
