"""Layers of written values to what a post says; every part notes the place that it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from publer_sync.config.project import Project
from publer_sync.config.zones import zone
from publer_sync.content.inference import infer
from publer_sync.content.layers import Layers, in_force
from publer_sync.content.media import read_media
from publer_sync.content.times import BadTime, parse_time
from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.network import PostType
from publer_sync.model.post import Link, Media

_PARTS = (
    "schedule",
    "type",
    "text",
    "title",
    "media",
    "link",
    "labels",
    "hashtags",
    "protect",
    "networks",
)
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a post says, whichever account says it; `places` are those of its fields.

    Where a part is unusable, it is not complete: that part is empty, and the time a stand-in.
    """

    is_complete: bool
    type: PostType
    scheduled_at: datetime
    text: str
    title: str | None
    media: tuple[Media, ...]
    link: Link | None
    labels: tuple[str, ...]
    protect: bool
    places: Mapping[str, Location]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is the same for all accounts of an entry; media are looked for only once."""

    entry: Location
    project: Project
    found: list[Diagnostic]
    media: dict[tuple[int, PostType | None], tuple[Media, ...] | None] = field(default_factory=dict)


def compose(layers: Layers, scene: Scene) -> Said:
    """What the layers say together."""
    return _Composer(layers, scene).said()


class _Composer:
    def __init__(self, layers: Layers, scene: Scene) -> None:
        self.values = in_force(layers)
        self.broken = frozenset[str]().union(*(layer.broken for layer in layers))
        self.scene = scene
        self.entry = scene.entry
        self.project = scene.project
        self.found = scene.found
        self.places: dict[str, Location] = {}

    def said(self) -> Said:
        scheduled_at, given, link = self.schedule(), self.type(), self.link()
        media = self.media(given)
        usable = scheduled_at is not None and media is not None
        return Said(
            is_complete=usable and self.broken.isdisjoint(_PARTS),
            type=given or infer(media or (), link),
            scheduled_at=scheduled_at or _NO_TIME,
            text=self.text(),
            title=self.title(),
            media=media or (),
            link=link,
            labels=self.labels(),
            protect=bool(self.data("protect")),
            places=self.places,
        )

    def data(self, key: str) -> Any:
        """The value in force, or None; its place is noted under its key."""
        value = self.values.get(key)
        if value is None or value.data is None:
            return None
        self.places[key] = value.at()
        return value.data

    def schedule(self) -> datetime | None:
        data = self.data("schedule")
        if data is None:
            if "schedule" not in self.broken:
                hint = "add `schedule:`, for example `schedule: 2036-12-01 09:00`"
                message = "the entry has no schedule"
                self.found.append(error("no-schedule", message, self.entry, hint=hint))
            return None
        value = self.values["schedule"]
        place, own_zone = self.places["schedule"], None
        if isinstance(data, dict):
            place = self.places["schedule"] = value.at("at")
            if "timezone" in data:
                own_zone = zone(data["timezone"], value.at("timezone"))
            data = data["at"]
        if isinstance(own_zone, Diagnostic):
            self.found.append(own_zone)
            return None
        return self.moment(data, own_zone, place)

    def moment(self, text: str, own_zone: ZoneInfo | None, place: Location) -> datetime | None:
        used = own_zone or self.project.timezone
        moment = parse_time(text, used, zone_given=own_zone is not None)
        if isinstance(moment, BadTime):
            self.found.append(error(moment.rule, moment.message, place, hint=moment.hint))
            return None
        return moment

    def type(self) -> PostType | None:
        data = self.data("type")
        return PostType(data) if data else None

    def text(self) -> str:
        text = (self.data("text") or "").strip().replace("\r\n", "\n").replace("\r", "\n")
        return with_hashtags(text, self.data("hashtags") or ())

    def title(self) -> str | None:
        return (self.data("title") or "").strip() or None

    def labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(label.strip() for label in self.data("labels") or ()))

    def link(self) -> Link | None:
        data = self.data("link")
        if data is None or isinstance(data, str):
            return Link(url=data.strip()) if data else None
        words = {key: data[key].strip() or None for key in ("title", "description") if key in data}
        self.note("link", data)
        return Link(url=data["url"].strip(), **words)

    def media(self, given: PostType | None) -> tuple[Media, ...] | None:
        value = self.values.get("media")
        if value is None:
            return ()
        for index, item in enumerate(self.data("media")):
            self.places[f"media[{index}]"] = value.at(index)
            if isinstance(item, dict):
                self.note(f"media[{index}]", item, index)
        key = (id(value.data), given)
        if key not in self.scene.media:
            self.scene.media[key] = read_media(value, self.project.root, given, self.found)
        return self.scene.media[key]

    def note(self, name: str, mapping: Mapping[str, object], *steps: str | int) -> None:
        """Notes the places of the values of a mapping below a key."""
        value = self.values[name.partition("[")[0]]
        self.places |= {f"{name}.{key}": value.at(*steps, key) for key in mapping}


def with_hashtags(text: str, hashtags: tuple[str, ...] | list[str]) -> str:
    """The text with those hashtags added that it does not have yet, after a blank line."""
    there = {word.strip(".,;:!?()").casefold() for word in text.split() if "#" in word}
    wanted = dict.fromkeys("#" + tag.strip().removeprefix("#") for tag in hashtags)
    added = " ".join(tag for tag in wanted if tag.casefold() not in there)
    return f"{text}\n\n{added}".strip() if added else text
