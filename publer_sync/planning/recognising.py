"""Whether a post in Publer that nothing is recorded of is the one that a file wants, by what is seen of it.

Where a post has a minute of its own, that names it, and its words are the proof. What has none can only be
told by its words, which a colleague may have used too.
"""

from __future__ import annotations

from publer_sync.model.fingerprint import plain, same_text
from publer_sync.model.network import PostType
from publer_sync.model.place import Place
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import Shelf, Standing


def reads_alike(post: Post, other: RemotePost) -> bool:
    """Whether text, title and number of media are those of the post, as far as Publer shows them."""
    if other.text is None or not same_text(post.text, other.text):
        return False
    if post.title and other.title and not same_text(post.title, other.title):
        return False
    if other.media_ids is None or not post.media:  # a link may show its picture as a medium
        return True
    return len(other.media_ids) == len(post.media)


def left_behind(post: Post, other: RemotePost) -> bool:
    """Whether it can only be what a recycled post left behind; the one that comes again stands at its next
    time."""
    return bool(post.recycling) and other.phase is Phase.PUBLISHED and not other.recycles


def as_much_a_draft(post: Post, other: RemotePost) -> bool:
    """A draft is never the post that was scheduled, nor the other way round."""
    return (other.phase is Phase.DRAFT) is (post.standing is not Standing.SCHEDULED)


def says_the_same(post: Post, other: RemotePost) -> bool:
    """Whether words and media make it likely that this is the post; without words nothing does."""
    if (
        not plain(post.text)
        or post.type is PostType.ARTICLE
        or not same_text(post.text, other.text)
    ):
        return False
    return other.media_ids is None or bool(other.media_ids) is bool(post.media) or bool(post.link)


def stands_there(post: Post, other: RemotePost, place: Place) -> bool:
    """Whether it stands where the post would, and may be it by its state."""
    if other.phase in {Phase.REMOVED, Phase.FAILED}:
        return False
    if post.recycling and not other.recycles:
        return False  # what it left behind at its first time says the same
    if not as_much_a_draft(post, other):
        return False
    if place.shelf is Shelf.TIMELINE:
        return other.slot is not None and place.encloses(other.slot)
    return other.shelf is place.shelf
