"""Files that are too large, or too small."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic
from publer_sync.model.post import Post
from publer_sync.networks.media_limits import upload_bytes
from publer_sync.networks.rules.measuring import outside, seen
from publer_sync.networks.rules.wording import in_bytes

ID = "file-size"
PURPOSE = "A media file is not larger than its network takes."
WHY = "It would be refused."
MEND = "Make it smaller; files over 200 MB can be given by `url`."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """A finding for each file that is outside of what the network takes, or Publer as an upload."""
    for each in seen(post):
        size = each.facts.bytes or each.medium.size or 0
        bound = each.limits.bytes if each.limits else None
        found = outside(ID, post, each, size, bound, say=in_bytes) if size else None
        if found is None and each.medium.file:
            found = outside(
                ID,
                post,
                each,
                size,
                upload_bytes(),
                say=in_bytes,
                who="Publer",
                hint="make it smaller, or put it on the web and give its `url:`",
            )
        if found:
            yield found
