"""Words of events and offers."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.networks.rules import event_length as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_post


def words(kind: PostType, **details: str) -> list[str]:
    return found(rule, a_post(network=Network.GOOGLE, type=kind, options={kind.value: details}))


def test_a_title_at_and_over_the_limit() -> None:
    assert words(PostType.EVENT, title="x" * 58) == []
    assert words(PostType.EVENT, title="x" * 59) == [
        "error: Google Business takes event titles of up to 58 characters, this one has 59 (UTF-16 units,"
        " so most emoji count 2 or more; publer.com, 2024-10-02) -> cut at least 1 character"
    ]


def test_a_coupon_is_only_a_warning() -> None:
    (found_one,) = words(PostType.OFFER, title="Ten percent", coupon="A" * 59)

    assert found_one.startswith(
        "warning: Google Business takes offer coupons of up to 58 characters"
    )
