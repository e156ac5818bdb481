"""Media as tiles: pictures in the crop of their network, words for what cannot be shown, and their style."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from publer_sync.media.thumbnails import NoThumbnail, Thumbnail, Thumbnails
from publer_sync.model.media import Media, MediaFacts
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.networks.limits.types import limits
from publer_sync.render.preview.marked_text import fit
from publer_sync.render.preview.model import Gallery, Tile
from publer_sync.render.preview.network_styles import LOOKS, Crop, GalleryLayout, crop_of
from publer_sync.render.text.sanitize import safe
from publer_sync.render.text.units import count

_TILES = {2: Crop(0.9, 0.9), 3: Crop(1, 1), 4: Crop(1.25, 1.25)}
_MANY = Crop(1, 1)
_PAGE = 0.75
"""Width through height of a page of paper, upright."""

_WORDS = {
    MediaKind.PHOTO: "Picture",
    MediaKind.GIF: "GIF",
    MediaKind.VIDEO: "Video",
    MediaKind.DOCUMENT: "Document",
}


@dataclass(frozen=True, slots=True)
class Pictures:
    """The small copies of pictures, and the sheet that paints them."""

    thumbnails: Thumbnails
    sheet: Sheet

    def gallery(
        self, media: Sequence[Media], network: Network, type_: PostType | None
    ) -> Gallery | None:
        """The media of a post as its network lays them out; None where there are none."""
        if not media:
            return None
        crop = crop_of(network, type_)
        rows = LOOKS[network].several is GalleryLayout.ROW or type_ is PostType.CAROUSEL
        layout = "one" if len(media) == 1 else "row" if rows else "tiles"
        if layout == "tiles":
            crop = _TILES.get(len(media), _MANY)
        if layout == "row":  # all in the shape of the first
            ratio = min(max(_ratio(media[0]), crop.narrowest), crop.widest)
            crop = Crop(ratio, ratio)
        alt = _with_alt_text(network, type_)
        tiles = [self.tile(item, crop, wants_alt=item.kind in alt) for item in media]
        upright = min(max(_ratio(media[0]), crop.narrowest), crop.widest) < _PAGE
        return Gallery(layout=layout, tiles=tiles, upright=upright)

    def tile(self, medium: Media, crop: Crop, *, wants_alt: bool = False) -> Tile:
        """A medium as a picture, or as what can be said of it."""
        display = medium.cover or medium
        picture, problem, ratio = "", "", _ratio(medium)
        match self.thumbnails.get(display.file) if display.file else None:
            case Thumbnail() as image:
                picture = self.sheet.picture(display.file or "", image)
                ratio = image.width / image.height
            case NoThumbnail(reason):
                problem = reason
        return Tile(
            name=safe(_name(medium)),
            kind=_WORDS[medium.kind],
            picture=picture,
            shape=self.sheet.shape(ratio, crop),
            note=_note(medium),
            problem=fit(problem),
            alt=fit(medium.alt or ""),
            missing=wants_alt and not (medium.alt or "").strip(),
            caption=fit(medium.caption or ""),
        )


def _with_alt_text(network: Network, type_: PostType | None) -> frozenset[MediaKind]:
    """The kinds of media whose alt text the network shows on such a post."""
    allowed = limits(network)
    return frozenset() if type_ in allowed.without_alt_text else allowed.alt_text


def _ratio(medium: Media) -> float:
    facts = medium.facts
    if facts and facts.width and facts.height:
        return facts.width / facts.height
    return _PAGE if medium.kind is MediaKind.DOCUMENT else 4 / 3


def _name(medium: Media) -> str:
    if medium.file:
        return medium.file.rpartition("/")[2]
    if medium.url:
        return urlsplit(medium.url).path.rpartition("/")[2] or medium.url
    return f"in Publer's library: {medium.id}"


def _note(medium: Media) -> str:
    if medium.file is None:
        return "not a file of the project, so it is not shown here"
    facts = medium.facts or MediaFacts()
    message = (
        _clock(facts.seconds) if facts.seconds else "",
        count(facts.pages, "page") if facts.pages else "",
    )
    return ", ".join(part for part in message if part)


def _clock(seconds: float) -> str:
    whole = max(round(seconds), 1)
    return f"{whole // 60}:{whole % 60:02}"


class Sheet:
    """Hand out classes for pictures and shapes, and write the rules for those that it handed out."""

    def __init__(self) -> None:
        self._pictures: dict[str, tuple[str, Thumbnail]] = {}
        self._shapes: dict[str, str] = {}

    def picture(self, file: str, image: Thumbnail) -> str:
        """The class that paints the picture."""
        name, _ = self._pictures.setdefault(file, (f"i{len(self._pictures)}", image))
        return name

    def shape(self, ratio: float, crop: Crop) -> str:
        """The class of a box that has the ratio, or as near to it as the crop allows."""
        text = f"{min(max(ratio, crop.narrowest), crop.widest):.3f}"
        return self._shapes.setdefault(text, f"r{len(self._shapes)}")

    def rules(self) -> str:
        """All rules, one a line."""
        lines = [
            f".{name}{{background-image:url(data:image/webp;base64,{_encoded(image)})}}"
            for name, image in self._pictures.values()
        ]
        lines += [f".{name}{{aspect-ratio:{ratio}}}" for ratio, name in self._shapes.items()]
        lines += [f".n-{network}{{--brand:{look.light}}}" for network, look in LOOKS.items()]
        dark = "".join(f".n-{network}{{--brand:{look.dark}}}" for network, look in LOOKS.items())
        return "\n".join([*lines, f"@media (prefers-color-scheme:dark){{{dark}}}"])


def _encoded(image: Thumbnail) -> str:
    return base64.b64encode(image.content).decode("ascii")
