"""Texts on a background, together with what cannot stand beside it."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.rules_data import of_network

ID = "background-conflict"
PURPOSE = "A text on a background stands alone."
WHY = "Facebook shows backgrounds for texts alone."
FIX = "Leave out `background`, or the rest."


def check(post: Post, policy: Policy) -> Findings:
    """An error when a post with a background is more than a text."""
    if not post.options or post.options.get("background") is None:
        return
    value = of_network(post.network)["text"].get("with_background")
    if value is None or (post.type is PostType.STATUS and not post.media and not post.link):
        return
    yield error(
        ID,
        f"{post.network.label} has backgrounds for texts alone, this is a {post.type} post"
        f" ({sources_of(value)[0]})",
        post.source.at("options.background"),
        hint="leave out `background:`, or the media and the link",
        address=str(post.address),
    )
