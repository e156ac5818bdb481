"""What of a published post a network lets Publer change, as Publer's guide to updating posts lists it."""

from __future__ import annotations

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post

_NOTHING: frozenset[str] = frozenset()
_TEXT = frozenset({"text"})
_TITLE_AND_TEXT = frozenset({"text", "title"})

_AFTER_PUBLISHING = {
    Network.FACEBOOK: _TEXT,
    Network.GOOGLE: _TEXT,
    Network.LINKEDIN: _TEXT,
    Network.MASTODON: _TITLE_AND_TEXT,
    Network.TELEGRAM: _TEXT,
    Network.WORDPRESS: _TITLE_AND_TEXT,
    Network.YOUTUBE: _TITLE_AND_TEXT,
}

IN_PLACE = _TITLE_AND_TEXT
"""What Publer changes of a pending post; every other field needs a new post."""


def editable_in_place(post: Post) -> frozenset[str]:
    """The fields of this post that Publer changes without a new post, while it waits.

    An article is made of blocks; a new text would not touch them, and might take their place.
    """
    return _NOTHING if post.type is PostType.ARTICLE else IN_PLACE


def editable_after_publishing(post: Post) -> frozenset[str]:
    """The fields of this post that can still be changed once it is published."""
    if post.type is PostType.ARTICLE:
        return _NOTHING
    if post.network is Network.TELEGRAM and post.type not in {PostType.STATUS, PostType.LINK}:
        return _NOTHING
    if post.network is Network.FACEBOOK and post.type is PostType.VIDEO:
        return _TITLE_AND_TEXT
    return _AFTER_PUBLISHING.get(post.network, _NOTHING)
