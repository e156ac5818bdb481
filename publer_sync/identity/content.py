"""Compare everything about a post that Publer shows, beside its text: kind, type, media and title.

What Publer does not show is no difference. It lists some things under other words than they were sent with:
a reel as a video, a document of pictures as a photo, a post of a series as a scheduled one. So types are
compared by class, and media by number, kind, and by library id or file name where both are known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from publer_sync.identity.text import TextMatch, compare_texts
from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.plain_text import normal_form
from publer_sync.model.post import Post
from publer_sync.model.remote import MediaItem, Phase, RemotePost
from publer_sync.model.resources import key_of, library_name
from publer_sync.model.schedule import Listing, PublishMode
from publer_sync.model.state import Intent, StoredMedia


class PostKind(StrEnum):
    """The kinds of entries that Publer keeps apart."""

    SCHEDULED = "scheduled"
    DRAFT = "draft"
    IDEA = "idea"
    SERIES = "series"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparableContent:
    """Content of a write or of a file, as far as it can be compared with a post in Publer.

    `text` is None where Publer is not known to show it (articles). `signature` is the text of the signature
    that the post names, if it is known. Media that are not in the library yet have an empty id.
    """

    account_id: str
    kind: PostKind
    type: PostType | None
    text: str | None
    title: str | None = None
    media: tuple[MediaItem, ...] = ()
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class TraitDifference:
    """A trait in which a post in Publer differs: `kind`, `type`, `media` or `title`, wanted and shown."""

    trait: str
    desired: str
    remote: str


@dataclass(frozen=True, slots=True)
class ContentComparison:
    """Match of the texts, and further differences."""

    text: TextMatch
    differences: tuple[TraitDifference, ...] = ()

    words_match: TextMatch = TextMatch.NONE
    """How what they say matches: the texts, or the media where there is no text. It tells posts elsewhere on
    the account from others, so that nothing at all is no match."""

    @property
    def is_same(self) -> bool:
        """Return whether everything that can be compared is equal."""
        return self.text.is_equal and not self.differences


def content_of(
    post: Post, stored: Mapping[str, StoredMedia] | None = None, signature: str | None = None
) -> ComparableContent:
    """The content of a desired post; `stored` are the library files that the state knows, by content."""
    is_article = post.type is PostType.ARTICLE
    return ComparableContent(
        account_id="" if post.standing.is_idea else post.account.id,
        kind=kind_of(post.standing, post.shelf),
        type=post.type,
        text=None if is_article else post.text,
        title=post.title,
        media=media_of(post, stored or {}),
        signature=signature,
    )


def content_sent(intent: Intent) -> ComparableContent:
    """The content that a create intent announced."""
    return ComparableContent(
        account_id="" if intent.standing.is_idea else intent.account_id,
        kind=kind_of(intent.standing, intent.shelf),
        type=intent.type,
        text=None if "content" in intent.fields else intent.text,
        title=intent.title,
        media=intent.media,
        signature=intent.signature,
    )


def media_of(post: Post, stored: Mapping[str, StoredMedia]) -> tuple[MediaItem, ...]:
    """The media of a post as the library knows them, or will."""
    result = []
    for item in post.media:
        stored_media = stored.get(key_of(item)) if item.id or item.url or item.sha256 else None
        media_id = item.id or (stored_media.id if stored_media else "")
        result.append(MediaItem(media_id, item.kind.value, library_name(item)))
    return tuple(result)


def compare(
    content: ComparableContent,
    post: RemotePost,
    *,
    short_links: Collection[str] = frozenset(),
    media_may_lag: bool = False,
) -> ContentComparison:
    """Compare what was sent or is wanted with a post in Publer.

    Right after a write its media may not be listed yet (`media_may_lag`).
    """
    if content.text is None or post.text is None:
        match = TextMatch.EXACT if content.text is None else TextMatch.NONE
    else:
        match = compare_texts(
            content.text, post.text, signature=content.signature, short_links=short_links
        )
    result = (
        _kind_difference(content, post),
        _type_difference(content, post),
        _media_difference(content, post, may_lag=media_may_lag),
        _title_difference(content, post),
    )
    differences = tuple(each for each in result if each)
    return ContentComparison(match, differences, _spoken(content, post, match, differences))


def _spoken(
    content: ComparableContent,
    post: RemotePost,
    match: TextMatch,
    differences: tuple[TraitDifference, ...],
) -> TextMatch:
    if content.text is None:
        return TextMatch.NONE
    if normal_form(content.text):
        return match
    other_media = any(difference.trait == "media" for difference in differences)
    return match if content.media and post.media and not other_media else TextMatch.NONE


def kind_of(standing: PublishMode, shelf: Listing) -> PostKind:
    if standing.is_idea:
        return PostKind.IDEA
    if standing is PublishMode.DRAFT:
        return PostKind.DRAFT
    return PostKind.SERIES if shelf is Listing.SERIES else PostKind.SCHEDULED


def kind_shown(post: RemotePost) -> PostKind:
    """The kind of a post in Publer."""
    if not post.account_id:
        return PostKind.IDEA
    if post.phase is Phase.DRAFT:
        return PostKind.DRAFT
    return PostKind.SERIES if post.shelf is Listing.SERIES else PostKind.SCHEDULED


def same_kind(kind: PostKind, post: RemotePost) -> bool:
    """Return whether a post is of a kind. A series may be listed like a scheduled post, at its next time."""
    post_kind = kind_shown(post)
    return post_kind is kind or (kind is PostKind.SERIES and post_kind is PostKind.SCHEDULED)


def _kind_difference(content: ComparableContent, post: RemotePost) -> TraitDifference | None:
    if same_kind(content.kind, post):
        return None
    return TraitDifference("kind", content.kind.value, kind_shown(post).value)


_WORDS, _PICTURES, _FILM, _POLL, _ARTICLE = "words", "pictures", "film", "poll", "article"
_CLASSES: Mapping[str, frozenset[str]] = {
    "status": frozenset({_WORDS}),
    "link": frozenset({_WORDS}),
    "photo": frozenset({_PICTURES}),
    "image": frozenset({_PICTURES}),
    "carousel": frozenset({_PICTURES}),
    "gif": frozenset({_PICTURES}),
    "document": frozenset({_PICTURES}),
    "video": frozenset({_FILM}),
    "reel": frozenset({_FILM}),
    "short": frozenset({_FILM}),
    "story": frozenset({_PICTURES, _FILM}),  # a story may be a photo or a video
    "poll": frozenset({_POLL}),
    "article": frozenset({_ARTICLE}),
}
"""The classes of Publer's types. A type that is not here, such as an event, is compared with nothing."""


