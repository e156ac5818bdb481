"""Style of each network, as one table: colours, what it links, where it cuts, how it crops.

No network states where it cuts a text or crops a picture, and all of them change it: these are round
values of what their apps show on a phone. They decide nothing but the preview; limits are in
`networks/rules.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from publer_sync.model.network import Network, PostType


class GalleryLayout(StrEnum):
    """Layout of several pictures: in tiles, or in a row that one swipes through."""

    TILES = "tiles"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Fold:
    """A text is shown up to so many characters or lines; `more` opens the rest."""

    characters: int
    lines: int
    more: str


@dataclass(frozen=True, slots=True)
class Crop:
    """Width through height of a picture: the narrowest and the widest that is shown whole."""

    narrowest: float
    widest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkStyle:
    """`short` is the sign of a network where there is little room, `light` and `dark` its colour on such a
    page. `links`, `mentions` and `hashtags` say which of them can be followed in a text."""

    short: str
    light: str
    dark: str
    links: bool = True
    mentions: bool = True
    hashtags: bool = True
    fold: Fold | None = None
    crop: Crop = field(default_factory=lambda: Crop(0.5, 3))
    several: GalleryLayout = GalleryLayout.TILES
    media_first: bool = False
    square: bool = False


UPRIGHT = Crop(9 / 16, 9 / 16)
WIDE = Crop(16 / 9, 16 / 9)

_CROPS = {PostType.STORY: UPRIGHT, PostType.REEL: UPRIGHT, PostType.SHORT: UPRIGHT}

LOOKS = {
    Network.BLUESKY: NetworkStyle(
        short="Bs", light="#0a5fc2", dark="#6cb2ff",
        crop=Crop(0.6, 3),
    ),
    Network.FACEBOOK: NetworkStyle(
        short="Fb", light="#1659b8", dark="#82b1ff", mentions=False,
        fold=Fold(480, 5, "See more"), crop=Crop(0.8, 2.5),
    ),
    Network.GOOGLE: NetworkStyle(
        short="Go", light="#1a6b38", dark="#7fd39b", links=False, mentions=False, hashtags=False,
        fold=Fold(140, 4, "Read more"), crop=Crop(4 / 3, 4 / 3), media_first=True,
    ),
    Network.INSTAGRAM: NetworkStyle(
        short="Ig", light="#ad1d67", dark="#ff8fc4", links=False,
        fold=Fold(125, 3, "more"), crop=Crop(0.75, 1.91), several=GalleryLayout.ROW, media_first=True,
    ),
    Network.LINKEDIN: NetworkStyle(
        short="In", light="#0b5a9e", dark="#79bdf5", mentions=False, square=True,
        fold=Fold(210, 4, "more"), crop=Crop(0.8, 2),
    ),
    Network.MASTODON: NetworkStyle(
        short="Ma", light="#5341cf", dark="#b3a8ff", square=True,
        crop=Crop(0.6, 2.4),
    ),
    Network.PINTEREST: NetworkStyle(
        short="Pi", light="#b00a20", dark="#ff9a98", links=False, mentions=False,
        fold=Fold(60, 2, "more"), crop=Crop(0.5, 1.5), several=GalleryLayout.ROW, media_first=True,
    ),
    Network.TELEGRAM: NetworkStyle(
        short="Tg", light="#0b6a94", dark="#76cdf5",
        crop=Crop(0.6, 2.5), media_first=True,
    ),
    Network.THREADS: NetworkStyle(
        short="Th", light="#33363c", dark="#d5d8de",
        crop=Crop(0.75, 1.91), several=GalleryLayout.ROW,
    ),
    Network.TIKTOK: NetworkStyle(
        short="Tk", light="#3a3139", dark="#ffb0c6", links=False,
        fold=Fold(90, 2, "more"), crop=UPRIGHT, several=GalleryLayout.ROW, media_first=True,
    ),
    Network.TWITTER: NetworkStyle(
        short="X", light="#1f2328", dark="#e4e7eb",
        fold=Fold(280, 12, "Show more"), crop=Crop(0.75, 2.2),
    ),
    Network.WORDPRESS: NetworkStyle(
        short="Wp", light="#21586f", dark="#8fcbe0", mentions=False, hashtags=False, square=True,
        crop=Crop(0.8, 2.2), media_first=True,
    ),
    Network.YOUTUBE: NetworkStyle(
        short="Yt", light="#b3140c", dark="#ff9d94",
        fold=Fold(120, 3, "more"), crop=WIDE, media_first=True,
    ),
    Network.IDEAS: NetworkStyle(
        short="Id", light="#7a4b00", dark="#f0c36d", links=False, mentions=False, hashtags=False,
    ),
}  # fmt: skip


def crop_of(network: Network, type_: PostType | None) -> Crop:
    """The shapes that such a post shows whole: stories, reels and shorts are upright everywhere."""
    return _CROPS.get(type_, LOOKS[network].crop) if type_ else LOOKS[network].crop
