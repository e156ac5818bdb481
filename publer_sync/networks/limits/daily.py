"""Daily limits of posts per account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from publer_sync.model.network import Network
from publer_sync.networks.limits.bounds import LimitSource, sources_of
from publer_sync.networks.rules_data import of_network, rules

_KIND_OF_ACCOUNT = {"in_profile": "profile", "in_page": "page"}
_STORIES = "stories"
_NOT_POSTS = {"network", _STORIES}
_PLAN = "business"


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyLimit:
    """A number of posts in any 24 hours, and whose it is, as the subject of a sentence."""

    number: int
    whose: str
    source: LimitSource


def daily_limit(network: Network, account_type: str | None, plan: str | None) -> int | None:
    """Posts per account in any 24 hours (UTC), or None where no limit is known.

    `plan` is Publer's word; one that is not listed, such as `enterprise`, counts as `business`.
    LinkedIn tells profiles (`in_profile`) from pages (`in_page`); for an account of unknown type the
    smaller number holds. Publer's number is lowered to the network's own cap where that is a rule;
    a cap that the network calls typical or variable (`over: warning` in `rules.yaml`, as for
    TikTok) is not counted. Stories have a limit of their own, which is not given here.
    """
    values = of_network(network).get("daily") or {}
    known_value = plan if plan and plan in rules()["plans"] else _PLAN
    numbers = [int(values[pool][known_value]) for pool in _pools(values, account_type)]
    cap = values.get("network") or {}
    if cap and cap.get("over") != "warning":
        numbers.append(cap["max"])
    return min(numbers, default=None)


@cache
def strictest_limit(
    network: Network, account_type: str | None, *, stories: bool = False
) -> DailyLimit | None:
    """The least of all numbers that are known without knowing the plan, which is taken as business.

    Unlike `daily_limit`, it minds caps that are only typical.
    """
    values = of_network(network).get("daily") or {}
    own = stories and _STORIES in values
    pools = [_STORIES] if own else _pools(values, account_type)
    known_names = [
        DailyLimit(
            number=values[pool][_PLAN],
            whose=f"Publer, even on its {_PLAN} plan,",
            source=sources_of(values[pool])[0],
        )
        for pool in pools
    ]
    cap = values.get("network")
    if cap:
        whose = f"{network.label}, typically," if cap.get("over") else network.label
        known_names.append(DailyLimit(number=cap["max"], whose=whose, source=sources_of(cap)[0]))
    return min(known_names, key=lambda limit: limit.number, default=None)


def _pools(values: Mapping[str, Any], account_type: str | None) -> list[str]:
    own = _KIND_OF_ACCOUNT.get(account_type or "")
    return [own] if own and own in values else [pool for pool in values if pool not in _NOT_POSTS]
