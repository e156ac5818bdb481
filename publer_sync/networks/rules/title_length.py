"""Titles that are longer than their network takes."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import too_long
from publer_sync.networks.limits.text import field_limit

ID = "title-length"
PURPOSE = "A title is not longer than the network takes."
WHY = "It would be refused or cut."
FIX = "Shorten it."


def check(post: Post, policy: Policy) -> Findings:
    """An error or a warning where the title is too long; other types of post do not show it."""
    if not post.title:
        return
    field = "document_title" if post.type is PostType.DOCUMENT else "title"
    limit = field_limit(post.network, field, post.type)
    diagnostic = too_long(ID, post, "title", post.title, limit, what="titles")
    if diagnostic:
        yield diagnostic