def _type_difference(content: ComparableContent, post: RemotePost) -> TraitDifference | None:
    if content.type is None or content.kind is PostKind.IDEA:
        return None  # Publer may turn ideas of any type into articles
    ours, theirs = _CLASSES.get(content.type.value), _CLASSES.get(post.type or "")
    if content.type is PostType.CAROUSEL and not content.media:
        ours = frozenset({_WORDS, _PICTURES})  # a carousel of links
    if not ours or not theirs or ours & theirs:
        return None
    return TraitDifference("type", content.type.value, post.type or "")


def _media_difference(
    content: ComparableContent, post: RemotePost, *, may_lag: bool
) -> TraitDifference | None:
    if post.media is None or content.type is PostType.ARTICLE:
        return None
    names, media_items = content.media, post.media
    if (may_lag and not media_items) or (not names and _shows_a_preview(content)):
        return None
    if len(names) == len(media_items) and all(map(_may_be_one, names, media_items)):
        return None
    return TraitDifference("media", _listed(names), _listed(media_items))


def _shows_a_preview(content: ComparableContent) -> bool:
    """Return whether a picture may be the preview of a link, for which nothing was uploaded."""
    return content.type in {PostType.LINK, PostType.CAROUSEL}


_COMPATIBLE = {
    frozenset({MediaKind.PHOTO.value, MediaKind.GIF.value}),
    frozenset({MediaKind.VIDEO.value, MediaKind.GIF.value}),
    frozenset({MediaKind.PHOTO.value, MediaKind.DOCUMENT.value}),
}


def _may_be_one(media_item: MediaItem, remote_item: MediaItem) -> bool:
    """Return whether two media may be the same file: nothing that is known of both tells them apart."""
    kinds = frozenset({_kind_word(media_item.kind), _kind_word(remote_item.kind)})
    if None not in kinds and len(kinds) == 2 and kinds not in _COMPATIBLE:
        return False
    if media_item.id and media_item.id == remote_item.id:
        return True
    if media_item.name and remote_item.name:
        return _same_file(media_item.name, remote_item.name)
    return not (media_item.id and remote_item.id)


def _kind_word(kind: str | None) -> str | None:
    """Publer writes `image` in some places and `photo` in others (contract 6.4)."""
    return MediaKind.PHOTO.value if kind == "image" else kind


_HASH = re.compile(r"\.([0-9a-f]{12})(?=\.[^.]*$|$)")


def _same_file(one: str, other: str) -> bool:
    """Return whether two library names mean the same content: our uploads carry the start of their hash."""
    first, second = _HASH.search(one), _HASH.search(other)
    if first and second:
        return first[1] == second[1]
    return _HASH.sub("", one) == _HASH.sub("", other)


def _listed(media: tuple[MediaItem, ...]) -> str:
    return ", ".join(item.name or item.id or item.kind or "a file" for item in media) or "none"


def _title_difference(content: ComparableContent, post: RemotePost) -> TraitDifference | None:
    if not content.title or not post.title or normal_form(content.title) == normal_form(post.title):
        return None
    return TraitDifference("title", content.title, post.title)
