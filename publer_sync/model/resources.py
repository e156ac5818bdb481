"""Resources that posts refer to and Publer has: files by content, URL or id, and things by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from publer_sync.model.media import Media
from publer_sync.model.media_walk import every_medium
from publer_sync.model.network import MediaKind, Network
from publer_sync.model.post import Post
from publer_sync.model.state import StoredMedia
from publer_sync.model.workspace_names import NamedResource, NameIndex, NameKind, names_used_by


@dataclass(frozen=True, slots=True)
class Resources:
    """Stored media by `key_of`, and the names that were resolved."""

    media: Mapping[str, StoredMedia] = field(default_factory=dict)
    names: NameIndex = NameIndex()

    def id_of(self, item: Media) -> str:
        """Publer's id of a medium; KeyError if it was not uploaded, which is a bug."""
        return item.id or self.media[key_of(item)].id

    def path_of(self, item: Media) -> str:
        """Return Publer's path of a medium; KeyError if that is not known, which is a bug."""
        path = self.media[key_of(item)].path
        if path is None:
            raise KeyError(f"the path of {item.file or item.url or item.id}")
        return path

    def signature_of(self, post: Post) -> str | None:
        """The text of the signature that a post names; None if it names none, or Publer shows no text."""
        for ref in names_used_by(post):
            if ref.kind is NameKind.SIGNATURE and self.names.knows(ref):
                thing = self.names.find(ref)
                text = thing.data.get("text") if isinstance(thing, NamedResource) else None
                return text if isinstance(text, str) else None
        return None


def key_of(item: Media) -> str:
    """Return the key of a medium: the hash of its content or of its URL, or Publer's id."""
    if item.url is not None:
        return sha256(item.url.encode("utf-8", "surrogatepass")).hexdigest()
    key = item.id or item.sha256
    if key is None:
        raise KeyError(f"{item.file} was not read yet")
    return key


_SUFFIXES = {
    MediaKind.PHOTO: ".jpg",
    MediaKind.VIDEO: ".mp4",
    MediaKind.GIF: ".gif",
    MediaKind.DOCUMENT: ".pdf",
}


KEY_LENGTH = 12
"""Characters of the key in the name of a medium: 48 bits, so that no two files have them by chance."""


def library_name(item: Media) -> str | None:
    """The name under which a medium is uploaded: its own, with the start of its key, by which it can be
    found in Publer's library. None for one that is there already, or that was not read yet."""
    if item.url is not None:
        path = PurePosixPath(unquote(urlsplit(item.url).path))
        suffix = path.suffix or _SUFFIXES[item.kind]
        return f"{path.stem or 'file'}.{key_of(item)[:KEY_LENGTH]}{suffix}"
    if item.file is None or item.sha256 is None:
        return None
    path = PurePosixPath(item.file)
    return f"{path.stem}.{item.sha256[:KEY_LENGTH]}{path.suffix}"


def names_content(name: str, item: Media) -> bool:
    """Decide whether a name in the library is that of a medium's content.

    Only the end counts, before the suffix: the rest is the name of a file, which may hold any other hash.
    """
    return PurePosixPath(name).stem.endswith(key_of(item)[:KEY_LENGTH])


def used_by_path(post: Post) -> Iterator[Media]:
    """The media of a post that Publer takes by their path: all but its own, which go by their id.

    The featured image of an article on WordPress goes by its path as well.
    """
    if post.network is not Network.WORDPRESS:
        covers = tuple(item.cover for item in post.media if item.cover)
        post = replace(post, media=covers)
    yield from every_medium(post)
