"""Shares that Publer does not make."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.limits.bounds import sources_of
from publer_sync.networks.limits.features import without
from publer_sync.networks.rules_data import of_publer

ID = "share-unsupported"
PURPOSE = "Publer shares posts of this network."
WHY = "It would be lost without a word."
FIX = "Leave out `share`; on Google, give it a text."


def check(post: Post, policy: Policy) -> Findings:
    """An error where Publer makes no shares, or needs more to make one."""
    if post.share is None:
        return
    values = of_publer("share")
    gap = without("share", post.network)
    if gap:
        yield _finding(
            post, f"Publer shares no posts of {post.network.label}", "leave out `share:` there"
        )
    elif post.options.get("reminder") and values["reminders"] is False:
        yield _finding(
            post, "Publer shares no posts that are reminders", "leave out one of the two"
        )
    elif post.network.value in values["text_required"] and not (post.share.text or "").strip():
        message = f"A share of a post on {post.network.label} needs a text"
        yield _finding(post, message, "write `text:` under `share:`")


def _finding(post: Post, message: str, hint: str) -> Diagnostic:
    source = sources_of(of_publer("share"))[0]
    return error(
        ID, f"{message} ({source})", post.source.at("share"), hint=hint, address=str(post.address)
    )
