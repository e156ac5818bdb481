"""Phone numbers in texts, where the network refuses them."""

from __future__ import annotations

import re

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, warning
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.rules_data import of_network

ID = "phone-number"
PURPOSE = "A text has no phone number where the network refuses them."
WHY = "Google is said to refuse such posts."
FIX = "Leave it out, or use the call to action `call`."

# A leading + or 0 or brackets tell a phone number from a year, a price or a date.
_NUMBER = re.compile(r"(?<![\w/.,-])(?:\+|0|\(\d{2,5}\)[ ]?)\d(?:[ ()./-]{0,2}\d){6,13}(?!\w)")


def check(post: Post, policy: Policy) -> Findings:
    """A warning at a text with something like a phone number in it; only one third party says so."""
    value = of_network(post.network).get("text_rules")
    match = _NUMBER.search(post.text) if value else None
    if value and match:
        yield warning(
            ID,
            f"{post.network.label} may refuse a text with a phone number such as {match[0].strip()}"
            f" ({sources_of({'src': value['src']})[0]})",
            post.source.at("text"),
            hint="leave it out, or use the call to action `call`",
            address=str(post.address),
        )
