"""The card of a link, alone or in a carousel."""

from __future__ import annotations

from typing import Any

from publer_sync.model.post import Link
from publer_sync.model.resources import Resources


def card(link: Link, resources: Resources) -> dict[str, Any]:
    """A link with the words, picture and button that its author wants."""
    words = {
        "url": link.url,
        "title": link.title,
        "description": link.description,
        "call_to_action": link.call_to_action,
        "phone_number": link.phone_number,
    }
    sent: dict[str, Any] = {key: value for key, value in words.items() if value}
    if link.image:
        sent |= {"images": [resources.path_of(link.image)], "default_image": 0}
    return sent
