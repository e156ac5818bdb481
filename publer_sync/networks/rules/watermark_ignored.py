"""Watermarks of posts that have nothing to draw them on."""

from __future__ import annotations

from collections.abc import Sequence

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, warning
from publer_sync.model.media_walk import every_medium
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Post
from publer_sync.networks.checks.posts import by_place

ID = "watermark-ignored"
PURPOSE = "A post with a watermark has a picture or a video."
WHY = "Publer draws watermarks on pictures and videos; without any, nothing is marked."
FIX = "Leave the watermark out, or add the picture it is for."


def check(posts: Sequence[Post], policy: Policy) -> Findings:
    """A warning, once, at each watermark that none of the posts it is for can bear.

    A watermark of defaults is for many posts, and some picture among them is enough.
    """
    marked = (post for post in posts if post.names.watermark)
    for place, sharing in by_place(marked, "watermark").items():
        if not any(map(_can_bear_it, sharing)):
            yield warning(
                ID,
                "A watermark is drawn on pictures and videos, and this post has none",
                place,
                hint="leave `watermark` out, or add the picture it is for",
                address=str(sharing[0].address),
            )


def _can_bear_it(post: Post) -> bool:
    return any(medium.kind is not MediaKind.DOCUMENT for medium in every_medium(post))
