"""Media files that cannot be used as they are: empty, cut off, damaged, not fetched from Git LFS."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.posts import media_places

ID = "media-unreadable"
PURPOSE = "A media file is there in full, and can be read as what it is."
WHY = "Publer would refuse it, or post something broken."
FIX = "The hint says it: run `git lfs pull`, or export or copy the file again."


def check(post: Post, policy: Policy) -> Findings:
    """An error at each file with a problem; it is the same for every account, so it names none."""
    for path, medium in media_places(post):
        if medium.facts and medium.facts.problem:
            what, _, cure = medium.facts.problem.partition("; ")
            yield error(ID, f"`{medium.file}`: {what}", post.source.at(path), hint=cure or None)
