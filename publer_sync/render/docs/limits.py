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


def limit_words(path: tuple[str, ...], values: Given, keys: Iterable[str] | None = None) -> str:
    """Return a passage of the rules, or those keys of it, in words; other keys are printed as they are
    written."""
    names = list(values if keys is None else keys)
    if path == ("types",):
        return types_words(values, names)
    parts = [words for key in names if key not in _SILENT and (words := _said(key, path, values))]
    if not parts:
        return UNKNOWN
    if values.get("over") == "warning":
        parts.append("not enforced strictly")
    if values.get("per_server"):
        parts.append("each server may set its own")
    return "; ".join(dict.fromkeys(parts))


def types_words(types: Mapping[str, Any], keys: Iterable[str]) -> str:
    """The types that some keys below `types` are about, with their media if the keys are about those."""
    required = list(keys)
    with_media = [key for key in required if "/media/" in key]
    names = dict.fromkeys(key.partition("/")[0] for key in with_media or required)
    if not with_media or any(key.endswith("/text") for key in required):
        return ", ".join(names)
    return "; ".join(f"{name}: {media_words(types[name]['media'])}" for name in names)


def passage_name(path: tuple[str, ...], values: Given) -> str:
    """Return the subject of a passage, as the start of a line; empty for the text, or the whole."""
    if "means" in values:
        return str(values["means"])
    last = path[-1]
    if last in {"default", "types", "mix"} or last in values:
        return ""
    return _NAMES.get(last, last.replace(".", " ").replace("_", " "))


_NAMES = {"boardId": "board", "spoilerText": "content warning", "sublinks": "link cards"}


def media_words(media: Mapping[str, Any]) -> str:
    """Number of media a type of post takes: `1 to 10 images`."""
    total = media.get("total")
    kinds = [kind for kind in media if kind != "total"]
    if total and len(kinds) > 1:
        things = " or ".join(f"{_THINGS[kind]}s" for kind in kinds)
        return f"{span(total)} {things}" if total[1] > 1 else f"1 {things.replace('s', '')}"
    return ", ".join(
        f"{span(media[kind])} {plural(_THINGS[kind], media[kind][1])}" for kind in kinds
    )


def _said(key: str, path: tuple[str, ...], values: Given) -> str:
    """A key in words; of a key deeper down, its own words with those of the keys above it."""
    value = _below(values, key)
    if value is None:
        return ""
    if key in _WORDS:
        return _WORDS[key](values)
    if key == "max":
        return _most(path, values)
    name = key.replace("/", " ").replace("_", " ")
    if isinstance(value, Mapping):
        return f"{name}: {limit_words((*path, key), value)}"
    return f"{name}: {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return yes_or_no(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else figure(value)


def _below(values: Given, key: str) -> Any:
    value: Any = values
    for step in key.split("/"):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _most(path: tuple[str, ...], values: Given) -> str:
    most, hard = values["max"], values.get("hard")
    if values.get("unit") == "days":
        return "" if "min" in values else f"up to {most} days"
    is_text = not {path[0], path[-1]}.isdisjoint(_TEXTS)
    unit = "bytes" if values.get("count") == "bytes" else "characters"
    words = f"{most:,} {unit}" if is_text else f"{most:,}"
    if hard:
        words += f" for sure, {hard:,} at most"
    count = values.get("count")
    if is_text and count and count != "bytes" and values.get("unit") != "assumed":
        words += f" ({count_in_words(count)})"
    return words


def _with_hard(words: Callable[[Any], str], key: str, hard: str) -> Callable[[Given], str]:
    def message(values: Given) -> str:
        loose = values.get(hard)
        return words(values[key]) + (f", by some sources {words([None, loose])}" if loose else "")

    return message


def _up_to(
    words: Callable[[float], str], key: str, hard: str, thing: str = ""
) -> Callable[[Given], str]:
    def message(fields: Given) -> str:
        loose = fields.get(hard)
        more = f", by some sources {words(loose)}" if loose else ""
        return f"up to {words(fields[key])}{thing}{more}"

    return message


