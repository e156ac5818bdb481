"""Limits of media files, on each network and in each type of post."""

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

    accepted: tuple[str, ...]
    converted: tuple[str, ...] = ()
    confidence: Confidence
    sources: tuple[LimitSource, ...]

    def severity(self, value: str) -> Severity | None:
        """Return the severity of a format; None if it is accepted as it is."""
        if value in self.accepted:
            return None
        if value in self.converted:
            return Severity.INFO
        return Severity.WARNING if self.confidence is Confidence.LOW else Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLimits:
    """Limits of a file; None where nothing is known.

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
    """Return the limits of a medium of that kind in such a post; None where nothing is known."""
    value = of_network(network)["media"]
    for name in _names(post_type, kind):
        if name in value:
            return _limits(value[name])
    return None


@cache
def cover_limits(network: Network) -> MediaLimits | None:
    """Return the limits of a video's cover."""
    value = of_network(network)["media"].get("thumbnail")
    return _limits(value) if value else None


@cache
def upload_bytes() -> Bound:
    """Return the largest size in bytes of a file that is sent to Publer; larger ones it fetches by their
    URL."""
    value = of_publer("upload")["direct_max_bytes"]
    return Bound(most=value["max"], confidence=confidence_of(value), sources=sources_of(value))


def _names(post_type: PostType, kind: MediaKind) -> tuple[str, ...]:
    """The names that the rules file may have for it, the most special one first."""
    word = _WORDS.get(kind, kind.value)
    if kind is MediaKind.VIDEO:
        return (f"{post_type}_video", *_OWN_VIDEO.get(post_type, ()), word)
    plain = (word, "image") if kind is MediaKind.GIF else (word,)
    return (f"{post_type}_image", *plain) if kind is not MediaKind.DOCUMENT else plain


def _limits(values: Mapping[str, Any]) -> MediaLimits:
    return MediaLimits(
        formats=_formats(values),
        bytes=bound(values, least="min_bytes", most="max_bytes", hard="hard_bytes"),
        seconds=bound(values, pair="seconds", hard="hard_seconds"),
        sides={name: result for name, result in _sides(values).items() if result},
        aspect=bound(values, pair="aspect", outside="outside_aspect", tolerance=ASPECT_TOLERANCE),
        fps=bound(values, pair="fps"),
        frames=bound(values, most="frames"),
        volume=bound(values, most="pixels_times_frames"),
        pages=bound(values, most="max_pages", hard="hard_pages"),
        trusted_seconds=values.get("unverified_channel_seconds") or values.get("organic_seconds"),
    )


def _sides(values: Mapping[str, Any]) -> Mapping[str, Bound | None]:
    return {
        "width": bound(values, pair="width", hard="hard_width", fixed="over_width"),
        "height": bound(values, pair="height", hard="hard_height"),
        "short side": bound(values, most="max_short_side"),
        "long side": bound(values, most="max_long_side"),
        "width plus height": bound(values, most="max_width_plus_height"),
        "pixels": bound(values, most="max_pixels", hard="hard_pixels"),
    }


def _formats(values: Mapping[str, Any]) -> Formats | None:
    if "formats" not in values:
        return None
    return Formats(
        accepted=tuple(values["formats"]),
        converted=tuple(values.get("also", ())) if values.get("converted") else (),
        confidence=confidence_of(values),
        sources=sources_of(values),
    )
