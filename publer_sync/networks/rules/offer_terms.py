"""Terms of an offer that are no link."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, error
from publer_sync.model.post import Post
from publer_sync.networks.facts import of_network
from publer_sync.networks.happenings import happening
from publer_sync.networks.sources import sources_of

ID = "offer-terms"
PURPOSE = "The terms of an offer are a link."
WHY = "Google takes the address of a page."
MEND = "Put them on a page."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """An error when they are anything but a link."""
    terms = happening(post).get("terms")
    if not isinstance(terms, str) or _is_link(terms):
        return
    given = of_network(post.network)["fields"].get("details.terms", {})
    source = f" ({sources_of(given)[0]})" if given else ""
    yield error(
        ID,
        f"{post.network.label} takes the terms of an offer as a link, not as text{source}",
        post.source.at(f"options.{post.type}.terms"),
        hint="put the terms on a page and give its address, beginning with https://",
        address=str(post.address),
    )


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
