"""Share of the network's length limit that a text uses, counted as the rules count."""

from __future__ import annotations

from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.networks.counting import count, count_in_words
from publer_sync.networks.limits.text import TextLimit, comment_limit
from publer_sync.networks.rules.text_length import length_of, limit_of
from publer_sync.render.preview.model import Meter

_NEARLY = 0.9


def meter_of_post(post: Post) -> Meter | None:
    """The meter of a post's text; None where the network shows no text or states no limit."""
    limit = limit_of(post)
    return _meter(length_of(post, limit), limit) if limit else None


def meter_of_comment(comment: Comment, network: Network) -> Meter | None:
    """The meter of what follows a post."""
    limit = comment_limit(network)
    return _meter(count(limit.count, comment.text), limit) if limit else None


def _meter(used: int, limit: TextLimit) -> Meter:
    full = used / limit.max
    level = "over" if used > limit.max else "near" if full >= _NEARLY else "fine"
    return Meter(
        used=f"{used:,}",
        most=f"{limit.max:,}",
        share=min(round(full * 100), 100),
        level=level,
        counted=count_in_words(limit.count),
    )
