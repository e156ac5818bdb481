"""What posts refer to and Publer has: files by content, URL or id, and things by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from publer_sync.model.directory import Directory
from publer_sync.model.media_of import every_medium
from publer_sync.model.network import Network
from publer_sync.model.post import Media, Post
from publer_sync.model.state import StoredMedia


@dataclass(frozen=True, slots=True)
class Resources:
    """Stored media by `key_of`, and the names that were resolved."""

    media: Mapping[str, StoredMedia] = field(default_factory=dict)
    names: Directory = Directory()

    def id_of(self, item: Media) -> str:
        """Publer's id of a medium; KeyError if it was not uploaded, which is a bug."""
        return item.id or self.media[key_of(item)].id

    def path_of(self, item: Media) -> str:
        """Where Publer keeps a medium; KeyError if that is not known, which is a bug."""
        path = self.media[key_of(item)].path
        if path is None:
            raise KeyError(f"the path of {item.file or item.url or item.id}")
        return path


def key_of(item: Media) -> str:
    """What a medium is remembered under: the hash of its content or of its URL, or Publer's id."""
    if item.url is not None:
        return sha256(item.url.encode("utf-8", "surrogatepass")).hexdigest()
    key = item.id or item.sha256
    if key is None:
        raise KeyError(f"{item.file} was not read yet")
    return key


def used_by_path(post: Post) -> Iterator[Media]:
    """The media of a post that Publer takes by their path: all but its own, which go by their id.

    The featured image of an article on WordPress goes by its path as well.
    """
    if post.network is not Network.WORDPRESS:
        covers = tuple(item.cover for item in post.media if item.cover)
        post = replace(post, media=covers)
    yield from every_medium(post)
