"""Types of posts on each network, and their needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from publer_sync.model.network import MediaKind, Network
from publer_sync.networks.limits.bounds import LimitSource, sources_of
from publer_sync.networks.limits.text import TextLimit, text_limit
from publer_sync.networks.rules_data import of_network, of_publer

__all__ = [
    "NetworkLimits",
    "Range",
    "TextLimit",
    "TextUse",
    "TypeRule",
    "limits",
    "source_of_types",
    "text_limit",
]

# The rules file uses the networks' own word for a still picture.
_KINDS = {
    "image": MediaKind.PHOTO,
    "video": MediaKind.VIDEO,
    "gif": MediaKind.GIF,
    "document": MediaKind.DOCUMENT,
}


class TextUse(StrEnum):
    """Need of a post type for a text. Ignored means that the network does not show it."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Range:
    """Range of a count, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRule:
    """Limits of a post of one type.

    `media` says how many of each kind; a kind that is absent is not taken. `total` bounds all kinds
    together where the kinds alone do not. `needs` are further required fields in Publer's words.
    With `lenient`, too many media is a warning, because sources disagree on the number. `accounts`
    are the kinds of account that may post it; empty means all that the network has.
    """

    text: TextUse
    media: Mapping[MediaKind, Range]
    total: Range
    needs: tuple[str, ...] = ()
    lenient: bool = False
    accounts: tuple[str, ...] = ()

    @property
    def is_text_only(self) -> bool:
        return not self.media


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLimits:
    """Limits of one network: post types by their names in the rules file, and more general facts.

    `alt_text` is the kinds of media whose alt text the network shows, except on posts of the types
    `without_alt_text`. With `media_required`, no post goes without media. `account_types` are the kinds
    of account that Publer can post to. Of the `disputed` types Publer's own pages disagree on whether it
    takes them.
    """

    network: Network
    types: Mapping[str, TypeRule]
    alt_text: frozenset[MediaKind]
    without_alt_text: frozenset[str]
    media_required: bool
    account_types: tuple[str, ...]
    disputed: frozenset[str] = frozenset()


_NOWHERE = NetworkLimits(
    network=Network.IDEAS,
    types={},
    alt_text=frozenset(),
    without_alt_text=frozenset(),
    media_required=False,
    account_types=(),
)


@cache
def limits(network: Network) -> NetworkLimits:
    """Return the limits of a network; ideas, which have none, take nothing. Sources: `rules.yaml`."""
    if network is Network.IDEAS:
        return _NOWHERE
    values = of_network(network)
    gifs_among_images = bool((values.get("mix") or {}).get("image_gif"))
    alt_text = values["alt_text"] or {"for": ()}
    types = {name: _type_rule(rule, gifs_among_images) for name, rule in values["types"].items()}
    return NetworkLimits(
        network=network,
        types=types,
        alt_text=frozenset(
            _KINDS[name] for name in alt_text.get("for", ("image", "gif")) if name in _KINDS
        ),
        without_alt_text=frozenset(alt_text.get("not_for", ())),
        media_required=values["media_required"],
        account_types=tuple(values["account_types"]),
        disputed=frozenset(values.get("disputed", {}).get("types", ())),
    )


@cache
def source_of_types() -> LimitSource:
    """Who states which types there are, what media they take and what they need."""
    return sources_of(of_publer("types"))[0]


def _type_rule(values: Mapping[str, Any], gifs_among_images: bool) -> TypeRule:
    ranges = {key: Range(*bounds) for key, bounds in values["media"].items()}
    media = {_KINDS[key]: bounds for key, bounds in ranges.items() if key != "total"}
    total = ranges.get("total") or Range(
        sum(each.least for each in media.values()), sum(each.most for each in media.values())
    )
    if gifs_among_images and MediaKind.PHOTO in media:
        media[MediaKind.GIF] = Range(0, media[MediaKind.PHOTO].most)
    return TypeRule(
        text=TextUse(values["text"]),
        media=media,
        total=total,
        needs=tuple(values.get("needs", ())),
        accounts=tuple(values.get("accounts", ())),
        lenient=values.get("over") == "warning",
    )
