"""Alt texts of pictures in articles, which Publer does not pass on."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, warning
from publer_sync.model.post import Post

ID = "article-alt-text"
PURPOSE = "What the pictures of an article show is said where readers receive it."
WHY = (
    "Publer's articles have no place for the alt text of a picture, and WordPress receives none: people who"
    " cannot see the picture miss it."
)
FIX = "Say it in the caption of the picture, or in the article; or add it in WordPress after publishing."


def check(post: Post, policy: Policy) -> Findings:
    """A warning, once for an article, at the first picture whose alt text is lost.

    The picture above an article may be shared with networks that show its alt text.
    """
    lost = [
        f"blocks[{number}]"
        for number, block in enumerate(post.blocks)
        if block.media and (block.media.alt or "").strip()
    ]
    if lost:
        pictures = "1 picture" if len(lost) == 1 else f"{len(lost)} pictures"
        yield warning(
            ID,
            f"Publer passes no alt text on to WordPress, and {pictures} of this article "
            f"{'has' if len(lost) == 1 else 'have'} one",
            post.source.at(lost[0]),
            hint="say what the picture shows in its caption, or in the article",
            address=str(post.address),
        )
