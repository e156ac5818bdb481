"""Entries for more accounts of a network than Publer takes in one post."""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.networks.limits.features import forbidden

ID = "multiple-accounts"
PURPOSE = "An entry has no more accounts of a network than Publer takes."
WHY = "Publer takes one in a post."
FIX = "Write an entry for each."

_PRACTICE = "several_accounts_per_post"


def check(posts: Sequence[Post], policy: Policy) -> Findings:
    """An error at each further account of such a network that an entry names."""
    first: dict[tuple[str, Network], Post] = {}
    for post in posts:
        if post.network is Network.IDEAS:
            continue
        fact = forbidden(_PRACTICE, post.network)
        if fact is None:
            continue
        other = first.setdefault((post.address.entry, post.network), post)
        if other is not post:
            yield error(
                ID,
                f"Publer takes one account of {post.network.label} per post, and this entry names"
                f" {other.account.alias} as well ({fact.sources[0]})",
                post.source.at("accounts"),
                hint=f"write an entry of its own for {post.account.alias}, with a different text",
                address=str(post.address),
            )