def _pixels(thing: str) -> Callable[[Any], str]:
    return lambda pair: f"{span(pair)} px {thing}"


def _formats(values: Given) -> str:
    return ", ".join(values["formats"]).upper()


def _also(values: Given) -> str:
    also = ", ".join(values["also"]).upper()
    return f"{also} converted" if values.get("converted") else f"also {also}"


def _daily(values: Given) -> str:
    return ", ".join(f"{plan} {values[plan]}" for plan in ("free", "professional", "business"))


def _values(values: Given) -> str:
    words = ", ".join(map(str, values["values"]))
    return f"{words} {values['unit']}" if "unit" in values else words


def _days(values: Given) -> str:
    return f"{values['min']} to {values['max']} {values.get('unit', '')}".strip()


_WORDS: Mapping[str, Callable[[Given], str]] = {
    "min": lambda values: _days(values) if values.get("unit") == "days" else "",
    "items": lambda values: span(values["items"]),
    "values": _values,
    "max_utf8_bytes": lambda values: f"and {values['max_utf8_bytes']:,} bytes in UTF-8",
    "total_max": lambda values: f"{values['total_max']:,} characters together",
    "forbidden": lambda values: (
        "without " + " and ".join(f"`{each}`" for each in values["forbidden"])
    ),
    "required": lambda values: "required" if values["required"] else "",
    "unique": lambda values: "all different" if values["unique"] else "",
    "counts_towards": lambda values: f"counts towards the {values['counts_towards']}",
    "when": lambda values: f"if {values['when']}",
    "for": lambda values: f"for {', '.join(values['for'])}",
    "not_for": lambda values: f"not for {', '.join(values['not_for'])}",
    "accounts": lambda values: f"only for {', '.join(values['accounts'])} accounts",
    "formats": _formats,
    "also": _also,
    "converted": lambda values: "",
    "max_bytes": _up_to(size, "max_bytes", "hard_bytes"),
    "min_bytes": lambda values: f"at least {size(values['min_bytes'])}",
    "seconds": _with_hard(time_span, "seconds", "hard_seconds"),
    "unverified_channel_seconds": lambda values: (
        f"over {duration(values['unverified_channel_seconds'])} only on verified channels"
    ),
    "organic_seconds": lambda values: (
        f"over {duration(values['organic_seconds'])} only in advertisements"
    ),
    "width": _with_hard(_pixels("wide"), "width", "hard_width"),
    "height": _with_hard(_pixels("tall"), "height", "hard_height"),
    "max_pixels": _up_to(lambda n: f"{n:,}", "max_pixels", "hard_pixels", " pixels"),
    "max_short_side": lambda values: f"short side up to {figure(values['max_short_side'])} px",
    "max_long_side": lambda values: f"long side up to {figure(values['max_long_side'])} px",
    "max_width_plus_height": lambda values: (
        f"width and height together up to {figure(values['max_width_plus_height'])} px"
    ),
    "over_width": lambda values: f"wider ones {values['over_width']}",
    "aspect": lambda values: f"width to height {span(values['aspect'])}",
    "outside_aspect": lambda values: f"others {values['outside_aspect']}",
    "recommended_aspect": lambda values: (
        f"best {figure(values['recommended_aspect'])} width to height"
    ),
    "fps": lambda values: f"{span(values['fps'])} frames per second",
    "frames": lambda values: f"up to {figure(values['frames'])} frames",
    "pixels_times_frames": lambda values: (
        f"pixels times frames up to {figure(values['pixels_times_frames'])}"
    ),
    "max_pages": _up_to(lambda n: f"{n:,}", "max_pages", "hard_pages", " pages"),
    "free": _daily,
    "professional": lambda values: "",
    "business": lambda values: "",
    "image_video": lambda values: f"images with videos: {yes_or_no(values['image_video'])}",
    "image_gif": lambda values: f"images with GIFs: {yes_or_no(values['image_gif'])}",
    "with_media": lambda values: "with media" if values["with_media"] else "without media",
}
"""By the key of the rules file."""
