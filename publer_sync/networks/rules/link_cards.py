"""The cards of a link carousel."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.post import Link, Post
from publer_sync.networks.checks.findings import as_number
from publer_sync.networks.limits.bounds import bound, sources_of
from publer_sync.networks.limits.types import limits
from publer_sync.networks.rules_data import of_network

ID = "link-cards"
PURPOSE = "A link carousel has as many cards as its network takes, and each is complete."
WHY = "Facebook takes 2 to 10 complete ones, and shows 5."
FIX = "Add or leave out cards; complete them."


def check(post: Post, policy: Policy) -> Findings:
    """An error for their number and for each card that lacks something; a remark if not all are shown."""
    allowed = limits(post.network).types.get(post.type)
    needed = allowed is not None and "sublinks" in allowed.needs
    if not (needed or post.sublinks):
        return
    value = (of_network(post.network).get("fields") or {}).get("sublinks")
    if value is None:
        return
    source = f"({sources_of(value)[0]})"
    number = bound(value, pair="items")
    cards = len(post.sublinks)
    if number and number.severity(cards):
        span = f"{as_number(number.least or 0)} to {as_number(number.most or 0)}"
        message = f"{post.network.label} takes link carousels of {span} cards, this one has {cards}"
        yield _finding(
            post, Severity.ERROR, "sublinks", f"{message} {source}", "add or leave out some"
        )
    elif cards > value["network_shows"]:
        message = (
            f"{post.network.label} shows {value['network_shows']} cards, this post has {cards}"
        )
        yield _finding(
            post,
            Severity.INFO,
            "sublinks",
            f"{message} {source}",
            "put the best ones first",
        )
    for index, card in enumerate(post.sublinks):
        lacking = [name for name in value["each_needs"] if not _has(card, name)]
        if lacking:
            names = " and ".join(_NAMES[name] for name in lacking)
            message = f"A card of a link carousel needs {names} {source}"
            keys = ", ".join(f"`{_KEYS.get(name, name)}:`" for name in lacking)
            path = f"sublinks[{index}]"
            yield _finding(post, Severity.ERROR, path, message, f"add {keys} to this card")


_NAMES = {
    "url": "a link",
    "title": "a title",
    "description": "a description",
    "images": "a picture",
}
_KEYS = {"images": "image"}


def _has(card: Link, name: str) -> bool:
    return bool(getattr(card, _KEYS.get(name, name)))


def _finding(post: Post, severity: Severity, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=message,
        location=post.source.at(path),
        hint=hint,
        address=str(post.address),
    )
