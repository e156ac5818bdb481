"""Links without `https://`, which most networks show as plain words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.network import Network
from publer_sync.model.post import Post
from publer_sync.networks.counting.links import links
from publer_sync.networks.texts import TextSpan, stray, texts_of

ID = "link-without-scheme"
PURPOSE = "A link in a text starts with `https://`."
WHY = (
    "Few networks make a link of a bare address: readers cannot click it. X does, and captions "
    "on Instagram and TikTok have no links at all: there the rule says nothing. Nor does it about "
    "`example.com` alone, which is often just a name."
)
FIX = "Write the whole address, as the browser shows it when you copy it."

# X: https://docs.x.com/fundamentals/counting-characters. On the other two an address is only to be read.
_SILENT = {Network.TWITTER, Network.INSTAGRAM, Network.TIKTOK}


def check(post: Post, policy: Policy) -> Findings:
    """A warning at the first address of each text that starts with `www.` or has a path."""
    if post.network in _SILENT:
        return
    for path, content in texts_of(post):
        text = unicodedata.normalize("NFC", content)
        spans = _spans(text)
        if spans:
            address = text[spans[0].start : spans[0].end]
            yield stray(
                ID,
                post,
                path,
                text,
                spans,
                message=f"`{address}` has no scheme, so most networks make no link of it",
                hint=f"write `https://{address}`",
            )


@lru_cache(maxsize=1024)
def _spans(text: str) -> tuple[TextSpan, ...]:
    """Asked once for a text that several accounts share."""
    spans = (TextSpan(*span) for span in links(text))
    return tuple(each for each in spans if _is_meant_as_link(text[each.start : each.end]))


def _is_meant_as_link(address: str) -> bool:
    start = address[:8].lower()
    if start.startswith(("http://", "https://")):
        return False
    return start.startswith("www.") or len(address.partition("/")[2]) > 0
