"""What an event or offer says about itself."""

from __future__ import annotations

from collections.abc import Mapping

from publer_sync.model.network import PostType
from publer_sync.model.post import Post

_TYPES = {PostType.EVENT, PostType.OFFER}


def happening(post: Post) -> Mapping[str, object]:
    """The title, times and so on of an event or offer; empty for all other posts."""
    if post.type not in _TYPES:
        return {}
    given = post.options.get(post.type.value)
    return given if isinstance(given, Mapping) else {}
