"""How many hashtags, mentions and the like a post may have."""

from __future__ import annotations

from functools import cache

from publer_sync.model.network import Network
from publer_sync.networks.limits.bounds import Bound, bound
from publer_sync.networks.rules_data import of_network


@cache
def number_limit(network: Network, what: str) -> Bound | None:
    """How many of them a post may have: `hashtags`, `mentions`, `cashtags` or `links`."""
    given = of_network(network).get(what)
    return bound(given, most="max", hard="hard") if given else None


@cache
def comment_hashtags(network: Network) -> Bound | None:
    """How many hashtags a comment below a post may have; the network's own hard limit holds there too."""
    given = of_network(network).get("first_comment") or {}
    of_posts = of_network(network).get("hashtags") or {}
    if "hashtags" not in given:
        return None
    return bound({**given, "hard": of_posts.get("hard")}, most="hashtags", hard="hard")
