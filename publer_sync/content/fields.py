"""Fields of a post without a module of their own: poll, links, text, names, rules, network options."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from publer_sync.content.key_reader import KeyReader
from publer_sync.content.layers import LayeredValue
from publer_sync.content.media import MediaReader
from publer_sync.content.times import TimeReader
from publer_sync.model.post import Link, Poll, ResourceNames
from publer_sync.source.schema.files import network_options


def read_poll(keys: KeyReader) -> Poll | None:
    """The poll of a post, if it has one."""
    data = keys.whole("poll")
    if data is None:
        return None
    question = data.get("question", "").strip()
    options = tuple(option.strip() for option in data["options"])
    return Poll(options=options, days=data.get("days"), question=question or None)


# `link` and the cards of a link carousel.

_CARD_WORDS = ("title", "description", "phone_number")


def read_link(keys: KeyReader) -> Link | None:
    """The link with the words of its card."""
    data = keys.whole("link")
    if data is None or isinstance(data, str):
        return Link(url=data.strip()) if data else None
    return _card(keys, data, "link", keys.values["link"])


def read_sublinks(keys: KeyReader) -> tuple[Link, ...]:
    """The cards of a link carousel, in order."""
    if "sublinks" not in keys.values:
        return ()
    cards = keys.whole("sublinks") or ()
    value = keys.values["sublinks"]
    return tuple(_card(keys, card, f"sublinks[{i}]", value, i) for i, card in enumerate(cards))


def _card(keys: KeyReader, data: Any, name: str, value: LayeredValue, *steps: int) -> Link:
    words = {key: data[key].strip() or None for key in _CARD_WORDS if key in data}
    image = None
    if "image" in data:
        reader = MediaReader(value.layer.folder, keys.project.root, keys.context.diagnostics)
        image = reader.picture(data["image"], f"{name}.image", value, *steps, "image")
        keys.usable = keys.usable and image is not None
    action = data["call_to_action"].upper() if "call_to_action" in data else None
    return Link(url=data["url"].strip(), image=image, call_to_action=action, **words)


# `hashtags` after the text, each once.


def read_text(keys: KeyReader) -> str:
    """The text of a post with its hashtags; whether it had them before is noted in the context."""
    text = (keys.data("text") or "").strip().replace("\r\n", "\n").replace("\r", "\n")
    hashtags = keys.data("hashtags")
    if not hashtags:
        return text
    field_names = {word.strip(".,;:!?()").casefold() for word in text.split() if "#" in word}
    names = ["#" + tag.strip().removeprefix("#") for tag in hashtags]
    _note(keys, [tag.casefold() in field_names for tag in names])
    added = " ".join(tag for tag in dict.fromkeys(names) if tag.casefold() not in field_names)
    return f"{text}\n\n{added}".strip() if added else text


def _note(keys: KeyReader, repeated: list[bool]) -> None:
    value, context = keys.values["hashtags"], keys.context
    if not context.is_own(value.layer):
        return
    for index, is_there in enumerate(repeated):
        place = value.at(index)
        context.repeated[place] = context.repeated.get(place, True) and is_there


# Things of the workspace that a post refers to by name or id.

_NOTHING = ResourceNames()


def read_names(keys: KeyReader) -> ResourceNames:
    """The names as they are written; on Pinterest `board` is another word for the album."""
    if keys.values.keys().isdisjoint(("signature", "watermark", "location", "album", "board")):
        return _NOTHING
    album = keys.data("album")
    if "board" in keys.values:
        album = keys.data("board")
        keys.places["album"] = keys.places["board"]
    return ResourceNames(
        signature=_trimmed(keys.data("signature")),
        watermark=_trimmed(keys.data("watermark")),
        location=_trimmed(keys.data("location")),
        album=_trimmed(album),
    )


def _trimmed(name: str | None) -> str | None:
    return name.strip() or None if name else None


# `rules`: which rules do not apply to a post.


def read_rules(keys: KeyReader) -> tuple[frozenset[str], frozenset[str]]:
    """Return the rules that are off, and those that the entry itself switches off.

    First come those of the project, then what each layer says, rule by rule. What stands below `networks`
    and `accounts` of the entry is its own too.
    """
    off, by_entry = keys.project.policy.off, frozenset[str]()
    for layer in keys.layers:
        rules: Any = layer.values.get("rules") or {}
        for rule, state in rules.items():
            keys.places[f"rules.{rule}"] = layer.at("rules", rule)
            off = off | {rule} if state == "off" else off - {rule}
            if keys.context.is_own(layer):
                by_entry = by_entry | {rule} if state == "off" else by_entry - {rule}
    return off, by_entry


# The options of a network: the keys below `networks.<network>` that only some networks have.

ELSEWHERE = frozenset({"board", "featured_image", "sublinks"})
"""Options that other parts of a post hold: the album, its media, its cards."""
_WITH_TIMES = ("event", "offer")


def read_options(keys: KeyReader) -> Mapping[str, object]:
    """The options by their names in post files, as JSON values; moments are UTC texts."""
    names = [key for key in keys.values.keys() & network_options().keys() if key not in ELSEWHERE]
    options: dict[str, object] = {}
    for name in sorted(names):
        data: Any = keys.values[name].data
        keys.note(f"options.{name}", keys.values[name], data)
        options[name] = _with_times(keys, name, data) if name in _WITH_TIMES else data
    return options


def _with_times(keys: KeyReader, name: str, data: Mapping[str, Any]) -> dict[str, object]:
    """An event or offer with its times as Publer takes them."""
    moments = TimeReader(keys, keys.project.timezone)
    start = moments.at(f"options.{name}.start", data["start"])
    end = moments.at(f"options.{name}.end", data["end"])
    if start and end and end <= start:
        hint = "give an `end` that is later than `start`"
        place = keys.places[f"options.{name}.end"]
        keys.error("event-range", f"the {name} ends before it begins", place, hint)
    return {**data, "start": _utc(start), "end": _utc(end)}


def _utc(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
