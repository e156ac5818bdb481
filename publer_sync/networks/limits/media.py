"""What media files may be like, on each network and in each type of post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from publer_sync.diagnostics import Severity
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.limits.bounds import (
    Bound,
    Confidence,
    LimitSource,
    bound,
    confidence_of,
    sources_of,
)
from publer_sync.networks.rules_data import of_network, of_publer

ASPECT_TOLERANCE = 0.01
"""A share of the aspect ratio: files are a pixel off more often than not."""

_WORDS = {MediaKind.PHOTO: "image", MediaKind.VIDEO: "video"}
_OWN_VIDEO = {each: (each.value,) for each in (PostType.REEL, PostType.SHORT, PostType.GIF)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Formats:
    """The formats that are taken, and those that Publer converts on the way."""

    taken: tuple[str, ...]
    converted: tuple[str, ...] = ()
    confidence: Confidence
    sources: tuple[LimitSource, ...]

    def severity(self, found: str) -> Severity | None:
        """How severe a format is; None if it is taken as it is."""
        if found in self.taken:
            return None
        if found in self.converted:
            return Severity.INFO
        return Severity.WARNING if self.confidence is Confidence.LOW else Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLimits:
    """What a file may be like; None where nothing is known.

    `bytes`, `seconds`, `frames`, `pages` and `fps` speak for themselves. `sides` are bounds in pixels
    of what their names say: width, height, short side, long side, width plus height, pixels. `volume`
    is pixels times frames. `aspect` is width through height. `trusted_seconds` is how long a video may
    be before the network asks more of the account.
    """

    formats: Formats | None
    bytes: Bound | None
    seconds: Bound | None
    sides: Mapping[str, Bound]
    aspect: Bound | None
    fps: Bound | None
    frames: Bound | None
    volume: Bound | None
    pages: Bound | None
    trusted_seconds: int | None


@cache
def media_limits(network: Network, post_type: PostType, kind: MediaKind) -> MediaLimits | None:
    """What a medium of that kind may be like in such a post; None where nothing is known."""
    given = of_network(network)["media"]
    for name in _names(post_type, kind):
        if name in given:
            return _limits(given[name])
    return None


@cache
def cover_limits(network: Network) -> MediaLimits | None:
    """What the cover of a video may be like."""
    given = of_network(network)["media"].get("thumbnail")
    return _limits(given) if given else None


@cache
def upload_bytes() -> Bound:
    """How large a file may be that is sent to Publer; larger ones it fetches by their URL."""
    given = of_publer("upload")["direct_max_bytes"]
    return Bound(most=given["max"], confidence=confidence_of(given), sources=sources_of(given))


def _names(post_type: PostType, kind: MediaKind) -> tuple[str, ...]:
    """The names that the rules file may have for it, the most special one first."""
    word = _WORDS.get(kind, kind.value)
    if kind is MediaKind.VIDEO:
        return (f"{post_type}_video", *_OWN_VIDEO.get(post_type, ()), word)
    plain = (word, "image") if kind is MediaKind.GIF else (word,)
    return (f"{post_type}_image", *plain) if kind is not MediaKind.DOCUMENT else plain


def _limits(given: Mapping[str, Any]) -> MediaLimits:
    return MediaLimits(
        formats=_formats(given),
        bytes=bound(given, least="min_bytes", most="max_bytes", hard="hard_bytes"),
        seconds=bound(given, pair="seconds", hard="hard_seconds"),
        sides={name: found for name, found in _sides(given).items() if found},
        aspect=bound(given, pair="aspect", outside="outside_aspect", tolerance=ASPECT_TOLERANCE),
        fps=bound(given, pair="fps"),
        frames=bound(given, most="frames"),
        volume=bound(given, most="pixels_times_frames"),
        pages=bound(given, most="max_pages", hard="hard_pages"),
        trusted_seconds=given.get("unverified_channel_seconds") or given.get("organic_seconds"),
    )


def _sides(given: Mapping[str, Any]) -> Mapping[str, Bound | None]:
    return {
        "width": bound(given, pair="width", hard="hard_width", mended="over_width"),
        "height": bound(given, pair="height", hard="hard_height"),
        "short side": bound(given, most="max_short_side"),
        "long side": bound(given, most="max_long_side"),
        "width plus height": bound(given, most="max_width_plus_height"),
        "pixels": bound(given, most="max_pixels", hard="hard_pixels"),
    }


def _formats(given: Mapping[str, Any]) -> Formats | None:
    if "formats" not in given:
        return None
    return Formats(
        taken=tuple(given["formats"]),
        converted=tuple(given.get("also", ())) if given.get("converted") else (),
        confidence=confidence_of(given),
        sources=sources_of(given),
    )
