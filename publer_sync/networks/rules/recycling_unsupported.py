"""Recycled posts where the network has none."""

from __future__ import annotations

import re

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error, warning
from publer_sync.model.post import Post
from publer_sync.model.schedule import At
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.limits.features import forbidden, without
from publer_sync.networks.rules_data import of_publer

ID = "recycling-unsupported"
PURPOSE = "The network takes recycled posts."
WHY = "It would be refused, or not recycled."
FIX = "Write an entry for each time; on Google, vary the text."


def check(post: Post, policy: Policy) -> Findings:
    """An error where the network forbids it, or Publer does not offer it."""
    if not (isinstance(post.schedule, At) and post.schedule.recycle):
        return
    fact = forbidden("recycling", post.network) or without("recycling", post.network)
    if fact:
        yield error(
            ID,
            f"Publer recycles no posts on {post.network.label} ({fact.sources[0]})",
            post.source.at("schedule.recycle"),
            hint="write an entry for each time",
            address=str(post.address),
        )
        return
    values = of_publer("recycling")
    needed, index = values["variations"].get(post.network.value, 0), variations(post.text)
    if index < needed:
        yield warning(
            ID,
            f"Publer recycles posts on {post.network.label} with {needed} variations of the text or more,"
            f" this one has {index} ({sources_of(values)[0]})",
            post.source.at("text"),
            hint="write alternatives as spintax, for example {Hello|Hi|Good morning}",
            address=str(post.address),
        )


_CHOICE = re.compile(r"\{([^{}]*\|[^{}]*)\}")


def variations(text: str) -> int:
    """Number of texts that the spintax of a text makes; choices within choices count as one."""
    number = 1
    for choice in _CHOICE.finditer(text):
        number *= choice[1].count("|") + 1
    return number
