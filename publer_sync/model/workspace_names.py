"""Names of the workspace that posts use: signatures, watermarks, locations, albums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from publer_sync.model.network import Network
from publer_sync.model.post import Post


class NameKind(StrEnum):
    """Kind of a name; an album of Pinterest is a board."""

    SIGNATURE = "signature"
    WATERMARK = "watermark"
    LOCATION = "location"
    ALBUM = "album"


_ONLY_ON: Mapping[NameKind, frozenset[Network]] = {
    NameKind.LOCATION: frozenset({Network.FACEBOOK, Network.INSTAGRAM, Network.THREADS}),
    NameKind.ALBUM: frozenset({Network.FACEBOOK, Network.PINTEREST}),
}
"""The networks for which Publer has such things at all (publer.com/docs, "Create posts"); else all."""


def takes(network: Network, kind: NameKind) -> bool:
    """Return whether Publer has such things for a network."""
    return network in _ONLY_ON.get(kind, (network,))


@dataclass(frozen=True, slots=True)
class NamedResource:
    """Something of the workspace: Publer's id, the name that people see, and the object as it came.

    `also` holds further words by which people may mean it, such as the address of a location.
    """

    id: str
    name: str
    data: Mapping[str, object]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name as a post uses it, on an account."""

    account_id: str
    kind: NameKind
    text: str


@dataclass(frozen=True, slots=True)
class UnresolvedName:
    """A name that means nothing, or more than one thing; `candidates` are those to choose from."""

    candidates: tuple[NamedResource, ...]
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Publer's answers for each name that was looked up, and its messages where it offered nothing."""

    offers: Mapping[NameRef, tuple[NamedResource, ...]] = field(default_factory=dict)
    refused: Mapping[NameRef, str] = field(default_factory=dict)

    def knows(self, ref: NameRef) -> bool:
        """Return whether Publer was asked for this name."""
        return ref in self.offers

    def find(self, ref: NameRef) -> NamedResource | UnresolvedName:
        """The thing that is meant: by id, else by exact name, else by name in any case.

        Raises KeyError for a name that Publer was not asked for.
        """
        offers = self.offers[ref]
        for matches in _readings(ref.text, offers):
            if len(matches) == 1:
                return matches[0]
            if matches:
                return UnresolvedName(tuple(matches), ambiguous=True)
        return UnresolvedName(offers)


def names_used_by(post: Post) -> Iterator[NameRef]:
    """The names that a post uses; one that its network has no use for is for others of its entry."""
    texts = {
        NameKind.SIGNATURE: post.names.signature,
        NameKind.WATERMARK: post.names.watermark,
        NameKind.LOCATION: post.names.location,
        NameKind.ALBUM: post.names.album,
    }
    for kind, text in texts.items():
        if text is not None and takes(post.network, kind):
            yield NameRef(post.account.id, kind, text)


def _readings(text: str, offers: tuple[NamedResource, ...]) -> Iterator[list[NamedResource]]:
    """Return the possible meanings of the text, the surest first."""
    loose = text.strip().casefold()
    yield [thing for thing in offers if thing.id == text]
    yield [thing for thing in offers if thing.name == text]
    yield [thing for thing in offers if text in thing.also]
    yield [thing for thing in offers if loose in {w.casefold() for w in (thing.name, *thing.also)}]
