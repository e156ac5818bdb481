"""Passages of the rules file as words: numbers with their units, and what goes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from publer_sync.networks.counting import count_in_words
from publer_sync.render.text.units import duration, figure, plural, size, span, time_span, yes_or_no

Given = Mapping[str, Any]

_TEXTS = {"text", "alt_text", "first_comment", "fields", "option_text", "question"}
_SILENT = {
    "hard", "hard_bytes", "hard_seconds", "hard_width", "hard_height", "hard_pixels", "hard_pages",
    "count", "unit", "src", "conf", "note", "weak", "means", "per_server", "send",
    "network", "publer", "network_bytes", "publer_bytes", "network_formats", "publer_seconds",
    "network_minutes", "network_seconds", "over",
}  # fmt: skip
"""Said along with another key, or only an explanation of it."""

_THINGS = {
    "image": "image",
    "video": "video",
    "gif": "GIF",
    "document": "document",
    "total": "file",
}
UNKNOWN = "no limit known"


def limit_words(path: tuple[str, ...], given: Given, keys: Iterable[str] | None = None) -> str:
    """What a passage says, or those keys of it; what no key has words for is said as it is written."""
    wanted = list(given if keys is None else keys)
    if path == ("types",):
        return types_words(given, wanted)
    parts = [words for key in wanted if key not in _SILENT and (words := _said(key, path, given))]
    if not parts:
        return UNKNOWN
    if given.get("over") == "warning":
        parts.append("not enforced strictly")
    if given.get("per_server"):
        parts.append("each server may set its own")
    return "; ".join(dict.fromkeys(parts))


def types_words(types: Mapping[str, Any], keys: Iterable[str]) -> str:
    """The types that some keys below `types` are about, with their media if the keys are about those."""
    wanted = list(keys)
    with_media = [key for key in wanted if "/media/" in key]
    names = dict.fromkeys(key.partition("/")[0] for key in with_media or wanted)
    if not with_media or any(key.endswith("/text") for key in wanted):
        return ", ".join(names)
    return "; ".join(f"{name}: {media_words(types[name]['media'])}" for name in names)


def passage_name(path: tuple[str, ...], given: Given) -> str:
    """What a passage is about, as the start of a line; empty for the text, or the whole."""
    if "means" in given:
        return str(given["means"])
    last = path[-1]
    if last in {"default", "types", "mix"} or last in given:
        return ""
    return _NAMES.get(last, last.replace(".", " ").replace("_", " "))


_NAMES = {"boardId": "board", "spoilerText": "content warning", "sublinks": "link cards"}


def media_words(media: Mapping[str, Any]) -> str:
    """How many media a type of post takes: `1 to 10 images`."""
    total = media.get("total")
    kinds = [kind for kind in media if kind != "total"]
    if total and len(kinds) > 1:
        things = " or ".join(f"{_THINGS[kind]}s" for kind in kinds)
        return f"{span(total)} {things}" if total[1] > 1 else f"1 {things.replace('s', '')}"
    return ", ".join(
        f"{span(media[kind])} {plural(_THINGS[kind], media[kind][1])}" for kind in kinds
    )


def _said(key: str, path: tuple[str, ...], given: Given) -> str:
    """A key in words; of a key deeper down, its own words with those of the keys above it."""
    value = _below(given, key)
    if value is None:
        return ""
    if key in _WORDS:
        return _WORDS[key](given)
    if key == "max":
        return _most(path, given)
    name = key.replace("/", " ").replace("_", " ")
    if isinstance(value, Mapping):
        return f"{name}: {limit_words((*path, key), value)}"
    return f"{name}: {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return yes_or_no(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else figure(value)


def _below(given: Given, key: str) -> Any:
    value: Any = given
    for step in key.split("/"):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _most(path: tuple[str, ...], given: Given) -> str:
    most, hard = given["max"], given.get("hard")
    if given.get("unit") == "days":
        return "" if "min" in given else f"up to {most} days"
    is_text = not {path[0], path[-1]}.isdisjoint(_TEXTS)
    unit = "bytes" if given.get("count") == "bytes" else "characters"
    words = f"{most:,} {unit}" if is_text else f"{most:,}"
    if hard:
        words += f" for sure, {hard:,} at most"
    count = given.get("count")
    if is_text and count and count != "bytes" and given.get("unit") != "assumed":
        words += f" ({count_in_words(count)})"
    return words


def _with_hard(words: Callable[[Any], str], key: str, hard: str) -> Callable[[Given], str]:
    def said(given: Given) -> str:
        loose = given.get(hard)
        return words(given[key]) + (f", by some sources {words([None, loose])}" if loose else "")

    return said


def _up_to(
    words: Callable[[float], str], key: str, hard: str, thing: str = ""
) -> Callable[[Given], str]:
    def said(given: Given) -> str:
        loose = given.get(hard)
        more = f", by some sources {words(loose)}" if loose else ""
        return f"up to {words(given[key])}{thing}{more}"

    return said


def _pixels(thing: str) -> Callable[[Any], str]:
    return lambda pair: f"{span(pair)} px {thing}"


def _formats(given: Given) -> str:
    return ", ".join(given["formats"]).upper()


def _also(given: Given) -> str:
    also = ", ".join(given["also"]).upper()
    return f"{also} converted" if given.get("converted") else f"also {also}"


def _daily(given: Given) -> str:
    return ", ".join(f"{plan} {given[plan]}" for plan in ("free", "professional", "business"))


def _values(given: Given) -> str:
    words = ", ".join(map(str, given["values"]))
    return f"{words} {given['unit']}" if "unit" in given else words


def _days(given: Given) -> str:
    return f"{given['min']} to {given['max']} {given.get('unit', '')}".strip()


_WORDS: Mapping[str, Callable[[Given], str]] = {
    "min": lambda given: _days(given) if given.get("unit") == "days" else "",
    "items": lambda given: span(given["items"]),
    "values": _values,
    "max_utf8_bytes": lambda given: f"and {given['max_utf8_bytes']:,} bytes in UTF-8",
    "total_max": lambda given: f"{given['total_max']:,} characters together",
    "forbidden": lambda given: (
        "without " + " and ".join(f"`{each}`" for each in given["forbidden"])
    ),
    "required": lambda given: "required" if given["required"] else "",
    "unique": lambda given: "all different" if given["unique"] else "",
    "counts_towards": lambda given: f"counts towards the {given['counts_towards']}",
    "when": lambda given: f"if {given['when']}",
    "for": lambda given: f"for {', '.join(given['for'])}",
    "not_for": lambda given: f"not for {', '.join(given['not_for'])}",
    "accounts": lambda given: f"only for {', '.join(given['accounts'])} accounts",
    "formats": _formats,
    "also": _also,
    "converted": lambda given: "",
    "max_bytes": _up_to(size, "max_bytes", "hard_bytes"),
    "min_bytes": lambda given: f"at least {size(given['min_bytes'])}",
    "seconds": _with_hard(time_span, "seconds", "hard_seconds"),
    "unverified_channel_seconds": lambda given: (
        f"over {duration(given['unverified_channel_seconds'])} only on verified channels"
    ),
    "organic_seconds": lambda given: (
        f"over {duration(given['organic_seconds'])} only in advertisements"
    ),
    "width": _with_hard(_pixels("wide"), "width", "hard_width"),
    "height": _with_hard(_pixels("tall"), "height", "hard_height"),
    "max_pixels": _up_to(lambda n: f"{n:,}", "max_pixels", "hard_pixels", " pixels"),
    "max_short_side": lambda given: f"short side up to {figure(given['max_short_side'])} px",
    "max_long_side": lambda given: f"long side up to {figure(given['max_long_side'])} px",
    "max_width_plus_height": lambda given: (
        f"width and height together up to {figure(given['max_width_plus_height'])} px"
    ),
    "over_width": lambda given: f"wider ones {given['over_width']}",
    "aspect": lambda given: f"width to height {span(given['aspect'])}",
    "outside_aspect": lambda given: f"others {given['outside_aspect']}",
    "recommended_aspect": lambda given: (
        f"best {figure(given['recommended_aspect'])} width to height"
    ),
    "fps": lambda given: f"{span(given['fps'])} frames per second",
    "frames": lambda given: f"up to {figure(given['frames'])} frames",
    "pixels_times_frames": lambda given: (
        f"pixels times frames up to {figure(given['pixels_times_frames'])}"
    ),
    "max_pages": _up_to(lambda n: f"{n:,}", "max_pages", "hard_pages", " pages"),
    "free": _daily,
    "professional": lambda given: "",
    "business": lambda given: "",
    "image_video": lambda given: f"images with videos: {yes_or_no(given['image_video'])}",
    "image_gif": lambda given: f"images with GIFs: {yes_or_no(given['image_gif'])}",
    "with_media": lambda given: "with media" if given["with_media"] else "without media",
}
"""By the key of the rules file."""
