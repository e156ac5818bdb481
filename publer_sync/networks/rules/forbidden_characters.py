"""Characters that a network does not take in a text."""

from __future__ import annotations

from functools import cache

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import LimitSource, sources_of
from publer_sync.networks.rules_data import of_network

ID = "forbidden-characters"
PURPOSE = "A text has no characters that the network refuses."
WHY = "It would refuse the video."
FIX = "Replace them."


def check(post: Post, policy: Policy) -> Findings:
    """An error for the text and for the title, at the first such character."""
    refused = _refused(post.network)
    if not refused:
        return
    for part, text in (("text", post.text), ("title", post.title or "")):
        characters, source = refused.get(part, ((), None))
        existing = [each for each in characters if each in text]
        if existing:
            named = " and ".join(f"`{each}`" for each in existing)
            yield error(
                ID,
                f"{post.network.label} takes no {named} in the {_NAMES[part]} ({source})",
                post.source.at(part),
                hint=f"replace {named}",
                address=str(post.address),
            )


_NAMES = {"text": "description", "title": "title"}


@cache
def _refused(network: Network) -> dict[str, tuple[tuple[str, ...], LimitSource]]:
    values = of_network(network)
    rules = {
        "text": values["text"]["default"],
        "title": (values.get("fields") or {}).get("title") or {},
    }
    return {
        part: (tuple(rule["forbidden"]), sources_of(rule)[0])
        for part, rule in rules.items()
        if "forbidden" in rule
    }
