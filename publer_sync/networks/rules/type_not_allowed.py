"""Posts of a type that their network does not take."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, Location, error, warning
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.limits.types import limits, source_of_types
from publer_sync.networks.rules_data import of_network

ID = "type-not-allowed"
PURPOSE = "The network takes posts of this type."
WHY = "Publer does not offer it."
FIX = "Choose a type that the message names, or leave out `type:`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when Publer does not offer the type for the network; a warning when its pages disagree."""
    network, label = limits(post.network), post.network.label
    if post.type in network.types:
        return
    if post.type in network.disputed:
        source = sources_of(of_network(post.network)["disputed"])[0]
        find = warning
        message = f"Publer's pages disagree on whether {label} takes {post.type} posts ({source})"
    else:
        find = error
        message = f"{label} takes no {post.type} posts through Publer ({source_of_types()})"
    yield find(
        ID, message, _place(post), hint=_what_it_takes(post.network), address=str(post.address)
    )


def _place(post: Post) -> Location:
    """The type, or else what it was taken from."""
    places = post.source.fields
    message = next(
        (path for path in ("type", "media[0]", "poll", "link") if path in places), "type"
    )
    return post.source.at(message)


def _what_it_takes(network: Network) -> str:
    used = (kind.value for kind in PostType if kind in limits(network).types)
    return f"{network.label} takes: {', '.join(used)}"
