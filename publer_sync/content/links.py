"""`link` and the cards of a link carousel."""

from __future__ import annotations

from typing import Any

from publer_sync.content.key_reader import Keys
from publer_sync.content.layers import Value
from publer_sync.content.media import MediaReader
from publer_sync.model.post import Link

_WORDS = ("title", "description", "phone_number")


def read_link(keys: Keys) -> Link | None:
    """The link with the words of its card."""
    data = keys.whole("link")
    if data is None or isinstance(data, str):
        return Link(url=data.strip()) if data else None
    return _card(keys, data, "link", keys.values["link"])


def read_sublinks(keys: Keys) -> tuple[Link, ...]:
    """The cards of a link carousel, in order."""
    if "sublinks" not in keys.values:
        return ()
    cards = keys.whole("sublinks") or ()
    value = keys.values["sublinks"]
    return tuple(_card(keys, card, f"sublinks[{i}]", value, i) for i, card in enumerate(cards))


def _card(keys: Keys, data: Any, name: str, value: Value, *steps: int) -> Link:
    words = {key: data[key].strip() or None for key in _WORDS if key in data}
    image = None
    if "image" in data:
        reader = MediaReader(value.layer.folder, keys.project.root, keys.scene.found)
        image = reader.picture(data["image"], f"{name}.image", value, *steps, "image")
        keys.usable = keys.usable and image is not None
    action = data["call_to_action"].upper() if "call_to_action" in data else None
    return Link(url=data["url"].strip(), image=image, call_to_action=action, **words)
