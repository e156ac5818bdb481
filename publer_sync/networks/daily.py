"""How many posts an account may publish in a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publer_sync.model.network import Network
from publer_sync.networks.facts import rules

_KIND_OF_ACCOUNT = {"in_profile": "profile", "in_page": "page"}
_NOT_POSTS = {"network", "stories"}


def daily_limit(network: Network, account_type: str | None, plan: str | None) -> int | None:
    """Posts per account in any 24 hours (UTC), or None where no limit is known.

    `plan` is Publer's word; one that is not listed, such as `enterprise`, counts as `business`.
    LinkedIn tells profiles (`in_profile`) from pages (`in_page`); for an account of unknown type the
    smaller number holds. Publer's number is lowered to the network's own cap where that is a rule;
    a cap that the network calls typical or variable (`over: warning` in `rules.yaml`, as for
    TikTok) is not counted. Stories have a limit of their own, which is not given here.
    """
    given = rules()["networks"][network.value].get("daily") or {}
    numbers = [_on_plan(given[pool], plan) for pool in _pools(given, account_type)]
    cap = given.get("network") or {}
    if cap and cap.get("over") != "warning":
        numbers.append(cap["max"])
    return min(numbers, default=None)


def _pools(given: Mapping[str, Any], account_type: str | None) -> list[str]:
    own = _KIND_OF_ACCOUNT.get(account_type or "")
    return [own] if own and own in given else [pool for pool in given if pool not in _NOT_POSTS]


def _on_plan(numbers: Mapping[str, Any], plan: str | None) -> int:
    known = plan if plan and plan in rules()["plans"] else "business"
    return int(numbers[known])
