"""Alt texts that are longer than the network takes."""

from __future__ import annotations

from functools import cache

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_long
from publer_sync.networks.limits.text import TextLimit, limit_of
from publer_sync.networks.limits.types import limits
from publer_sync.networks.rules_data import of_network

ID = "alt-text-length"
PURPOSE = "An alt text is not longer than the network takes."
WHY = "It would be cut or refused."
FIX = "Shorten it."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each alt text that is too long, on media whose alt text the network shows."""
    limit = _limit(post.network) if post.media else None
    if limit is None:
        return
    display = limits(post.network)
    if post.type in display.without_alt_text:
        return
    for index, medium in enumerate(post.media):
        if medium.alt and medium.kind in display.alt_text:
            path = f"media[{index}].alt"
            diagnostic = too_long(ID, post, path, medium.alt, limit, what="alt texts")
            if diagnostic:
                yield diagnostic


@cache
def _limit(network: Network) -> TextLimit | None:
    value = of_network(network)["alt_text"]
    return limit_of(value) if value else None
