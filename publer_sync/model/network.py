"""The 13 networks and the kinds of post, by the names that Publer gives them."""

from __future__ import annotations

from enum import StrEnum


class Network(StrEnum):
    """A network by its provider name in Publer's `GET /accounts`; `twitter` is X."""

    BLUESKY = "bluesky"
    FACEBOOK = "facebook"
    GOOGLE = "google"
    INSTAGRAM = "instagram"
    LINKEDIN = "linkedin"
    MASTODON = "mastodon"
    PINTEREST = "pinterest"
    TELEGRAM = "telegram"
    THREADS = "threads"
    TIKTOK = "tiktok"
    TWITTER = "twitter"
    WORDPRESS = "wordpress"
    YOUTUBE = "youtube"
    IDEAS = "ideas"
    """No network: where ideas stand, which have no account. Not among `NETWORKS`."""

    @property
    def label(self) -> str:
        """The name that people use."""
        return _LABELS.get(self, self.value.capitalize())


_LABELS = {
    Network.GOOGLE: "Google Business",
    Network.LINKEDIN: "LinkedIn",
    Network.TIKTOK: "TikTok",
    Network.TWITTER: "X",
    Network.WORDPRESS: "WordPress",
    Network.YOUTUBE: "YouTube",
}


NETWORKS: tuple[Network, ...] = tuple(each for each in Network if each is not Network.IDEAS)
"""The 13 networks."""


class PostType(StrEnum):
    """Type of a post, in Publer's words."""

    STATUS = "status"
    PHOTO = "photo"
    VIDEO = "video"
    GIF = "gif"
    LINK = "link"
    CAROUSEL = "carousel"
    POLL = "poll"
    DOCUMENT = "document"
    REEL = "reel"
    STORY = "story"
    SHORT = "short"
    ARTICLE = "article"
    EVENT = "event"
    OFFER = "offer"


class MediaKind(StrEnum):
    """Kind of a medium, in the words of Publer's library."""

    PHOTO = "photo"
    VIDEO = "video"
    GIF = "gif"
    DOCUMENT = "document"
