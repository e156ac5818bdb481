"""What a network allows, in types: the part of the rules file that the checks are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.facts import rules
from publer_sync.networks.sources import Confidence, Source, confidence_of, sources_of

# The rules file uses the networks' own word for a still picture.
_KINDS = {
    "image": MediaKind.PHOTO,
    "video": MediaKind.VIDEO,
    "gif": MediaKind.GIF,
    "document": MediaKind.DOCUMENT,
}


class TextUse(StrEnum):
    """Whether a post of a type needs a text. Ignored means that the network does not show it."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Range:
    """How many, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRule:
    """What a post of one type takes.

    `media` says how many of each kind; a kind that is absent is not taken. `total` bounds all kinds
    together where the kinds alone do not. `needs` are further required fields in Publer's words.
    With `lenient`, too many media is a warning, because sources disagree on the number.
    """

    text: TextUse
    media: Mapping[MediaKind, Range]
    total: Range
    needs: tuple[str, ...] = ()
    lenient: bool = False

    @property
    def is_text_only(self) -> bool:
        return not self.media


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimit:
    """How long a text may be.

    `max` is the strictest value that is well supported, `hard` the loosest one where sources
    disagree: above it every source says no. Both are counted in the way `count` of
    `publer_sync.networks.counting`. `max_bytes` is a second limit in UTF-8 bytes.
    """

    max: int
    hard: int | None
    count: str
    max_bytes: int | None
    sources: tuple[Source, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLimits:
    """What one network takes: post types by their names in the rules file, and more general facts.

    `types` holds kinds of post that the model does not have yet, such as `reel`. `alt_text` is the
    kinds of media whose alt text the network shows. With `media_required`, no post goes without media.
    """

    network: Network
    types: Mapping[str, TypeRule]
    alt_text: frozenset[MediaKind]
    media_required: bool


@cache
def limits(network: Network) -> NetworkLimits:
    """What a network takes. Sources: `rules.yaml`."""
    given = _of(network)
    gifs_among_images = bool((given.get("mix") or {}).get("image_gif"))
    types = {name: _type_rule(rule, gifs_among_images) for name, rule in given["types"].items()}
    return NetworkLimits(
        network=network,
        types=types,
        alt_text=_with_alt_text(given["alt_text"]),
        media_required=given["media_required"],
    )


@cache
def text_limit(network: Network, post_type: PostType | str) -> TextLimit | None:
    """How long the text of such a post may be; None where no limit is known.

    Limits that hold only in a special case (`when` in the rules file), such as X's long posts, are not
    considered: nothing asks for them yet.
    """
    limit = _text_rule(_of(network)["text"], str(post_type))
    if limit["max"] is None:
        return None
    return TextLimit(
        max=limit["max"],
        hard=limit.get("hard"),
        count=limit["count"],
        max_bytes=limit.get("max_utf8_bytes"),
        sources=sources_of(limit),
        confidence=confidence_of(limit),
    )


def _of(network: Network) -> Mapping[str, Any]:
    given: Mapping[str, Any] = rules()["networks"][network.value]
    return given


def _text_rule(texts: Mapping[str, Mapping[str, Any]], post_type: str) -> Mapping[str, Any]:
    own = texts.get(post_type)
    if own is not None and "when" not in own:
        return own
    shared = (limit for limit in texts.values() if post_type in limit.get("for", ()))
    return next(shared, texts["default"])


def _type_rule(given: Mapping[str, Any], gifs_among_images: bool) -> TypeRule:
    ranges = {key: Range(*bounds) for key, bounds in given["media"].items()}
    media = {_KINDS[key]: bounds for key, bounds in ranges.items() if key != "total"}
    total = ranges.get("total") or _sum(media.values())
    if gifs_among_images and MediaKind.PHOTO in media:
        media[MediaKind.GIF] = Range(0, media[MediaKind.PHOTO].most)
    return TypeRule(
        text=TextUse(given["text"]),
        media=media,
        total=total,
        needs=tuple(given.get("needs", ())),
        lenient=given.get("over") == "warning",
    )


def _sum(ranges: Iterable[Range]) -> Range:
    each = tuple(ranges)
    return Range(sum(one.least for one in each), sum(one.most for one in each))


def _with_alt_text(given: Mapping[str, Any] | None) -> frozenset[MediaKind]:
    if given is None:
        return frozenset()
    named = given.get("for", ("image", "gif"))
    return frozenset(_KINDS[name] for name in named if name in _KINDS)
